package io.duecast.ingest.partner;

import io.duecast.contract.Text;
import io.duecast.contract.order.PartnerKind;
import java.text.Normalizer;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Proposes partners that may be one. No partner is proposed twice, and what people decided is not
 * asked again; groups come together by accepting pair after pair.
 */
public final class Proposals {

  /** More partners than this under one tax number share a stand-in, not a number. */
  private static final int MOST_OF_TAX_NUMBER = 20;

  private static final int FEWEST_OF_TAX_NUMBER = 8;
  private static final int FEWEST_OF_CODE = 3;

  private record Pair(Strength strength, Partner one, Partner other, Text reason) {}

  private final List<Partner> partners;
  private final Decisions decisions;
  private final Map<Partner, FoldedName> names = new HashMap<>();
  private final List<Pair> pairs = new ArrayList<>();
  private final Map<String, String> parents = new HashMap<>();
  private final Map<String, List<String>> members = new HashMap<>();
  private final Set<String> used = new HashSet<>();

  private Proposals(List<Partner> partners, Decisions decisions) {
    this.partners = partners;
    this.decisions = decisions;
  }

  /** Proposals for partners of one kind, the surest first, then by the orders they concern. */
  public static List<Proposal> of(PartnerKind kind, List<Partner> partners, Decisions decisions) {
    return new Proposals(
            partners.stream()
                .filter(partner -> partner.kind() == kind)
                .sorted(Partner.BEST)
                .toList(),
            decisions)
        .propose(kind);
  }

  private List<Proposal> propose(PartnerKind kind) {
    partners.forEach(partner -> names.put(partner, FoldedName.of(partner.name())));
    for (Partner partner : partners) {
      members.put(partner.key(), new ArrayList<>(List.of(partner.key())));
    }
    for (Decisions.Decision decided : decisions.all()) {
      if (decided.kind() == kind && decided.same()) {
        unite(decided.partnerKey(), decided.sameAsKey());
        used.add(decided.partnerKey());
      }
    }
    sameMaster();
    sameTaxNumber();
    sameName();
    nearName();
    List<Proposal> proposals = new ArrayList<>();
    pairs.stream()
        .sorted(
            Comparator.comparing(Pair::strength)
                .thenComparing(
                    Comparator.comparingLong(
                            (Pair pair) -> pair.one().orders() + pair.other().orders())
                        .reversed())
                .thenComparing(pair -> pair.one().key())
                .thenComparing(pair -> pair.other().key()))
        .forEach(pair -> propose(kind, pair, proposals));
    return proposals;
  }

  /** The better of a pair stands for both, unless the other one already has somebody. */
  private void propose(PartnerKind kind, Pair pair, List<Proposal> proposals) {
    boolean better = Partner.BEST.compare(pair.one(), pair.other()) <= 0;
    Partner master = better ? pair.one() : pair.other();
    Partner partner = better ? pair.other() : pair.one();
    if (used.contains(partner.key())) {
      Partner swapped = master;
      master = partner;
      partner = swapped;
    }
    if (used.contains(partner.key())
        || root(partner.key()).equals(root(master.key()))
        || areSetApart(kind, partner.key(), master.key())) {
      return;
    }
    used.add(partner.key());
    unite(partner.key(), master.key());
    proposals.add(new Proposal(pair.strength(), partner, master, pair.reason()));
  }

  /** Whether somebody said of any two of the groups that they differ. */
  private boolean areSetApart(PartnerKind kind, String one, String other) {
    for (String ofOne : members(one)) {
      for (String ofOther : members(other)) {
        if (decisions.areDifferent(kind, ofOne, ofOther)) {
          return true;
        }
      }
    }
    return false;
  }

  private List<String> members(String key) {
    return members.getOrDefault(root(key), List.of(key));
  }

  private String root(String key) {
    String root = key;
    for (String next; (next = parents.get(root)) != null; ) {
      root = next;
    }
    return root;
  }

  private void unite(String one, String other) {
    String from = root(one);
    String to = root(other);
    if (!from.equals(to)) {
      parents.put(from, to);
      members
          .computeIfAbsent(to, key -> new ArrayList<>(List.of(key)))
          .addAll(Objects.requireNonNullElse(members.remove(from), List.of(from)));
    }
  }

  private void sameMaster() {
    blocks(Partner::masterKey)
        .values()
        .forEach(
            block ->
                star(
                    block,
                    other -> Strength.CERTAIN,
                    other -> Text.of("来源系统把两者归于同一主档", "the source groups both under one master")));
  }

  private void sameTaxNumber() {
    blocks(partner -> taxNumber(partner.taxId())).values().stream()
        .filter(block -> block.size() <= MOST_OF_TAX_NUMBER)
        .forEach(
            block ->
                star(block, other -> Strength.STRONG, other -> Text.of("税号相同", "same tax number")));
  }

