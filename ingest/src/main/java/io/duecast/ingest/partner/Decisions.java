package io.duecast.ingest.partner;

import io.duecast.contract.Text;
import io.duecast.contract.order.PartnerKind;
import io.duecast.ingest.fault.IngestFaults;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What people decided about pairs of partners; immutable. */
public final class Decisions {

  /**
   * One decision.
   *
   * @param masterKey who stands for the partner when all decisions are taken together; null where
   *     the two differ
   */
  public record Decision(
      PartnerKind kind,
      String partnerKey,
      String sameAsKey,
      boolean same,
      @Nullable String masterKey,
      @Nullable String reason,
      Instant decidedAt) {

    private String pair() {
      return Decisions.pair(kind, partnerKey, sameAsKey);
    }
  }

  /** What a row of a file says; {@code row} is its number in the file. */
  public record Said(
      long row,
      PartnerKind kind,
      String partnerKey,
      String sameAsKey,
      boolean same,
      @Nullable String reason) {}

  private final Map<String, Decision> byPair;

  private Decisions(Map<String, Decision> byPair) {
    this.byPair = byPair;
  }

  public static Decisions of(List<Decision> all) {
    Map<String, Decision> byPair = new LinkedHashMap<>();
    all.forEach(one -> byPair.put(one.pair(), one));
    return new Decisions(byPair);
  }

  public List<Decision> all() {
    return List.copyOf(byPair.values());
  }

  /** Whether somebody said that two partners are two. */
  public boolean areDifferent(PartnerKind kind, String one, String other) {
    Decision decided = byPair.get(pair(kind, one, other));
    return decided != null && !decided.same();
  }

  /**
   * These decisions with those of a file. A pair that is decided anew loses its former decision, so
   * an alias is withdrawn by saying that the two differ.
   *
   * @param file for messages
   * @throws io.duecast.contract.fault.Fault with every row that cannot be taken
   */
  public Decisions with(List<Said> said, String file, Instant now) {
    List<Text> problems = new ArrayList<>();
    Map<String, Decision> merged = new LinkedHashMap<>(byPair);
    Map<String, Said> ofFile = new LinkedHashMap<>();
    for (Said one : said) {
      String pair = pair(one.kind(), one.partnerKey(), one.sameAsKey());
      if (one.partnerKey().equals(one.sameAsKey())) {
        problems.add(
            Text.of(
                "第 %d 行：%s 与自己成对".formatted(one.row(), one.partnerKey()),
                "row %d: %s is paired with itself".formatted(one.row(), one.partnerKey())));
        continue;
      }
      Said before = ofFile.putIfAbsent(pair, one);
      if (before != null && before.same() != one.same()) {
        problems.add(
            Text.of(
                "第 %d 行与第 %d 行说法相反".formatted(one.row(), before.row()),
                "row %d says the opposite of row %d".formatted(one.row(), before.row())));
      }
      Decision known = merged.get(pair);
      boolean unchanged =
          known != null
              && known.same() == one.same()
              && (!one.same() || known.partnerKey().equals(one.partnerKey()));
      if (!unchanged) {
        merged.put(
            pair,
            new Decision(
                one.kind(),
                one.partnerKey(),
                one.sameAsKey(),
                one.same(),
                null,
                one.reason(),
                now));
      }
    }
    Map<String, Decision> links = links(merged, problems);
    Map<String, Decision> resolved = new LinkedHashMap<>();
    merged.forEach(
        (pair, one) -> resolved.put(pair, one.same() ? resolved(one, links, now, problems) : one));
    if (problems.isEmpty()) {
      refuseDifferentUnderOneMaster(resolved, ofFile, problems);
    }
    if (!problems.isEmpty()) {
      throw IngestFaults.aliasesInvalid(file, List.copyOf(new LinkedHashSet<>(problems)));
    }
    return new Decisions(resolved);
  }

