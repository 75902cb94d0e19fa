package io.duecast.features;

import java.io.Serializable;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One row of the contract's {@code StageOutcomes}, in its column order: what became of one stage of
 * one line, or of its whole delivery.
 *
 * @param exit one of {@link #OPEN}, {@link #COMPLETED}, {@link #CANCELLED}, {@link #CLOSED_SHORT}
 * @param late null while not known, without due day, or when the line left before it was due
 * @param promiseMoved moves of the promise as day known and days moved, such as {@code
 *     2026-03-12+5}, separated by spaces; only for delivery
 * @param attrs custom fields of the line
 */
public record StageOutcome(
    String orderLineKey,
    String orderKey,
    String direction,
    @Nullable String partnerKey,
    @Nullable String partnerGroup,
    @Nullable String itemKey,
    @Nullable String itemGroup,
    @Nullable String buyerCode,
    @Nullable String org,
    String stage,
    int stageOrder,
    String ownerRole,
    LocalDate enteredOn,
    Instant enteredKnownAt,
    @Nullable LocalDate dueOn,
    @Nullable String dueBasis,
    @Nullable LocalDate completedOn,
    @Nullable Instant completedKnownAt,
    String exit,
    @Nullable Instant exitKnownAt,
    @Nullable Boolean late,
    @Nullable Instant outcomeKnownAt,
    @Nullable Integer daysLate,
    @Nullable Integer durationDays,
    @Nullable Integer plannedDays,
    BigDecimal qty,
    @Nullable BigDecimal qtyOnTime,
    @Nullable BigDecimal amount,
    @Nullable String shipmentRef,
    @Nullable String promiseMoved,
    Map<String, String> attrs)
    implements Serializable {

  public static final String OPEN = "open";
  public static final String COMPLETED = "completed";
  public static final String CANCELLED = "cancelled";
  public static final String CLOSED_SHORT = "closed_short";

  public StageOutcome {
    attrs = Map.copyOf(attrs);
  }
}