  private void sameName() {
    blocks(this::foldedName)
        .values()
        .forEach(
            block -> {
              Partner best = block.get(0);
              star(
                  block,
                  other ->
                      contradictions(best, other).isEmpty() ? Strength.LIKELY : Strength.POSSIBLE,
                  other ->
                      joined(
                          Objects.equals(best.name(), other.name())
                              ? Text.of("名称相同", "same name")
                              : Text.of(
                                  "名称相同，只是大小写、空格、括号、公司形式、繁简或全角写法不同",
                                  "same name but for case, spaces, brackets, legal form, width, or traditional characters"),
                          best,
                          other));
            });
  }

  private void nearName() {
    List<Partner> leaders = new ArrayList<>();
    Map<String, List<Partner>> byName = blocks(this::foldedName);
    Set<String> seen = new HashSet<>();
    for (Partner partner : partners) {
      String name = foldedName(partner);
      if (name != null && seen.add(name)) {
        leaders.add(byName.containsKey(name) ? byName.get(name).get(0) : partner);
      }
    }
    NearNames.pairs(
        leaders.stream().map(this::name).toList(),
        (one, other) -> near(leaders.get(one), leaders.get(other)));
  }

  private void near(Partner one, Partner other) {
    if (contradictions(one, other).isEmpty()) {
      pairs.add(
          new Pair(
              sameCode(one, other) ? Strength.LIKELY : Strength.POSSIBLE,
              one,
              other,
              joined(Text.of("名称只差一处", "the names differ in one place"), one, other)));
    }
  }

  private FoldedName name(Partner partner) {
    return names.getOrDefault(partner, FoldedName.NONE);
  }

  private @Nullable String foldedName(Partner partner) {
    FoldedName name = name(partner);
    return name.isEmpty() ? null : name.text();
  }

  /** Partners by a value, the best first, where at least two share it. */
  private Map<String, List<Partner>> blocks(Function<Partner, @Nullable String> value) {
    Map<String, List<Partner>> blocks = new LinkedHashMap<>();
    for (Partner partner : partners) {
      String key = value.apply(partner);
      if (key != null) {
        blocks.computeIfAbsent(key, first -> new ArrayList<>()).add(partner);
      }
    }
    blocks.values().removeIf(block -> block.size() < 2);
    return blocks;
  }

  private void star(
      List<Partner> block, Function<Partner, Strength> strength, Function<Partner, Text> reason) {
    Partner best = block.get(0);
    for (Partner other : block.subList(1, block.size())) {
      pairs.add(new Pair(strength.apply(other), best, other, reason.apply(other)));
    }
  }

  /** What speaks against two partners being one. */
  private static List<Text> contradictions(Partner one, Partner other) {
    List<Text> found = new ArrayList<>();
    if (differ(taxNumber(one.taxId()), taxNumber(other.taxId()))) {
      found.add(Text.of("但税号不同", "but the tax numbers differ"));
    }
    if (differ(country(one.country()), country(other.country()))) {
      found.add(Text.of("但国家不同", "but the countries differ"));
    }
    return found;
  }

  private static boolean differ(@Nullable String one, @Nullable String other) {
    return one != null && other != null && !one.equals(other);
  }

  private static Text joined(Text reason, Partner one, Partner other) {
    List<Text> all = new ArrayList<>(List.of(reason));
    if (sameCode(one, other)) {
      all.add(Text.of("编码相同（不计前导零）", "same code but for leading zeros"));
    }
    all.addAll(contradictions(one, other));
    return Text.of(
        String.join("，", all.stream().map(Text::zh).toList()),
        String.join(", ", all.stream().map(Text::en).toList()));
  }

  private static boolean sameCode(Partner one, Partner other) {
    String first = code(one.code());
    return first != null && first.equals(code(other.code()));
  }

  private static @Nullable String code(@Nullable String code) {
    String plain = folded(code).replaceFirst("^0+", "");
    return plain.length() < FEWEST_OF_CODE ? null : plain;
  }

  /** A tax number without what people put between its digits; null for one that is none. */
  private static @Nullable String taxNumber(@Nullable String taxId) {
    String plain = folded(taxId);
    boolean number = plain.length() >= FEWEST_OF_TAX_NUMBER && plain.chars().distinct().count() > 2;
    return number ? plain : null;
  }

  /** Only codes of countries can be compared: names are written in every language. */
  private static @Nullable String country(@Nullable String country) {
    String plain = folded(country);
    return plain.matches("[A-Z]{2}") ? plain : null;
  }

  private static String folded(@Nullable String text) {
    return text == null
        ? ""
        : Normalizer.normalize(text, Normalizer.Form.NFKC)
            .toUpperCase(Locale.ROOT)
            .replaceAll("[^\\p{L}\\p{N}]", "");
  }
}
