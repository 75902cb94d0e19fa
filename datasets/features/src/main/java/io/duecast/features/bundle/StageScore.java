package io.duecast.features.bundle;

import java.time.LocalDate;
import org.jspecify.annotations.Nullable;

/**
 * One stage of a scored line, as in {@code score_stages}.
 *
 * @param state done, skipped, current or ahead
 * @param lateProbability null when done, past its due day, or without due day
 * @param expectedDaysLate share of the line's expected days late that falls to this stage; null
 *     once it is done
 */
public record StageScore(
    String stage,
    int stageOrder,
    String ownerRole,
    String state,
    @Nullable LocalDate plannedOn,
    @Nullable LocalDate actualOn,
    @Nullable LocalDate predictedOn,
    @Nullable Double lateProbability,
    @Nullable Double expectedDaysLate) {}
