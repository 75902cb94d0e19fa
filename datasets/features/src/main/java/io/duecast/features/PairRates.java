package io.duecast.features;

import java.io.Serializable;
import java.util.Collections;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Late rates of deliveries that share two things with the line, known at the end of one day, each
 * shrunken towards the rate of the first of the two, 0 to 1.
 *
 * @param partnerItem of the partner with this item
 * @param partnerOrg of the partner at this organisation
 * @param orgItem of the organisation with this item
 * @param attributesAtOrg of the organisation with each of the line's custom fields, by name
 */
public record PairRates(
    double partnerItem,
    double partnerOrg,
    double orgItem,
    SortedMap<String, Double> attributesAtOrg)
    implements Serializable {

  public PairRates {
    attributesAtOrg = Collections.unmodifiableSortedMap(new TreeMap<>(attributesAtOrg));
  }

  /** Mean of all rates that there are, in log-odds; NaN without any. */
  double mean() {
    double sum = 0;
    int count = 0;
    for (double rate : new double[] {partnerItem, partnerOrg, orgItem}) {
      if (!Double.isNaN(rate)) {
        sum += Calibration.logit(rate);
        count++;
      }
    }
    for (double rate : attributesAtOrg.values()) {
      sum += Calibration.logit(rate);
      count++;
    }
    return count == 0 ? Double.NaN : Calibration.sigmoid(sum / count);
  }
}
