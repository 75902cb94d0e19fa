package io.duecast.service.page;

import io.duecast.service.orders.OpenOrder;
import io.duecast.service.suppliers.SupplierReport;
import java.util.ArrayList;
import java.util.List;

/**
 * One partner.
 *
 * @param riskiest its open lines that are riskiest
 */
public record SupplierPage(
    Frame frame, SupplierReport report, TrendChart trend, List<OpenOrder> riskiest) {

  /** Width of the stage split, SVG units. */
  private static final double SPLIT = 1000;

  static SupplierPage of(Frame frame, SupplierReport report, List<OpenOrder> riskiest) {
    return new SupplierPage(frame, report, TrendChart.of(report, frame.words()), riskiest);
  }

  public Words words() {
    return frame.words();
  }

  public String name() {
    String name = report.partnerName();
    return name == null ? report.partnerKey() : name;
  }

  public String listHref() {
    return Link.to("/").with("partner", report.partnerKey()).toString();
  }

  public String apiHref() {
    return Link.ofKey("/v1/suppliers", report.partnerKey()) + "/report";
  }

  public String orderHref(OpenOrder order) {
    return Link.ofKey("/orders", order.orderLineKey());
  }

  public long openLines() {
    return report.exposure().stream().mapToLong(one -> one.lines()).sum();
  }

  public long highRisk() {
    return report.exposure().stream().mapToLong(one -> one.highRisk()).sum();
  }

  public long lateAlready() {
    return report.exposure().stream().mapToLong(one -> one.lateAlready()).sum();
  }

  /** A stage's part of the bar. */
  public record Part(SupplierReport.StageShare stage, double x, double width) {}

  public List<Part> split() {
    double total = totalDays();
    List<Part> parts = new ArrayList<>();
    double x = 0;
    for (SupplierReport.StageShare stage : report.stages()) {
      double width = total == 0 ? 0 : SPLIT * stage.meanDays() / total;
      parts.add(new Part(stage, x, width));
      x += width;
    }
    return parts;
  }

  public double totalDays() {
    return report.stages().stream().mapToDouble(SupplierReport.StageShare::meanDays).sum();
  }

  public double sideDays(String side) {
    return report.stages().stream()
        .filter(stage -> stage.side().equals(side))
        .mapToDouble(SupplierReport.StageShare::meanDays)
        .sum();
  }
}
