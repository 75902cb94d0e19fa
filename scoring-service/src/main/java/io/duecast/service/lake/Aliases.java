package io.duecast.service.lake;

import io.duecast.contract.order.PartnerAliases;
import io.duecast.contract.order.PartnerKind;
import java.util.HashMap;
import java.util.Map;

/** Partners that the current run counts as others. */
public final class Aliases {

  private static final String ALL = "SELECT kind, partner_key, master_key FROM service.aliases";

  private static final String MASTER =
      "SELECT master_key FROM service.masters WHERE partner_key = ?";

  private Aliases() {}

  /** The partner that stands for one in orders of a direction; itself where none does. */
  public static String master(LakeSnapshot lake, String direction, String partnerKey) {
    return all(lake).getOrDefault(PartnerKind.of(direction).id(partnerKey), partnerKey);
  }

  /** The partner that stands for the supplier of a key, or for a customer where there is none. */
  public static String master(LakeSnapshot lake, String partnerKey) {
    return lake.first(MASTER, row -> row.word(PartnerAliases.MASTER_KEY), partnerKey)
        .orElse(partnerKey);
  }

  private static Map<String, String> all(LakeSnapshot lake) {
    return lake.remember(
        "aliases",
        own -> {
          Map<String, String> all = new HashMap<>();
          own.each(
              ALL,
              row ->
                  all.put(
                      PartnerKind.ofCode(row.word(PartnerAliases.KIND))
                          .id(row.word(PartnerAliases.PARTNER_KEY)),
                      row.word(PartnerAliases.MASTER_KEY)));
          return Map.copyOf(all);
        });
  }
}
