package io.duecast.ingest.partner;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.order.PartnerKind;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DecisionsTest {

  private static final Instant MONDAY = Instant.parse("2026-06-01T08:00:00Z");
  private static final Instant TUESDAY = Instant.parse("2026-06-02T08:00:00Z");

  private static final List<Partner> PARTNERS =
      List.of(partner("a", "甲\"公司"), partner("b", "=乙"), partner("c", "丙"), partner("d", "丁"));

  @TempDir private Path folder;

  @Test
  void aChainEndsAtOneMasterAndKnowsSinceWhen() {
    Decisions first = decide(none(), MONDAY, yes("c", "b"));
    Decisions then = decide(first, TUESDAY, yes("b", "a"));

    assertThat(shown(first)).containsExactly("c=b→b " + MONDAY);
    assertThat(shown(then)).containsExactly("c=b→a " + TUESDAY, "b=a→a " + TUESDAY);
  }

  @Test
  void theSameFileTwiceChangesNothing() {
    Decisions once = decide(none(), MONDAY, yes("b", "a"), no("c", "a"));

    assertThat(decide(once, TUESDAY, yes("b", "a"), no("a", "c")).all()).isEqualTo(once.all());
  }

  @Test
  void anAliasIsWithdrawnByNo() {
    Decisions once = decide(none(), MONDAY, yes("c", "b"), yes("b", "a"));
    Decisions without = decide(once, TUESDAY, no("a", "b"));

    assertThat(shown(without)).containsExactly("c=b→b " + TUESDAY, "a≠b " + TUESDAY);
    assertThat(without.areDifferent(PartnerKind.SUPPLIER, "b", "a")).isTrue();
    assertThat(without.areDifferent(PartnerKind.CUSTOMER, "b", "a")).isFalse();
  }

  @Test
  void twoMastersCirclesAndContradictionsAreRefusedWithEveryReason() {
    assertThatThrownBy(() -> decide(none(), MONDAY, yes("c", "a"), yes("c", "b")))
        .hasMessageContaining("c would be both a and b");
    assertThatThrownBy(() -> decide(none(), MONDAY, yes("a", "b"), yes("b", "c"), yes("c", "a")))
        .hasMessageContaining("lead round in a circle")
        .hasMessageContaining("a → b → c");
    assertThatThrownBy(() -> decide(none(), MONDAY, yes("a", "b"), no("b", "a"), yes("d", "d")))
        .hasMessageContaining("row 3 says the opposite of row 2")
        .hasMessageContaining("row 4: d is paired with itself");
  }

  @Test
  void aChainDoesNotJoinTwoThatAreKnownToDiffer() {
    Decisions differ = decide(none(), MONDAY, no("a", "c"));

    assertThatThrownBy(() -> decide(differ, TUESDAY, yes("a", "b"), yes("b", "c")))
        .hasMessageContaining("a and c are known to differ, yet would count as one")
        .hasMessageContaining("a ≠ c (decided before); a = b (row 2)");
    assertThatThrownBy(() -> decide(none(), MONDAY, yes("a", "b"), yes("c", "b"), no("c", "a")))
        .hasMessageContaining("c ≠ a (row 4); c = b (row 3); a = b (row 2)");
    assertThat(shown(decide(differ, TUESDAY, yes("a", "b"), yes("d", "c")))).hasSize(3);
  }

  @Test
  void aFileOfProposalsComesBackAsItWasFilledInWhateverTheSpreadsheetMadeOfIt() throws IOException {
    Path file = folder.resolve("pairs.csv");
    AliasFile.write(
        file,
        Proposals.of(
            PartnerKind.SUPPLIER,
            List.of(partner("a", "华强\"电子"), partner("b", "华强电子有限公司"), partner("c", "華強電子")),
            none()));
    String written = Files.readString(file);
    assertThat(written).startsWith("\uFEFFaccept,strength,kind,partner_key,");
    assertThat(AliasFile.read(file, PARTNERS, none())).isEmpty();

    String filled =
        written
            .replace("\uFEFF", "")
            .replace("\r\n,likely,supplier,b", "\r\n是,likely,supplier,b")
            .replace("\r\n,likely,supplier,c", "\r\nNo ,likely,supplier,c");
    Files.write(file, filled.replace(',', ';').getBytes(Charset.forName("GB18030")));

    assertThat(AliasFile.read(file, PARTNERS, none()))
        .extracting(one -> one.partnerKey() + (one.same() ? "=" : "≠") + one.sameAsKey())
        .containsExactly("b=a", "c≠a");
  }

  @Test
  void cellsThatASpreadsheetWouldRunAreHarmless() throws IOException {
    Path file = folder.resolve("aliases.csv");
    AliasFile.write(file, decide(none(), MONDAY, yes("b", "a")), PARTNERS);

    assertThat(Files.readString(file)).contains("yes,,supplier,b,b,'=乙,").contains("\"甲\"\"公司\"");
  }

  @Test
  void aDecisionCanBeTakenBackAfterTheLakeHasLostItsPartners() throws IOException {
    Path file = folder.resolve("aliases.csv");
    Decisions decided = decide(none(), MONDAY, yes("gone", "a"));
    AliasFile.write(file, decided, PARTNERS);
    Files.writeString(file, Files.readString(file).replace("yes,", "no,"));

    assertThat(shown(decided.with(AliasFile.read(file, PARTNERS, decided), "aliases.csv", TUESDAY)))
        .containsExactly("gone≠a " + TUESDAY);
  }

  @Test
  void unknownKeysAndWordsAreRefusedRowByRow() throws IOException {
    Path file = folder.resolve("pairs.csv");
    Files.writeString(
        file,
        """
        accept,kind,partner_key,master_key
        yes,supplier,a,nobody
        maybe,supplier,a,b
        no,vendor,a,b
        """);

    assertThatThrownBy(() -> AliasFile.read(file, PARTNERS, none()))
        .hasMessageContaining("row 2: the lake has no supplier \"nobody\" (master_key)")
        .hasMessageContaining("row 3: accept is yes or no, not \"maybe\"")
        .hasMessageContaining("row 4: kind is supplier or customer, not \"vendor\"")
        .hasMessageContaining("no decision was taken");
    assertThatThrownBy(() -> AliasFile.read(folder.resolve("none.csv"), PARTNERS, none()))
        .hasMessageContaining("partners duplicates --out");
  }

  private static Decisions none() {
    return Decisions.of(List.of());
  }

  private static Decisions decide(Decisions before, Instant now, String... said) {
    List<Decisions.Said> rows =
        Arrays.stream(said)
            .map(
                one -> {
                  String[] parts = one.split(" ");
                  return new Decisions.Said(
                      2 + Arrays.asList(said).indexOf(one),
                      PartnerKind.SUPPLIER,
                      parts[0],
                      parts[2],
                      parts[1].equals("="),
                      null);
                })
            .toList();
    return before.with(rows, "pairs.csv", now);
  }

  private static String yes(String one, String other) {
    return one + " = " + other;
  }

  private static String no(String one, String other) {
    return one + " ≠ " + other;
  }

  private static List<String> shown(Decisions decisions) {
    return decisions.all().stream()
        .map(
            one ->
                one.same()
                    ? "%s=%s→%s %s"
                        .formatted(
                            one.partnerKey(), one.sameAsKey(), one.masterKey(), one.decidedAt())
                    : "%s≠%s %s".formatted(one.partnerKey(), one.sameAsKey(), one.decidedAt()))
        .toList();
  }

  private static Partner partner(String key, String name) {
    return new Partner(
        PartnerKind.SUPPLIER,
        key,
        key,
        name,
        null,
        null,
        null,
        null,
        true,
        key.equals("a") ? 9 : 0);
  }
}
