package io.duecast.contract.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.Text;
import java.util.List;
import org.junit.jupiter.api.Test;

class ProcessDefinitionTest {

  @Test
  void hasExactlyOneDeliveryStage() {
    assertThatThrownBy(() -> process(stage("approved", 1, false)))
        .hasMessageContaining("0 delivery stages");
    assertThatThrownBy(() -> process(stage("arrived", 1, true), stage("stocked", 2, true)))
        .hasMessageContaining("2 delivery stages");
    assertThat(process(stage("approved", 1, false), stage("stocked", 2, true)).deliveryStage())
        .extracting(StageDefinition::stage)
        .isEqualTo("stocked");
  }

  @Test
  void stagesAreNumberedInOrder() {
    assertThatThrownBy(() -> process(stage("approved", 2, false), stage("stocked", 1, true)))
        .hasMessageContaining("stage approved is not number 1");
  }

  private static ProcessDefinition process(StageDefinition... stages) {
    return new ProcessDefinition("purchase", "purchase", List.of(stages));
  }

  private static StageDefinition stage(String stage, int order, boolean delivery) {
    return new StageDefinition(
        stage,
        order,
        Text.of(stage, stage),
        OwnerRole.SUPPLIER,
        DueRule.none(),
        false,
        false,
        delivery);
  }
}
