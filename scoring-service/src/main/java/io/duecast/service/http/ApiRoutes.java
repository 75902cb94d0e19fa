package io.duecast.service.http;

import io.duecast.contract.Text;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.LakeReader;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.model.ModelList;
import io.duecast.service.model.Scoring;
import io.duecast.service.orders.CurrentRun;
import io.duecast.service.orders.OpenOrders;
import io.duecast.service.orders.OrderExport;
import io.duecast.service.orders.OrderQuery;
import io.duecast.service.quality.QualityGate;
import io.duecast.service.quality.SourceWarning;
import io.duecast.service.suppliers.SupplierReport;
import io.duecast.service.suppliers.SupplierReports;
import io.javalin.http.Context;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Every route of the API; {@code openapi.yaml} describes exactly these. */
public final class ApiRoutes {

  /** Tells a caller of files what JSON tells in {@code warnings}. */
  private static final String WARNING = "Duecast-Warning";

  /** Bodies up to this many times the limit are read to their end before they are refused. */
  private static final long READ_AWAY = 16;

  private static final String CONTRACT = "/io/duecast/service/openapi.yaml";

  private final LakeReader lake;
  private final Scoring scoring;
  private final ModelList models;
  private final Readiness readiness;
  private final QualityGate gate;
  private final Limits limits;

  /**
   * Bounds of one request.
   *
   * @param pageRows rows of a page where the caller names no limit
   */
  public record Limits(int pageRows, int mostRows, int bodyBytes, int mostOrders) {}

  public ApiRoutes(
      LakeReader lake,
      Scoring scoring,
      ModelList models,
      Readiness readiness,
      QualityGate gate,
      Limits limits) {
    this.lake = lake;
    this.scoring = scoring;
    this.models = models;
    this.readiness = readiness;
    this.gate = gate;
    this.limits = limits;
  }

  public List<Route> routes() {
    return List.of(
        Route.post("/v1/scores", this::scores),
        Route.get("/v1/open-orders", this::openOrders),
        Route.get("/v1/open-orders/<key>", this::openOrder),
        Route.get("/v1/suppliers", this::suppliers),
        Route.get("/v1/suppliers/<key>/report", this::supplierReport),
        Route.get("/v1/models", this::models),
        Route.get("/v1/runs", this::runs),
        Route.get("/v1/health/live", this::live),
        Route.get("/v1/health/ready", this::ready),
        Route.get("/openapi.yaml", this::contract));
  }

  private void scores(Context http) {
    Parameters.strict(http, List.of("lang"));
    Format format = Format.accepted(http, Format.JSON, Format.CSV);
    Text.Language language = Languages.of(http);
    ScoreAnswer answer = ScoreAnswer.of(lake, scoring, scoreRequest(http), language);
    if (format == Format.CSV) {
      http.contentType(Format.CSV.mediaType() + "; charset=utf-8");
      http.result(ScoreCsv.write(answer, language));
    } else {
      Json.answer(http, answer);
    }
  }

  private ScoreRequest scoreRequest(Context http) {
    String[] type = String.valueOf(http.contentType()).toLowerCase(Locale.ROOT).split(";", 2);
    if (type[0].strip().equals(Format.JSON.mediaType())) {
      return ScoreRequest.ofJson(body(http), limits.mostOrders());
    }
    boolean utf8 = type.length < 2 || !type[1].contains("charset") || type[1].contains("utf-8");
    if (type[0].strip().equals(Format.CSV.mediaType()) && utf8) {
      return OrderCsv.read(body(http), limits.mostOrders());
    }
    throw ServiceFaults.wrongContentType(String.valueOf(http.contentType()));
  }

