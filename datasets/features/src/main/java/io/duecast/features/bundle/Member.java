package io.duecast.features.bundle;

/** What speaks on the probability to be late, each in its own way. */
public enum Member {
  /** Chain of hazards of all lines, open ones included. */
  HAZARD,
  /** Logistic regression on lines whose due day has passed. */
  LINEAR,
  /** Boosted trees on the same lines. */
  COHORT,
  /** The partner's shrunken late rate of 365 days. */
  RATE,
  /** The partner's shrunken late rate at this share of the planned time. */
  ELAPSED,
  /** Mean, in log-odds, of the rates of all that the line shares with others. */
  SHARED,
  /** Regression of the time to completion, with the partner's own pace. */
  TIME
}
