package io.duecast.service;

import io.duecast.contract.Text;
import io.duecast.contract.lake.Lake;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.http.ApiRoutes;
import io.duecast.service.http.Problems;
import io.duecast.service.http.Readiness;
import io.duecast.service.http.Route;
import io.duecast.service.lake.LakeReader;
import io.duecast.service.model.ModelList;
import io.duecast.service.model.Scoring;
import io.duecast.service.orders.CurrentRun;
import io.duecast.service.page.PageRoutes;
import io.duecast.service.quality.QualityGate;
import io.javalin.Javalin;
import io.javalin.config.JavalinConfig;
import io.javalin.util.JavalinBindException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/** The running service: lake, scoring, API and pages behind one port. */
public final class Service implements AutoCloseable {

  private static final int WEB_THREADS = 40;

  /**
   * Nothing from elsewhere, nothing inline: what a page shows cannot run code. Stylesheets may hold
   * their small images.
   */
  private static final String CONTENT_POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; connect-src 'self';"
          + " form-action 'self'; base-uri 'none'; frame-ancestors 'none'";

  private final LakeReader lake;
  private final Readiness readiness;
  private final Javalin web;
  private final String host;

  private Service(LakeReader lake, Readiness readiness, Javalin web, String host) {
    this.lake = lake;
    this.readiness = readiness;
    this.web = web;
    this.host = host;
  }

  /**
   * Opens the lake and listens.
   *
   * @param port 0 takes a free one
   * @throws io.duecast.contract.fault.Fault when the lake cannot be read or the port is taken
   */
  static Service start(Lake place, ServiceSettings settings, String host, int port) {
    LakeReader lake = LakeReader.open(place, settings.limits());
    try {
      Scoring scoring = new Scoring(lake.lake());
      Readiness readiness =
          () ->
              lake.with(CurrentRun::find).isEmpty()
                  ? Optional.of(ServiceFaults.noRun(lake.lake().root()).text())
                  : scoring.refusal();
      QualityGate gate = new QualityGate(settings.qualityLimit());
      PageRoutes pages =
          new PageRoutes(lake, readiness, gate, settings.pageRows(), Assets.version());
      List<Route> routes =
          Stream.of(
                  new ApiRoutes(
                          lake,
                          scoring,
                          new ModelList(lake.lake()),
                          readiness,
                          gate,
                          new ApiRoutes.Limits(
                              settings.pageRows(),
                              settings.mostRows(),
                              settings.bodyBytes(),
                              settings.mostOrders()))
                      .routes(),
                  pages.routes(),
                  Assets.routes())
              .flatMap(List::stream)
              .toList();
      Javalin web = Javalin.create(config -> configure(config, routes, pages));
      listen(web, host, port);
      lake.follow(settings.refreshSeconds());
      return new Service(lake, readiness, web, host);
    } catch (RuntimeException e) {
      lake.close();
      throw e;
    }
  }

  int port() {
    return web.port();
  }

  /** Address to open in a browser. */
  String address() {
    return "http://" + (isLoopback() ? "localhost" : host) + ":" + port();
  }

  boolean isLoopback() {
    try {
      return InetAddress.getByName(host).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
  }

  /** Why orders cannot be scored; empty when they can. Lists work all the same. */
  Optional<Text> notReadyReason() {
    return readiness.reason();
  }

  /** Takes up new table versions at once. */
  boolean refresh() {
    return lake.refresh();
  }

  @Override
  public void close() {
    web.stop();
    lake.close();
  }

  private static void configure(JavalinConfig config, List<Route> routes, PageRoutes pages) {
    config.startup.showJavalinBanner = false;
    config.startup.showOldJavalinVersionWarning = false;
    config.startup.startupWatcherEnabled = false;
    config.jetty.threadPool = new QueuedThreadPool(WEB_THREADS, 4);
    // Keys of orders and partners may hold a slash, which arrives as %2F.
    config.jetty.modifyHttpConfiguration(
        http -> {
          http.setUriCompliance(
              UriCompliance.from("RFC3986,AMBIGUOUS_PATH_SEPARATOR,AMBIGUOUS_PATH_ENCODING"));
          http.setSendServerVersion(false);
        });
    config.jetty.modifyServletContextHandler(
        handler -> handler.getServletHandler().setDecodeAmbiguousURIs(true));
    config.routes.before(
        http -> {
          http.header("Content-Security-Policy", CONTENT_POLICY);
          http.header("X-Content-Type-Options", "nosniff");
          http.header("Referrer-Policy", "same-origin");
        });
    for (Route route : routes) {
      config.routes.addHttpHandler(route.method(), route.path(), route.handler());
    }
    Problems.install(config, pages::fault);
  }

  private static void listen(Javalin web, String host, int port) {
    try {
      web.start(host, port);
    } catch (JavalinBindException e) {
      throw ServiceFaults.portInUse(host, port);
    } catch (RuntimeException e) {
      for (Throwable at = e; at != null; at = at.getCause()) {
        if (at instanceof java.net.BindException) {
          throw String.valueOf(at.getMessage()).contains("in use")
              ? ServiceFaults.portInUse(host, port)
              : ServiceFaults.addressUnknown(host, String.valueOf(at.getMessage()));
        }
        if (at instanceof java.nio.channels.UnresolvedAddressException
            || at instanceof UnknownHostException) {
          throw ServiceFaults.addressUnknown(host, "unknown address");
        }
      }
      throw e;
    }
  }
}
