package io.duecast.features.bundle;

import io.duecast.contract.Text;
import io.duecast.features.Cause;

/**
 * Why a line's risk is what it is: what the hazards, one member of the blend, see in it.
 *
 * @param contribution sum of TreeSHAP contributions of the cause's features to the hazards'
 *     log-odds of not being completed around the due day, which is their share of the blend and not
 *     all of it; for a rate, its log-odds against everyone's. Positive raises the risk
 * @param fact the fact behind it, with its numbers
 */
public record Reason(Cause cause, double contribution, Text fact) {

  /** Code as in {@code score_reasons.effect}. */
  public String effect() {
    return contribution >= 0 ? "raises" : "lowers";
  }
}
