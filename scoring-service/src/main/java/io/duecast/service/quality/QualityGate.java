package io.duecast.service.quality;

import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.contract.check.QualityRates;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.LakeRow;
import io.duecast.service.lake.LakeSnapshot;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/** Judges whether figures may be shown, by the last load of each source that they rest on. */
public final class QualityGate {

  private static final String OF_ALL_LINES =
      """
      SELECT * FROM service.source_quality AS q
      WHERE EXISTS (
        SELECT 1 FROM order_lines AS l
        WHERE l.source_system = q.source_system AND l.source_instance = q.source_instance)
      """;

  private static final String OF_PARTNER =
      """
      SELECT * FROM service.source_quality AS q
      WHERE EXISTS (
        SELECT 1 FROM order_lines AS l JOIN service.orders AS h USING (order_key)
        WHERE h.partner_key = ?
          AND l.source_system = q.source_system AND l.source_instance = q.source_instance)
      """;

  private final double limit;

  /**
   * @param limit largest rate with which a ranking or report is shown at all
   */
  public QualityGate(double limit) {
    this.limit = limit;
  }

  /** Warnings for the list of open orders, the worst first; the list itself is always shown. */
  public static List<SourceWarning> ofList(LakeSnapshot lake) {
    return lake.remember(
        "source-warnings", own -> warnings(own.list(OF_ALL_LINES, QualityGate::read)));
  }

  /**
   * Warnings for a ranking of partners.
   *
   * @throws io.duecast.contract.fault.Fault QUALITY_TOO_LOW when it may not be shown
   */
  public List<SourceWarning> ofRanking(LakeSnapshot lake) {
    return shown(ofList(lake));
  }

  /**
   * Warnings for one partner's report: only the sources that its lines come from count.
   *
   * @throws io.duecast.contract.fault.Fault QUALITY_TOO_LOW when it may not be shown
   */
  public List<SourceWarning> ofReport(LakeSnapshot lake, String partnerKey) {
    return shown(
        lake.remember(
            "source-warnings " + partnerKey,
            own -> warnings(own.list(OF_PARTNER, QualityGate::read, partnerKey))));
  }

  /** The warnings as the value of an HTTP header, which holds ASCII only. */
  public static String header(List<SourceWarning> warnings) {
    return warnings.stream()
        .map(
            one ->
                String.format(
                    Locale.ROOT,
                    "system=%s; source=%s; rate=%.4f; target=%.4f",
                    URLEncoder.encode(one.sourceSystem(), StandardCharsets.UTF_8),
                    URLEncoder.encode(one.source(), StandardCharsets.UTF_8),
                    one.rate(),
                    one.target()))
        .collect(Collectors.joining(", "));
  }

  private List<SourceWarning> shown(List<SourceWarning> warnings) {
    List<SourceWarning> beyond = warnings.stream().filter(one -> one.rate() > limit).toList();
    if (!beyond.isEmpty()) {
      throw ServiceFaults.qualityTooLow(beyond.stream().map(SourceWarning::text).toList(), limit);
    }
    return warnings;
  }

  private static List<SourceWarning> warnings(List<SourceWarning> sources) {
    return sources.stream()
        .filter(one -> QualityRates.misses(one.rate()))
        .sorted(Comparator.comparingDouble(SourceWarning::rate).reversed())
        .toList();
  }

  private static SourceWarning read(LakeRow row) {
    long rowsIn = row.count(QualityRates.ROWS_IN);
    long wrong = row.count(QualityRates.WRONG);
    double rate = Objects.requireNonNull(row.real(QualityRates.RATE));
    String source = row.word(QualityRates.SOURCE);
    String system = row.word(QualityRates.SOURCE_SYSTEM);
    String instance = row.word(QualityRates.SOURCE_INSTANCE);
    String load = row.word(QualityRates.LOAD_ID);
    String target = Terminal.percent(QualityRates.TARGET_RATE);
    return new SourceWarning(
        system,
        instance,
        source,
        load,
        rowsIn,
        wrong,
        rate,
        QualityRates.TARGET_RATE,
        Text.of(
            "%s（%s|%s，装载 %s）：%s 行中 %s 行有错，错误率 %s，目标不超过 %s"
                .formatted(
                    source,
                    system,
                    instance,
                    load,
                    Terminal.number(rowsIn),
                    Terminal.number(wrong),
                    Terminal.percent(rate),
                    target),
            "%s (%s|%s, load %s): %s of %s rows are wrong, an error rate of %s; the target is at most %s"
                .formatted(
                    source,
                    system,
                    instance,
                    load,
                    Terminal.number(wrong),
                    Terminal.number(rowsIn),
                    Terminal.percent(rate),
                    target)));
  }
}
