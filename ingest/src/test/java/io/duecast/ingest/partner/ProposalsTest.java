package io.duecast.ingest.partner;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.order.PartnerKind;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ProposalsTest {

  private static final Decisions NOTHING_DECIDED = Decisions.of(List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          深圳市华强电子有限公司 | 深圳市华强电子有限责任公司
          東莞市鴻發五金廠 | 东莞市鸿发五金厂
          上海（外高桥）精密股份有限公司 | 上海外高桥精密 股份有限公司
          ＡＢＣ电子（苏州）有限公司 | ABC电子(苏州)有限公司
          苏州恒力轴承有限公司 | 苏州恒力轴承有限公司（停用）
          𠮷野电装株式会社 | 𠮷野电装（株）
          Müller Maschinenbau GmbH | MULLER MASCHINENBAU GMBH & CO. KG
          Acme Tools Co., Ltd. | ACME  TOOLS CO.LTD
          The Nordic Steel Company | Nordic Steel Ltd
          """)
  void namesThatOnlyTheirSpellingTellsApartAreProposed(String one, String other) {
    List<Proposal> proposals = propose(named("1", one), named("2", other));

    assertThat(proposals).hasSize(1);
    assertThat(proposals.get(0).strength()).isEqualTo(Strength.LIKELY);
    assertThat(proposals.get(0).reason().zh()).startsWith("名称相同");
    assertThat(proposals.get(0).reason().en()).startsWith("same name");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          深圳市华强电子有限公司 | 深圳华强电子有限公司
          江苏鑫源精密机械有限公司 | 江苏新源精密机械有限公司
          Maschinenbau Schneider GmbH | Maschinenbau Schnieder GmbH
          Northern Bearings Inc | Northern Bearing Inc
          """)
  void oneSlipOfTheKeyboardIsWorthALook(String one, String other) {
    List<Proposal> proposals = propose(named("1", one), named("2", other));

    assertThat(proposals).hasSize(1);
    assertThat(proposals.get(0).strength()).isEqualTo(Strength.POSSIBLE);
    assertThat(proposals.get(0).reason().en()).isEqualTo("the names differ in one place");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          上海华东精密机械有限公司 | 上海华南精密机械有限公司
          江苏恒力第一机械厂 | 江苏恒力第二机械厂
          苏州永安精密机械有限公司 | 苏州永泰精密机械有限公司
          Supplier 12 Components | Supplier 13 Components
          Plant A Northern Steel | Plant B Northern Steel
          Star Steel Works | Stan Steel Works
          华电 | 华典
          Co., Ltd. | Limited
          上海电气有限公司 | 上海电气有限公司北京分公司
          """)
  void namesThatTellCompaniesApartAreNotProposed(String one, String other) {
    assertThat(propose(named("1", one), named("2", other))).isEmpty();
  }

  @Test
  void theSourcesMasterGoesBeforeTheTaxNumberAndThatBeforeTheName() {
    Partner best = partner("a", "00017", "华强电子有限公司", "9144 0300-7123", "M1", 40);
    List<Proposal> proposals =
        propose(
            partner("b", "17", "华强电子", null, null, 9),
            partner("c", "9", "别的名字", "914403007123", null, 5),
            partner("d", "8", "老名字", null, "M1", 2),
            best);

    assertThat(proposals)
        .extracting(one -> one.strength() + " " + one.partner().key() + "→" + one.master().key())
        .containsExactly("CERTAIN d→a", "STRONG c→a", "LIKELY b→a");
    assertThat(proposals.get(2).reason().en()).doesNotContain("code");
  }

  @Test
  void theSameCodeButForZerosMakesASlipLikely() {
    List<Proposal> proposals =
        propose(
            partner("a", "000170", "Northern Bearings", null, null, 1),
            partner("b", "170", "Northern Bearing", null, null, 0));

    assertThat(proposals.get(0).strength()).isEqualTo(Strength.LIKELY);
    assertThat(proposals.get(0).reason().zh()).contains("编码相同");
  }

  @Test
  void differentTaxNumbersSpeakAgainstASameNameAndRuleOutASlip() {
    List<Proposal> same =
        propose(
            partner("a", "1", "华强电子有限公司", "914403007123", null, 1),
            partner("b", "2", "华强电子", "914403009999", null, 0));
    assertThat(same.get(0).strength()).isEqualTo(Strength.POSSIBLE);
    assertThat(same.get(0).reason().en()).contains("but the tax numbers differ");

    assertThat(
            propose(
                partner("a", "1", "Northern Bearings", "914403007123", null, 1),
                partner("b", "2", "Northern Bearing", "914403009999", null, 0)))
        .isEmpty();
  }

  @Test
  void aTaxNumberThatStandsInForManyIsNoEvidence() {
    List<Partner> partners = new ArrayList<>();
    for (int i = 0; i < 30; i++) {
      partners.add(partner("k" + i, "" + i, null, "12345678", null, 0));
    }
    partners.add(partner("x", "x", null, "00000000", null, 0));
    partners.add(partner("y", "y", null, "00000000", null, 0));

    assertThat(Proposals.of(PartnerKind.SUPPLIER, partners, NOTHING_DECIDED)).isEmpty();
  }

  @Test
  void whatIsDecidedIsNotAskedAgain() {
    Partner a = named("a", "华强电子");
    Partner b = named("b", "华强电子有限公司");
    Partner c = named("c", "華強電子");
    Decisions decided =
        NOTHING_DECIDED.with(
            List.of(
                new Decisions.Said(2, PartnerKind.SUPPLIER, "b", "a", true, null),
                new Decisions.Said(3, PartnerKind.SUPPLIER, "c", "b", false, null)),
            "file",
            Instant.EPOCH);

    assertThat(Proposals.of(PartnerKind.SUPPLIER, List.of(a, b, c), decided)).isEmpty();
    assertThat(propose(a, b, c)).hasSize(2);
  }

  @Test
  void aSlipIsFoundAmongThousands() {
    SplittableRandom random = new SplittableRandom(3);
    String syllables = "华强鑫源恒力精密电子机械轴承科技实业国际永安泰盛宏达金属塑胶模具包装光电通信";
    List<Partner> partners = new ArrayList<>();
    for (int i = 0; i < 10_000; i++) {
      StringBuilder name = new StringBuilder();
      for (int j = 0; j < 8; j++) {
        name.append(syllables.charAt(random.nextInt(syllables.length())));
      }
      partners.add(named("k" + i, name + "有限公司"));
    }
    partners.add(named("slip", "特" + partners.get(78).name()));

    List<Proposal> proposals = Proposals.of(PartnerKind.SUPPLIER, partners, NOTHING_DECIDED);

    assertThat(proposals).extracting(one -> one.partner().key()).contains("slip");
  }

  private static List<Proposal> propose(Partner... partners) {
    return Proposals.of(PartnerKind.SUPPLIER, Arrays.asList(partners), NOTHING_DECIDED);
  }

  private static Partner named(String key, String name) {
    return partner(key, key, name, null, null, 0);
  }

  private static Partner partner(
      String key,
      @Nullable String code,
      @Nullable String name,
      @Nullable String taxId,
      @Nullable String masterKey,
      long orders) {
    return new Partner(
        PartnerKind.SUPPLIER, key, code, name, null, taxId, masterKey, null, true, orders);
  }
}
