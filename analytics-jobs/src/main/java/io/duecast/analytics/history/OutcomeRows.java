package io.duecast.analytics.history;

import io.duecast.features.LedgerChange;
import io.duecast.features.LedgerRow;
import io.duecast.features.StageOutcome;
import java.sql.Date;
import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.RowFactory;
import org.jspecify.annotations.Nullable;

/** Records of zone 3 as rows in the column order of their tables, and back. */
final class OutcomeRows {

  private OutcomeRows() {}

  /**
   * An outcome in the table's column order.
   *
   * @param zone what stands behind the table's columns
   */
  static Row row(StageOutcome one, String zone) {
    return RowFactory.create(
        one.orderLineKey(),
        one.orderKey(),
        one.direction(),
        one.partnerKey(),
        one.partnerGroup(),
        one.itemKey(),
        one.itemGroup(),
        one.buyerCode(),
        one.org(),
        one.stage(),
        one.stageOrder(),
        one.ownerRole(),
        sql(one.enteredOn()),
        sql(one.enteredKnownAt()),
        sql(one.dueOn()),
        one.dueBasis(),
        sql(one.completedOn()),
        sql(one.completedKnownAt()),
        one.exit(),
        sql(one.exitKnownAt()),
        one.late(),
        sql(one.outcomeKnownAt()),
        one.daysLate(),
        one.durationDays(),
        one.plannedDays(),
        one.qty(),
        one.qtyOnTime(),
        one.amount(),
        one.shipmentRef(),
        one.promiseMoved(),
        one.attrs().isEmpty()
            ? null
            : scala.jdk.javaapi.CollectionConverters.asScala(new java.util.TreeMap<>(one.attrs())),
        zone);
  }

  /** The outcome from a row in the table's column order. */
  static StageOutcome outcome(Row row) {
    java.util.Map<String, String> attrs = row.isNullAt(30) ? null : row.getJavaMap(30);
    return new StageOutcome(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getString(8),
        row.getString(9),
        row.getInt(10),
        row.getString(11),
        java.util.Objects.requireNonNull(day(row, 12)),
        java.util.Objects.requireNonNull(instant(row, 13)),
        day(row, 14),
        row.getString(15),
        day(row, 16),
        instant(row, 17),
        row.getString(18),
        instant(row, 19),
        row.getAs(20),
        instant(row, 21),
        row.getAs(22),
        row.getAs(23),
        row.getAs(24),
        row.getDecimal(25),
        row.getDecimal(26),
        row.getDecimal(27),
        row.getString(28),
        row.getString(29),
        attrs == null ? java.util.Map.of() : attrs);
  }

  /** Columns of {@link #change}: what the changes of one day add up by, then what adds up. */
  static final String CHANGE_DDL =
      "scope STRING, scope_key STRING, stage STRING, day DATE, bucket INT, outcomes BIGINT,"
          + " late BIGINT, completions BIGINT, days_late BIGINT, duration BIGINT, planned BIGINT,"
          + " entered BIGINT, exited BIGINT, moves BIGINT, qty_log BIGINT, amount_log BIGINT";

  /** Leading columns of {@link #CHANGE_DDL} that changes are grouped by. */
  static final int CHANGE_KEYS = 5;

  static Row change(LedgerChange one) {
    return RowFactory.create(
        one.scope(),
        one.scopeKey(),
        one.stage(),
        sql(one.day()),
        one.durationBucket(),
        one.outcomes(),
        one.lateOutcomes(),
        one.completions(),
        one.daysLate(),
        one.durationDays(),
        one.plannedDays(),
        one.entered(),
        one.exited(),
        one.promiseMoves(),
        one.qtyLog(),
        one.amountLog());
  }

  static LedgerChange change(Row row) {
    return new LedgerChange(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getDate(3).toLocalDate(),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getLong(13),
        row.getInt(4),
        row.getLong(14),
        row.getLong(15));
  }

  static Row row(LedgerRow one) {
    return RowFactory.create(
        one.scope(),
        one.scopeKey(),
        one.stage(),
        sql(one.day()),
        one.outcomes(),
        one.lateOutcomes(),
        one.completions(),
        one.daysLateTotal(),
        one.durationDaysTotal(),
        one.plannedDaysTotal(),
        one.entered(),
        one.exited(),
        one.promiseMoves(),
        one.durationCounts(),
        one.qtyLogTotal(),
        one.amountLogTotal());
  }

  /** A ledger row from a row in the table's column order. */
  static LedgerRow ledger(Row row) {
    return new LedgerRow(
        row.getString(0),
        row.getString(1),
        row.getString(2),
        row.getDate(3).toLocalDate(),
        row.getLong(4),
        row.getLong(5),
        row.getLong(6),
        row.getLong(7),
        row.getLong(8),
        row.getLong(9),
        row.getLong(10),
        row.getLong(11),
        row.getLong(12),
        row.getString(13),
        row.getLong(14),
        row.getLong(15));
  }

  private static @Nullable Date sql(@Nullable LocalDate day) {
    return day == null ? null : Date.valueOf(day);
  }

  private static @Nullable LocalDate day(Row row, int at) {
    Date day = row.getDate(at);
    return day == null ? null : day.toLocalDate();
  }

  private static @Nullable Instant instant(Row row, int at) {
    Timestamp instant = row.getTimestamp(at);
    return instant == null ? null : instant.toInstant();
  }

  private static @Nullable Timestamp sql(@Nullable Instant instant) {
    return instant == null ? null : Timestamp.from(instant);
  }
}
