package io.duecast.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.process.DueRule;
import io.duecast.contract.process.ProcessDefinition;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ProcessFileTest {

  private static final String YAML =
      """
      name: p
      direction: purchase
      delivery_due: {kind: norm, percentile: 0.8, minimum: 10}
      stages:
        - stage: received
          name: {zh: 收货, en: Receipt}
          owner: supplier
          delivery: true
          due: {kind: offset, calendar_days: 15}
        - stage: invoiced
          name: {zh: 发票, en: Invoice}
          owner: supplier
          due: {kind: offset, after: received, calendar_days: 45}
        - stage: cleared
          name: {zh: 清账, en: Clearing}
          owner: finance
          due: {kind: offset, after: invoiced, working_days: 30}
      """;

  @Test
  void offsetsCountCalendarOrWorkingDaysFromAStageOrTheOrder() {
    ProcessDefinition process = read(YAML);

    assertThat(process.stages())
        .extracting(stage -> stage.due())
        .containsExactly(
            DueRule.calendarOffset(null, 15),
            DueRule.calendarOffset("received", 45),
            DueRule.offset("invoiced", 30));
  }

  @ParameterizedTest
  @ValueSource(strings = {"purchase", "sales", "subcontract"})
  void theShippedProcessOfADirectionIsFoundByItsName(String direction) {
    String file = "processes/" + direction + ".yaml";
    ProcessDefinition process = ProcessFile.read(file, Folder.resource(file).orElseThrow());

    assertThat(process.name()).isEqualTo(direction);
    assertThat(process.direction()).isEqualTo(direction);
    assertThat(process.deliveryStage().due()).isEqualTo(DueRule.field("promised_date_first"));
  }

  @Test
  void theWholeDeliveryMayBeDueByARuleOfItsOwn() {
    assertThat(read(YAML).deliveryDue()).isEqualTo(DueRule.norm(0.8, 10));
    assertThat(read(YAML).ownDeliveryDue()).isPresent();

    ProcessDefinition silent = read(YAML.replaceAll("delivery_due.*\n", ""));
    assertThat(silent.deliveryDue()).as("an offset is the stage's alone").isEqualTo(DueRule.none());
    assertThat(silent.ownDeliveryDue()).isEmpty();
  }

  @Test
  void aDeliveryStageDueByNormPassesItsNormOn() {
    ProcessDefinition process =
        read(
            YAML.replaceAll("delivery_due.*\n", "")
                .replace("{kind: offset, calendar_days: 15}", "{kind: norm, percentile: 0.9}"));

    assertThat(process.deliveryDue()).isEqualTo(DueRule.norm(0.9, 10));
    assertThat(process.ownDeliveryDue()).isEmpty();
  }

  @Test
  void bothKindsOfDaysInOneRuleAreRefused() {
    assertRefused(
        YAML.replace("working_days: 30", "working_days: 30, calendar_days: 45"),
        "stage cleared: due has working_days and calendar_days; choose one");
  }

  @Test
  void anOffsetFromAStageThatIsNotBeforeIsRefused() {
    assertRefused(
        YAML.replace("after: received", "after: cleared"),
        "stage invoiced: due.after names no earlier stage: cleared");
  }

  @Test
  void theWholeDeliveryIsDueByNoFieldAndAfterNoStage() {
    assertRefused(
        YAML.replace("{kind: norm, percentile: 0.8, minimum: 10}", "{kind: field, field: x}"),
        "the whole delivery is due by an offset from the order day, a norm, or none");
    assertRefused(
        YAML.replace(
            "{kind: norm, percentile: 0.8, minimum: 10}",
            "{kind: offset, after: received, calendar_days: 3}"),
        "delivery_due: due.after names no earlier stage: received");
  }

  private static ProcessDefinition read(String yaml) {
    return ProcessFile.read("p.yaml", yaml);
  }

  private static void assertRefused(String yaml, String problem) {
    assertThatThrownBy(() -> read(yaml))
        .hasMessageStartingWith("PROCESS_INVALID: The process definition p.yaml is not valid: ")
        .hasMessageContaining(problem);
  }
}