  /** The body, never more than the limit, whatever its header says. */
  private byte[] body(Context http) {
    try {
      InputStream in = http.req().getInputStream();
      boolean told = http.contentLength() > limits.bodyBytes();
      byte[] body = told ? new byte[0] : in.readNBytes(limits.bodyBytes() + 1);
      long bytes = told ? http.contentLength() : body.length;
      if (bytes > limits.bodyBytes()) {
        // A connection that ends over unread bytes is reset, and the caller would see no answer.
        in.skip(READ_AWAY * limits.bodyBytes());
        throw ServiceFaults.bodyTooLarge(bytes, limits.bodyBytes());
      }
      return body;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void openOrders(Context http) {
    Parameters parameters = Parameters.strict(http, OrderParameters.NAMES);
    OrderQuery query = OrderParameters.query(parameters);
    int limit = parameters.number("limit", limits.pageRows(), 1, limits.mostRows());
    Format asked = Format.named(parameters.choice("format", Format.codes()));
    Format format = asked == null ? Format.accepted(http, Format.values()) : asked;
    Text.Language language = Languages.of(http);
    boolean labels = "label".equals(parameters.choice("headings", List.of("name", "label")));
    lake.<Boolean>with(
        snapshot -> {
          String warnings = QualityGate.header(QualityGate.ofList(snapshot));
          if (!warnings.isEmpty()) {
            http.header(WARNING, warnings);
          }
          if (isKnown(http, snapshot, format, language)) {
            return false;
          }
          try {
            switch (format) {
              case CSV -> {
                attach(http, format, "; charset=utf-8", snapshot);
                OrderExport.csv(snapshot, query, language, labels, http.outputStream());
              }
              case XLSX -> {
                attach(http, format, "", snapshot);
                OrderExport.xlsx(snapshot, query, language, http.outputStream());
              }
              case PARQUET -> {
                attach(http, format, "", snapshot);
                OrderExport.parquet(snapshot, query, http.outputStream());
              }
              case JSON ->
                  Json.answer(
                      http, OpenOrders.page(snapshot, query, limit, parameters.text("cursor")));
            }
          } catch (IOException e) {
            throw new UncheckedIOException(e);
          }
          return true;
        });
  }

  private static void attach(Context http, Format format, String charset, LakeSnapshot snapshot) {
    http.contentType(format.mediaType() + charset);
    http.header(
        "Content-Disposition",
        "attachment; filename=\"open-orders-%s.%s\""
            .formatted(CurrentRun.of(snapshot).businessDay(), format.code()));
  }

  private void openOrder(Context http) {
    Parameters.strict(http, List.of("lang"));
    String key = http.pathParam("key");
    lake.<Boolean>with(
        snapshot -> {
          if (!isKnown(http, snapshot, Format.JSON, Languages.of(http))) {
            Json.answer(http, OpenOrders.detail(snapshot, key));
          }
          return true;
        });
  }

  private void suppliers(Context http) {
    Parameters.strict(http, List.of("lang"));
    lake.<Boolean>with(
        snapshot -> {
          // What is withheld now is withheld from those too who have seen it before.
          List<SourceWarning> warnings = gate.ofRanking(snapshot);
          if (!isKnown(http, snapshot, Format.JSON, Languages.of(http))) {
            Map<String, Object> answer = new LinkedHashMap<>();
            answer.put("run", CurrentRun.of(snapshot));
            answer.put("window_days", SupplierReports.WINDOW_DAYS);
            answer.put("rows", SupplierReports.ranking(snapshot));
            answer.put("warnings", warnings);
            Json.answer(http, answer);
          }
          return true;
        });
  }

  private void supplierReport(Context http) {
    Parameters.strict(http, List.of("lang"));
    String key = http.pathParam("key");
    lake.<Boolean>with(
        snapshot -> {
          SupplierReport report = SupplierReports.report(snapshot, gate, key);
          if (!isKnown(http, snapshot, Format.JSON, Languages.of(http))) {
            Json.answer(http, report);
          }
          return true;
        });
  }

  private void models(Context http) {
    Parameters.strict(http, List.of("lang"));
    Json.answer(http, lake.with(models::read));
  }

  private void runs(Context http) {
    Parameters.strict(http, List.of("lang"));
    Json.answer(http, Map.of("rows", lake.with(CurrentRun::all)));
  }

  private void live(Context http) {
    Json.answer(http, Map.of("status", "live"));
  }

  private void ready(Context http) {
    Optional<Text> reason = readiness.reason();
    Map<String, Object> answer = new LinkedHashMap<>();
    answer.put("status", reason.isEmpty() ? "ready" : "not_ready");
    reason.ifPresent(text -> answer.put("reason", text.in(Languages.of(http))));
    http.status(reason.isEmpty() ? 200 : 503);
    Json.answer(http, answer);
  }

  private void contract(Context http) {
    http.contentType("application/yaml; charset=utf-8");
    InputStream document = ApiRoutes.class.getResourceAsStream(CONTRACT);
    if (document == null) {
      throw new IllegalStateException("Missing resource " + CONTRACT);
    }
    http.result(document);
  }

  /** Answers 304 where the caller has this run's answer to this question already. */
  private static boolean isKnown(
      Context http, LakeSnapshot snapshot, Format format, Text.Language language) {
    return EntityTag.matches(
        http,
        CurrentRun.of(snapshot).runId(),
        snapshot.versions().toString(),
        http.path(),
        String.valueOf(http.queryString()),
        format.code(),
        language.name());
  }
}
