package io.duecast.analytics.train;

import io.duecast.contract.process.ProcessDefinition;

/** What is predicted: a stage of a direction, or its delivery. */
public record Target(String direction, String stage) implements Comparable<Target> {

  public boolean isDelivery() {
    return stage.equals(ProcessDefinition.DELIVERY);
  }

  /** Name in reports. */
  public String name() {
    return direction + "/" + stage;
  }

  @Override
  public int compareTo(Target other) {
    return name().compareTo(other.name());
  }
}
