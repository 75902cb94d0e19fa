package io.duecast.service.model;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.features.HistoryFacts;
import io.duecast.features.LedgerBuilder;
import io.duecast.features.LedgerBuilder.Filing;
import io.duecast.features.PartnerHistory;
import io.duecast.service.GoldenLake;
import io.duecast.service.lake.LakeReader;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.lake.QueryLimits;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class LedgersTest {

  private static final LocalDate DAY = LocalDate.parse("2026-06-30");

  private static LakeReader reader;
  private static List<Filing> partners;

  @BeforeAll
  static void open() {
    reader = LakeReader.open(GoldenLake.lake(), new QueryLimits("256MB", 2, 20, 4));
    partners =
        reader.with(
            lake ->
                lake.list(
                    "SELECT DISTINCT scope_key FROM supplier_ledger WHERE scope = 'partner' ORDER BY ALL",
                    row -> new Filing(LedgerBuilder.PARTNER, row.word("scope_key"))));
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @Test
  void historyIsTheSameReadAloneTogetherKeptAndAfterItWentForOthers() {
    reader.<Boolean>with(
        lake -> {
          Ledgers small = new Ledgers(1);
          Ledgers large = new Ledgers(100_000);
          large.prepare(lake, partners);
          for (Filing partner : partners) {
            List<Filing> keys = List.of(partner, new Filing(LedgerBuilder.ALL, "purchase"));
            HistoryFacts alone = facts(new Ledgers(100_000).history(lake, keys), partner);
            assertThat(facts(large.history(lake, keys), partner)).isEqualTo(alone);
            assertThat(facts(small.history(lake, keys), partner)).isEqualTo(alone);
            assertThat(facts(small.history(lake, keys), partner)).isEqualTo(alone);
          }
          assertThat(partners).hasSizeGreaterThan(1);
          return true;
        });
  }

  @Test
  void whatIsKeptIsBoundedAndCounted() {
    reader.<Boolean>with(
        lake -> {
          Ledgers ledgers = new Ledgers(500);
          List<Filing> nobody = new ArrayList<>();
          for (int i = 0; i < 2_000; i++) {
            nobody.add(new Filing(LedgerBuilder.ITEM, "no-such-item-" + i));
          }
          ledgers.prepare(lake, partners);
          ledgers.prepare(lake, nobody);
          assertThat(ledgers.rows()).isBetween(1, 500);
          ledgers.prepare(lake, nobody.subList(0, 10));
          assertThat(ledgers.rows()).isBetween(1, 500);
          return true;
        });
  }

  @Test
  void aNameIsNeverSql() {
    reader.<Boolean>with(
        lake -> {
          Ledgers ledgers = new Ledgers(100_000);
          Filing evil = new Filing(LedgerBuilder.ITEM, partners.get(0).key() + "' OR 1=1 --");
          assertThat(facts(ledgers.history(lake, List.of(evil)), partners.get(0)))
              .isEqualTo(facts(PartnerHistory.empty(), partners.get(0)));
          assertThat(ledgers.rows()).isEqualTo(1);
          return true;
        });
  }

  /** Every scope reaches exactly the rows that a plain query finds for it. */
  @Test
  void everyScopeIsFoundByItsKey() {
    reader.<Boolean>with(
        lake -> {
          for (String scope :
              List.of(
                  LedgerBuilder.ALL,
                  LedgerBuilder.PARTNER,
                  LedgerBuilder.GROUP,
                  LedgerBuilder.ITEM,
                  LedgerBuilder.BUYER,
                  LedgerBuilder.ORG,
                  LedgerBuilder.ATTR,
                  LedgerBuilder.PAIR,
                  LedgerBuilder.PARTNER_PAIR)) {
            for (String key : keys(lake, scope)) {
              Ledgers ledgers = new Ledgers(100_000);
              ledgers.prepare(lake, List.of(new Filing(scope, key)));
              assertThat(ledgers.rows())
                  .as(scope + " " + key)
                  .isEqualTo(
                      Math.toIntExact(
                          lake.first(
                                  "SELECT count(*) AS lines FROM supplier_ledger WHERE scope = ? AND scope_key = ?",
                                  row -> row.count("lines"),
                                  scope,
                                  key)
                              .orElse(0L)));
            }
          }
          return true;
        });
  }

  private static List<String> keys(LakeSnapshot lake, String scope) {
    return lake.list(
        "SELECT DISTINCT scope_key FROM supplier_ledger WHERE scope = ? ORDER BY ALL LIMIT 5",
        row -> row.word("scope_key"),
        scope);
  }

  private static HistoryFacts facts(PartnerHistory history, Filing partner) {
    return history.asOf("purchase", partner.key(), null, "delivery", DAY);
  }
}
