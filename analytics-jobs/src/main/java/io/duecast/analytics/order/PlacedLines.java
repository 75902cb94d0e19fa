package io.duecast.analytics.order;

import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/** Rows of {@link OrderBook#rows} as lines, without those that have no place in time. */
public final class PlacedLines implements Iterator<PlacedOrder> {
  private final Iterator<Row> rows;
  private final Places places;
  private @Nullable PlacedOrder next;

  public PlacedLines(Iterator<Row> rows, Places places) {
    this.rows = rows;
    this.places = places;
    advance();
  }

  private void advance() {
    next = null;
    while (next == null && rows.hasNext()) {
      next = OrderBook.placed(rows.next(), places);
    }
  }

  @Override
  public boolean hasNext() {
    return next != null;
  }

  @Override
  public PlacedOrder next() {
    PlacedOrder order = next;
    if (order == null) {
      throw new NoSuchElementException();
    }
    advance();
    return order;
  }
}
