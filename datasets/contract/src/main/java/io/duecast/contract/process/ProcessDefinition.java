package io.duecast.contract.process;

import java.util.List;
import java.util.Optional;

/**
 * The ordered stages of one direction of orders. Exactly one stage is the delivery: the one the
 * promise is measured against.
 */
public record ProcessDefinition(String name, String direction, List<StageDefinition> stages) {

  /** Code of the whole way from order to delivery, used beside the stage codes. */
  public static final String DELIVERY = "delivery";

  public ProcessDefinition {
    stages = List.copyOf(stages);
    long deliveries = stages.stream().filter(StageDefinition::delivery).count();
    if (deliveries != 1) {
      throw new IllegalArgumentException(
          "Process " + name + " has " + deliveries + " delivery stages instead of one.");
    }
    for (int i = 0; i < stages.size(); i++) {
      if (stages.get(i).order() != i + 1) {
        throw new IllegalArgumentException(
            "Process " + name + ": stage " + stages.get(i).stage() + " is not number " + (i + 1));
      }
    }
  }

  public StageDefinition deliveryStage() {
    return stages.stream().filter(StageDefinition::delivery).findFirst().orElseThrow();
  }

  public Optional<StageDefinition> find(String stage) {
    return stages.stream().filter(definition -> definition.stage().equals(stage)).findFirst();
  }
}
