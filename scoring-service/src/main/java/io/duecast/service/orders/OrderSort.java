package io.duecast.service.orders;

import io.duecast.contract.score.Scores;
import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;

/** What the list can be sorted by; each with the direction that puts the urgent lines first. */
public enum OrderSort {
  RANK(Scores.RANK, false),
  DUE_ON(Scores.DUE_ON, false),
  LATE_PROBABILITY(Scores.LATE_PROBABILITY, true),
  EXPECTED_DAYS_LATE(Scores.EXPECTED_DAYS_LATE, true),
  AMOUNT_OPEN(Scores.AMOUNT_OPEN, true),
  DELIVERY_P50(Scores.DELIVERY_P50, true),
  PARTNER_NAME(Scores.PARTNER_NAME, false),
  ITEM_NAME(Scores.ITEM_NAME, false),
  BUYER_NAME(Scores.BUYER_NAME, false),
  CURRENT_STAGE(Scores.CURRENT_STAGE, false),
  ORDER_NO(Scores.ORDER_NO, false);

  private final Column column;
  private final boolean descendingFirst;

  OrderSort(Column column, boolean descendingFirst) {
    this.column = column;
    this.descendingFirst = descendingFirst;
  }

  /** Code in addresses: the column's name. */
  public String code() {
    return column.name();
  }

  /** Whether the column is first sorted from the top down. */
  public boolean descendingFirst() {
    return descendingFirst;
  }

  /** ORDER BY terms over the scores as {@code s}; missing values last, ties by rank. */
  String terms(boolean descending) {
    String collation = column.type() == ColumnType.STRING ? " COLLATE zh" : "";
    return "s.%s%s %s NULLS LAST, s.%s, s.%s"
        .formatted(
            column.name(),
            collation,
            descending ? "DESC" : "ASC",
            Scores.RANK.name(),
            Scores.ORDER_LINE_KEY.name());
  }
}
