package io.duecast.service.page;

import io.duecast.service.orders.OpenOrder;
import io.duecast.service.orders.OrderDetail;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/**
 * One order line.
 *
 * @param backHref the list that led here, with its filter
 */
public record OrderDetailPage(Frame frame, OrderDetail detail, Timeline timeline, String backHref) {

  static OrderDetailPage of(Frame frame, OrderDetail detail, String backHref) {
    return new OrderDetailPage(frame, detail, Timeline.of(detail), backHref);
  }

  public Words words() {
    return frame.words();
  }

  public OpenOrder order() {
    return detail.order();
  }

  public @Nullable String partnerHref() {
    String partner = order().partnerKey();
    return partner == null ? null : Link.ofKey("/suppliers", partner);
  }

  public String apiHref() {
    return Link.ofKey("/v1/open-orders", order().orderLineKey());
  }

  /** The chance that a stage is late, or that it is late already. */
  public String stageLate(OrderDetail.Stage stage) {
    LocalDate planned = stage.plannedOn();
    boolean passed =
        stage.state().equals("current")
            && planned != null
            && planned.isBefore(detail.run().businessDay());
    return passed && stage.lateProbability() == null
        ? words().word("state", "late_already")
        : words().chance(stage.lateProbability());
  }

  /** Days from the business day to the due day, in words. */
  public String dueDistance() {
    if (order().dueOn() == null) {
      return words().say("order.no-due");
    }
    long days = ChronoUnit.DAYS.between(detail.run().businessDay(), order().dueOn());
    return days < 0
        ? words().many("order.days-over", -days)
        : words().many("order.days-left", days);
  }

  /** Width of a reason's bar, 2 to 100. */
  public long strength(OrderDetail.Reason reason) {
    double most =
        detail.reasons().stream().mapToDouble(one -> Math.abs(one.contribution())).max().orElse(1);
    return most == 0 ? 2 : Math.max(2, Math.round(100 * Math.abs(reason.contribution()) / most));
  }
}
