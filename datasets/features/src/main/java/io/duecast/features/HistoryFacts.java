package io.duecast.features;

import java.io.Serializable;

/**
 * What was known of one partner at one stage at the end of one day. Counts are outcomes of the
 * partner in trailing windows; rates and means are shrunken along partner, group, all.
 *
 * @param known365 outcomes known in the last 365 days
 * @param rate shrunken late rate of the last 365 days, 0 to 1
 * @param rate90 shrunken late rate of the last 90 days, towards {@code rate}
 * @param rateAll shrunken late rate of all time
 * @param daysLate shrunken mean calendar days late of completions in the last 365 days
 * @param duration shrunken mean calendar days of completions in the last 365 days; NaN when nobody
 *     has completed the stage yet
 * @param planned mean planned days of the same completions; NaN likewise
 * @param durationP50 median of durations of the last 365 days: partner's own from 10 completions,
 *     else group's, else all; NaN without
 * @param durationP80 80th percentile likewise
 * @param open lines in the stage now
 * @param openUsual mean of open lines 90, 180, 270 and 365 days earlier
 * @param movesPerLine shrunken promise moves per line entered in the last 365 days
 * @param pace90 achieved over planned days of completions in the last 90 days, shrunken towards
 *     those of 365 days; NaN when nobody has completed the stage yet
 * @param daysLate90 mean calendar days late of completions in the last 90 days, shrunken towards
 *     {@code daysLate}; NaN likewise
 */
public record HistoryFacts(
    long known90,
    long late90,
    long known365,
    long late365,
    long knownAll,
    long lateAll,
    long groupKnown365,
    long groupLate365,
    long allKnown365,
    long allLate365,
    double rate,
    double rate90,
    double rateAll,
    double daysLate,
    double duration,
    double planned,
    double durationP50,
    double durationP80,
    long open,
    double openUsual,
    double movesPerLine,
    double pace90,
    double daysLate90)
    implements Serializable {}
