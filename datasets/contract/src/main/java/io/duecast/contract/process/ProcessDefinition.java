package io.duecast.contract.process;

import java.util.List;
import java.util.Optional;

/**
 * The ordered stages of one direction of orders. Exactly one stage is the delivery: the one the
 * promise is measured against.
 *
 * @param deliveryDue when the whole way from order to delivery is due where a line has no promise:
 *     an offset from the order day, a norm, or none; the delivery stage may be due by another rule
 */
public record ProcessDefinition(
    String name, String direction, List<StageDefinition> stages, DueRule deliveryDue) {

  /** Code of the whole way from order to delivery, used beside the stage codes. */
  public static final String DELIVERY = "delivery";

  /** A process whose delivery without a promise is due by its stage's norm, if it has one. */
  public ProcessDefinition(String name, String direction, List<StageDefinition> stages) {
    this(name, direction, stages, stageNorm(stages));
  }

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
    if (deliveryDue.kind() == DueRule.Kind.FIELD || deliveryDue.afterStage() != null) {
      throw new IllegalArgumentException(
          "Process "
              + name
              + ": the whole delivery is due by an offset from the order day, a norm, or none.");
    }
  }

  private static DueRule stageNorm(List<StageDefinition> stages) {
    return stages.stream()
        .filter(stage -> stage.delivery() && stage.due().kind() == DueRule.Kind.NORM)
        .findFirst()
        .map(StageDefinition::due)
        .orElse(DueRule.none());
  }

  /** The rule for the whole delivery; empty where it merely is the norm of the delivery stage. */
  public Optional<DueRule> ownDeliveryDue() {
    return deliveryDue.equals(stageNorm(stages)) ? Optional.empty() : Optional.of(deliveryDue);
  }

  public StageDefinition deliveryStage() {
    return stages.stream().filter(StageDefinition::delivery).findFirst().orElseThrow();
  }

  public Optional<StageDefinition> find(String stage) {
    return stages.stream().filter(definition -> definition.stage().equals(stage)).findFirst();
  }
}