  /** Chains can join two partners of whom somebody said that they are two. */
  private static void refuseDifferentUnderOneMaster(
      Map<String, Decision> all, Map<String, Said> ofFile, List<Text> problems) {
    Map<String, Decision> links = links(all, problems);
    for (Decision one : all.values()) {
      if (one.same()) {
        continue;
      }
      List<Decision> joined =
          Stream.of(one.partnerKey(), one.sameAsKey())
              .map(key -> links.get(one.kind().id(key)))
              .filter(Objects::nonNull)
              .toList();
      if (master(links, one.kind(), one.partnerKey())
          .equals(master(links, one.kind(), one.sameAsKey()))) {
        List<Text> said =
            Stream.concat(Stream.of(one), joined.stream())
                .map(decision -> shown(decision, ofFile.get(decision.pair())))
                .toList();
        problems.add(
            Text.of(
                "决定过 %s 与 %s 不同，却会归于同一伙伴：%s。请撤回其中之一"
                    .formatted(
                        one.partnerKey(),
                        one.sameAsKey(),
                        String.join("；", said.stream().map(Text::zh).toList())),
                "%s and %s are known to differ, yet would count as one: %s. Take one of these back"
                    .formatted(
                        one.partnerKey(),
                        one.sameAsKey(),
                        String.join("; ", said.stream().map(Text::en).toList()))));
      }
    }
  }

  private static String master(Map<String, Decision> links, PartnerKind kind, String key) {
    Decision link = links.get(kind.id(key));
    return link == null ? key : Objects.requireNonNull(link.masterKey());
  }

  private static Text shown(Decision decision, @Nullable Said said) {
    String pair =
        "%s %s %s"
            .formatted(decision.partnerKey(), decision.same() ? "=" : "≠", decision.sameAsKey());
    return said == null
        ? Text.of(pair + "（先前的决定）", pair + " (decided before)")
        : Text.of(
            "%s（第 %d 行）".formatted(pair, said.row()), "%s (row %d)".formatted(pair, said.row()));
  }

  /** Decisions of the kind "same" by partner; each partner may have one. */
  private static Map<String, Decision> links(Map<String, Decision> all, List<Text> problems) {
    Map<String, Decision> links = new LinkedHashMap<>();
    for (Decision one : all.values()) {
      Decision other = one.same() ? links.putIfAbsent(one.kind().id(one.partnerKey()), one) : null;
      if (other != null) {
        problems.add(
            Text.of(
                "%s 既归于 %s 又归于 %s：请只留一个，或先撤回另一个（accept 填 no）"
                    .formatted(one.partnerKey(), other.sameAsKey(), one.sameAsKey()),
                "%s would be both %s and %s: keep one of them, or withdraw the other with no under accept"
                    .formatted(one.partnerKey(), other.sameAsKey(), one.sameAsKey())));
      }
    }
    return links;
  }

  private static Decision resolved(
      Decision one, Map<String, Decision> links, Instant now, List<Text> problems) {
    Set<String> way = new LinkedHashSet<>(List.of(one.partnerKey()));
    String master = one.sameAsKey();
    for (Decision next;
        (next = links.get(one.kind().id(master))) != null;
        master = next.sameAsKey()) {
      if (!way.add(master)) {
        String circle = String.join(" → ", way.stream().sorted().toList());
        problems.add(
            Text.of(
                "首尾相接，没有主伙伴：" + circle,
                "these lead round in a circle, none stands for the others: " + circle));
        return one;
      }
    }
    boolean moved = !master.equals(one.masterKey());
    return new Decision(
        one.kind(),
        one.partnerKey(),
        one.sameAsKey(),
        true,
        master,
        one.reason(),
        moved ? now : one.decidedAt());
  }

  /** The same for both orders of two partners. */
  private static String pair(PartnerKind kind, String one, String other) {
    String low = one.compareTo(other) < 0 ? one : other;
    return kind + "\n" + low + "\n" + (low.equals(one) ? other : one);
  }
}
