package io.duecast.features.bundle;

import org.jspecify.annotations.Nullable;

/**
 * What was learned from lines whose due day has passed.
 *
 * @param file protobuf file of boosted trees; null where too few lines have matured
 * @param linear logistic regression on the same lines
 * @param time regression of the time to completion, open lines included
 */
public record Cohort(@Nullable String file, LinearModel linear, TimeModel time) {

  /** Nothing was learned. */
  public static Cohort nothing() {
    return new Cohort(null, LinearModel.nothing(), TimeModel.nothing());
  }
}
