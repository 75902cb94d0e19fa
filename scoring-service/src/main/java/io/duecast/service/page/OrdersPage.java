package io.duecast.service.page;

import io.duecast.contract.Text;
import io.duecast.contract.score.Scores;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.model.DriftFinding;
import io.duecast.service.orders.Choice;
import io.duecast.service.orders.CurrentRun;
import io.duecast.service.orders.OpenOrder;
import io.duecast.service.orders.OpenOrders;
import io.duecast.service.orders.OrderPage;
import io.duecast.service.orders.OrderQuery;
import io.duecast.service.orders.OrderSort;
import io.duecast.service.orders.StageNames;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The ranked list of open orders.
 *
 * @param drift what to know before trusting it: orders that changed since the model was trained
 */
public record OrdersPage(
    Frame frame,
    OrderQuery query,
    OrderPage page,
    Map<String, Long> bands,
    Choices choices,
    StageNames stages,
    List<Text> drift,
    Link here) {

  /** Longest list of partners in the filter; the search box finds the others. */
  private static final int MOST_PARTNERS = 300;

  /** Values that the filters offer. */
  public record Choices(
      List<Choice> partners,
      List<Choice> stages,
      List<Choice> owners,
      List<Choice> buyers,
      List<Choice> directions) {}

  static OrdersPage of(
      Frame frame, LakeSnapshot lake, OrderQuery query, int rows, @Nullable String cursor) {
    Link here = Link.to("/");
    for (Map.Entry<String, String> part : query.filter().parts().entrySet()) {
      here = here.with(part.getKey(), part.getValue());
    }
    if (query.sort() != OrderSort.RANK || query.descending()) {
      here =
          here.with("sort", query.sort().code()).with("order", query.descending() ? "desc" : "asc");
    }
    List<Choice> partners = OpenOrders.choices(lake, Scores.PARTNER_KEY, Scores.PARTNER_NAME);
    OrderPage page = OpenOrders.page(lake, query, rows, cursor);
    return new OrdersPage(
        frame,
        query,
        page,
        OpenOrders.bands(lake),
        new Choices(
            partners.subList(0, Math.min(partners.size(), MOST_PARTNERS)),
            OpenOrders.choices(lake, Scores.CURRENT_STAGE, Scores.CURRENT_STAGE),
            OpenOrders.choices(lake, Scores.OWNER_ROLE, Scores.OWNER_ROLE),
            OpenOrders.choices(lake, Scores.BUYER_CODE, Scores.BUYER_NAME),
            OpenOrders.choices(lake, Scores.DIRECTION, Scores.DIRECTION)),
        StageNames.of(lake),
        DriftFinding.warnings(lake, page.run().runId()),
        here);
  }

  public Words words() {
    return frame.words();
  }

  public CurrentRun run() {
    return page.run();
  }

  /** A heading that sorts: first click puts the urgent lines on top, the second turns round. */
  public record Heading(String label, String href, String ariaSort, String arrow) {}

  public Heading heading(OrderSort sort, String key) {
    boolean active = query.sort() == sort;
    boolean next = active ? !query.descending() : sort.descendingFirst();
    return new Heading(
        frame.words().say(key),
        here.with("sort", sort.code()).with("order", next ? "desc" : "asc").toString(),
        active ? query.descending() ? "descending" : "ascending" : "none",
        active ? query.descending() ? "▼" : "▲" : "");
  }

  public Heading rank() {
    return heading(OrderSort.RANK, "list.rank");
  }

  public Heading risk() {
    return heading(OrderSort.LATE_PROBABILITY, "list.risk");
  }

  public Heading order() {
    return heading(OrderSort.ORDER_NO, "list.order");
  }

  public Heading partner() {
    return heading(OrderSort.PARTNER_NAME, "list.partner");
  }

  public Heading due() {
    return heading(OrderSort.DUE_ON, "list.due");
  }

  public Heading expected() {
    return heading(OrderSort.DELIVERY_P50, "list.expected");
  }

  public Heading daysLate() {
    return heading(OrderSort.EXPECTED_DAYS_LATE, "list.days-late");
  }

  public Heading stage() {
    return heading(OrderSort.CURRENT_STAGE, "list.stage");
  }

  public Heading amount() {
    return heading(OrderSort.AMOUNT_OPEN, "list.amount");
  }

  /** Address of the list with one band, or of the whole list when that band is chosen already. */
  public String bandHref(String band) {
    return here.with("band", band.equals(query.filter().band()) ? null : band).toString();
  }

  public boolean isBand(String band) {
    return band.equals(query.filter().band());
  }

  public long bandLines(String band) {
    return bands.getOrDefault(band, 0L);
  }

  public String exportHref(String format) {
    return here.at("/v1/open-orders")
        .with("format", format)
        .with("headings", format.equals("csv") ? "label" : null)
        .with("lang", frame.words().code())
        .toString();
  }

  public String clearHref() {
    return "/";
  }

  public @Nullable String previousHref() {
    String cursor = page.previousCursor();
    return cursor == null ? null : here.with("cursor", cursor).toString();
  }

  public @Nullable String nextHref() {
    String cursor = page.nextCursor();
    return cursor == null ? null : here.with("cursor", cursor).toString();
  }

  public String orderHref(OpenOrder order) {
    return Link.ofKey("/orders", order.orderLineKey());
  }

  public @Nullable String partnerHref(OpenOrder order) {
    String partner = order.partnerKey();
    return partner == null ? null : Link.ofKey("/suppliers", partner);
  }

  /** What the list shows, for screen readers and people alike. */
  public String summary() {
    long from = page.total() == 0 ? 0 : page.offset() + 1;
    return words()
        .many(
            "list.summary",
            page.total(),
            words().count(from),
            words().count(page.offset() + page.rows().size()));
  }

  /** Hidden fields that keep the sort order when the form is sent. */
  public List<Map.Entry<String, String>> kept() {
    List<Map.Entry<String, String>> kept = new ArrayList<>();
    for (String name : List.of("sort", "order")) {
      String value = here.parameters().get(name);
      if (value != null) {
        kept.add(Map.entry(name, value));
      }
    }
    return kept;
  }
}
