package io.duecast.features;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Late rates, at one stage or at the delivery, of everything that a line shares with other lines
 * beside its partner; known at the end of one day, each shrunken towards {@code overall}, 0 to 1.
 *
 * @param overall rate of all lines of 365 days
 * @param buyer rate of the buyer's lines
 * @param org rate of the organisation's lines
 * @param orgEver likewise of all time
 * @param attributes rate by name of the line's custom fields
 * @param attributesEver sum over the custom fields of their log-odds of all time above those of all
 *     lines
 */
public record KeyRates(
    double overall,
    double buyer,
    double org,
    double orgEver,
    SortedMap<String, Double> attributes,
    double attributesEver)
    implements Serializable {

  public KeyRates {
    attributes = Collections.unmodifiableSortedMap(new TreeMap<>(attributes));
  }

  /** Mean of the buyer's, the organisation's and the custom fields' rates, in log-odds. */
  double mean() {
    double sum = Calibration.logit(buyer) + Calibration.logit(org);
    for (double rate : attributes.values()) {
      sum += Calibration.logit(rate);
    }
    return Calibration.sigmoid(sum / (2 + attributes.size()));
  }
}
