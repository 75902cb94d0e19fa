package io.duecast.service.orders;

/** What to list and in which order. */
public record OrderQuery(OrderFilter filter, OrderSort sort, boolean descending) {

  /** Every line in the order of the run. */
  public static final OrderQuery ALL = new OrderQuery(OrderFilter.NONE, OrderSort.RANK, false);
}
