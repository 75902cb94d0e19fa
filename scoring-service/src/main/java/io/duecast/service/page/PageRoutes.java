package io.duecast.service.page;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.service.http.Languages;
import io.duecast.service.http.OrderParameters;
import io.duecast.service.http.Parameters;
import io.duecast.service.http.Readiness;
import io.duecast.service.http.Route;
import io.duecast.service.lake.LakeReader;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.orders.CurrentRun;
import io.duecast.service.orders.OpenOrders;
import io.duecast.service.orders.OrderDetail;
import io.duecast.service.orders.OrderFilter;
import io.duecast.service.orders.OrderQuery;
import io.duecast.service.orders.OrderSort;
import io.duecast.service.quality.QualityGate;
import io.duecast.service.suppliers.SupplierReport;
import io.duecast.service.suppliers.SupplierReports;
import io.javalin.http.Context;
import io.javalin.http.Cookie;
import io.javalin.http.SameSite;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Every page. */
public final class PageRoutes {

  private static final int YEAR_SECONDS = 365 * 24 * 3600;
  private static final int RISKIEST = 10;

  private final TemplateEngine templates = TemplateEngine.createPrecompiled(ContentType.Html);
  private final LakeReader lake;
  private final Readiness readiness;
  private final QualityGate gate;
  private final int rows;
  private final String assets;

  /**
   * @param rows of a page of the list
   * @param assets version of the stylesheet and scripts, so that browsers fetch a new one
   */
  public PageRoutes(
      LakeReader lake, Readiness readiness, QualityGate gate, int rows, String assets) {
    this.lake = lake;
    this.readiness = readiness;
    this.gate = gate;
    this.rows = rows;
    this.assets = assets;
  }

  public List<Route> routes() {
    return List.of(
        Route.get("/", this::orders),
        Route.get("/orders/<key>", this::order),
        Route.get("/suppliers", this::suppliers),
        Route.get("/suppliers/<key>", this::supplier),
        Route.get("/api", this::api));
  }

  private void orders(Context http) {
    Parameters parameters = Parameters.lenient(http);
    OrderQuery query = OrderParameters.query(parameters);
    lake.<Boolean>with(
        snapshot -> {
          Words words = words(http);
          if (CurrentRun.find(snapshot).isEmpty()) {
            Frame frame = frame(http, words, words.say("nav.orders"), "orders", snapshot);
            show(http, "empty.jte", frame);
          } else {
            Frame frame = frame(http, words, words.say("nav.orders"), "orders", snapshot);
            show(
                http,
                "orders.jte",
                OrdersPage.of(frame, snapshot, query, rows, parameters.text("cursor")));
          }
          return true;
        });
  }

  private void order(Context http) {
    lake.<Boolean>with(
        snapshot -> {
          Words words = words(http);
          OrderDetail detail = OpenOrders.detail(snapshot, http.pathParam("key"));
          String title = detail.order().orderNo();
          Frame frame = frame(http, words, title, "orders", snapshot);
          show(http, "order.jte", OrderDetailPage.of(frame, detail, list(http)));
          return true;
        });
  }

  /** The list that led to this page, with its filter; the whole list for whoever came otherwise. */
  private static String list(Context http) {
    try {
      URI from = new URI(String.valueOf(http.header("Referer")));
      boolean isList = "/".equals(from.getPath()) && http.host().equals(from.getAuthority());
      return isList && from.getRawQuery() != null ? "/?" + from.getRawQuery() : "/";
    } catch (URISyntaxException e) {
      return "/";
    }
  }

  private void suppliers(Context http) {
    lake.<Boolean>with(
        snapshot -> {
          Words words = words(http);
          Frame frame = frame(http, words, words.say("nav.suppliers"), "suppliers", snapshot);
          if (CurrentRun.find(snapshot).isEmpty()) {
            show(http, "empty.jte", frame);
          } else {
            show(
                http,
                "suppliers.jte",
                new SuppliersPage(
                    frame, gate.ofRanking(snapshot), SupplierReports.ranking(snapshot)));
          }
          return true;
        });
  }

  private void supplier(Context http) {
    lake.<Boolean>with(
        snapshot -> {
          Words words = words(http);
          String key = http.pathParam("key");
          SupplierReport report = SupplierReports.report(snapshot, gate, key);
          String name = report.partnerName();
          Frame frame = frame(http, words, name == null ? key : name, "suppliers", snapshot);
          OrderQuery query =
              new OrderQuery(OrderFilter.ofPartner(report.partnerKey()), OrderSort.RANK, false);
          show(
              http,
              "supplier.jte",
              SupplierPage.of(
                  frame, report, OpenOrders.page(snapshot, query, RISKIEST, null).rows()));
          return true;
        });
  }

  private void api(Context http) {
    lake.<Boolean>with(
        snapshot -> {
          Words words = words(http);
          show(http, "api.jte", frame(http, words, words.say("api.title"), "api", snapshot));
          return true;
        });
  }

  /** Shows a fault as a page that says what to do. */
  public void fault(Context http, Fault fault) {
    Words words = Words.in(Languages.of(http));
    Frame frame =
        new Frame(
            words,
            fault.code().title().in(words.language()),
            "",
            null,
            otherLanguage(http, words),
            null,
            assets);
    show(
        http,
        "fault.jte",
        new FaultPage(
            frame,
            fault.code() == FaultCode.NOT_FOUND ? "404" : fault.code().name(),
            fault.code().title().in(words.language()),
            fault.text().in(words.language())));
  }

  /** The language; one asked for in the address is kept in a cookie. */
  private static Words words(Context http) {
    Text.Language asked = Languages.named(http.queryParam("lang"));
    if (asked != null) {
      Cookie cookie =
          new Cookie(Languages.COOKIE, asked == Text.Language.ZH ? "zh" : "en", "/", YEAR_SECONDS);
      cookie.setSameSite(SameSite.LAX);
      cookie.setHttpOnly(true);
      http.cookie(cookie);
    }
    return Words.in(Languages.of(http));
  }

  private Frame frame(
      Context http, Words words, String title, String section, LakeSnapshot snapshot) {
    Optional<Text> reason = readiness.reason();
    @Nullable CurrentRun run = CurrentRun.find(snapshot).orElse(null);
    return new Frame(
        words,
        title,
        section,
        run,
        otherLanguage(http, words),
        run == null ? null : reason.map(words::text).orElse(null),
        assets);
  }

  private static String otherLanguage(Context http, Words words) {
    Link here = Link.to(http.req().getRequestURI());
    for (Map.Entry<String, List<String>> parameter : http.queryParamMap().entrySet()) {
      here = here.with(parameter.getKey(), parameter.getValue().get(0));
    }
    return here.with("lang", words.isChinese() ? "en" : "zh").toString();
  }

  private void show(Context http, String template, Object page) {
    StringOutput out = new StringOutput(16_384);
    templates.render(template, page, out);
    http.html(out.toString());
    http.header("Cache-Control", "private, no-cache");
    http.header("Vary", "Accept-Language, Cookie");
  }
}
