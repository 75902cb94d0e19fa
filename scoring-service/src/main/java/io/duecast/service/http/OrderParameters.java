package io.duecast.service.http;

import io.duecast.contract.process.OwnerRole;
import io.duecast.service.orders.OrderFilter;
import io.duecast.service.orders.OrderQuery;
import io.duecast.service.orders.OrderSort;
import java.util.Arrays;
import java.util.List;

/** How a list of open orders is asked for, on the API and on the page alike. */
public final class OrderParameters {

  public static final List<String> BANDS = List.of("high", "medium", "low", "unknown");
  public static final List<String> STATES = List.of("predicted", "late_already", "no_due_date");

  static final List<String> NAMES =
      List.of(
          "partner",
          "stage",
          "owner_role",
          "buyer",
          "band",
          "state",
          "direction",
          "q",
          "due_before",
          "sort",
          "order",
          "limit",
          "cursor",
          "format",
          "headings",
          "lang");

  private static final List<String> SORTS =
      Arrays.stream(OrderSort.values()).map(OrderSort::code).toList();

  private OrderParameters() {}

  public static OrderQuery query(Parameters parameters) {
    String sortCode = parameters.choice("sort", SORTS);
    OrderSort sort =
        sortCode == null ? OrderSort.RANK : OrderSort.values()[SORTS.indexOf(sortCode)];
    String order = parameters.choice("order", List.of("asc", "desc"));
    boolean descending = order == null ? sort.descendingFirst() : order.equals("desc");
    return new OrderQuery(
        new OrderFilter(
            parameters.text("partner"),
            parameters.text("stage"),
            parameters.choice(
                "owner_role", Arrays.stream(OwnerRole.values()).map(OwnerRole::code).toList()),
            parameters.text("buyer"),
            parameters.choice("band", BANDS),
            parameters.choice("state", STATES),
            parameters.choice("direction", List.of("purchase", "sales", "subcontract")),
            parameters.text("q"),
            parameters.date("due_before")),
        sort,
        descending);
  }
}
