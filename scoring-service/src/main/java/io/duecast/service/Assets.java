package io.duecast.service;

import io.duecast.service.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/** The few files that pages load; all of them come from this address. */
final class Assets {

  private static final String OWN = "/io/duecast/service/assets/";
  private static final String HTMX = "/META-INF/resources/webjars/htmx.org/2.0.10/dist/htmx.min.js";

  private Assets() {}

  static List<Route> routes() {
    return List.of(
        asset("duecast.css", OWN + "duecast.css", "text/css; charset=utf-8"),
        asset("icon.svg", OWN + "icon.svg", "image/svg+xml"),
        asset("htmx.js", HTMX, "text/javascript; charset=utf-8"));
  }

  /** Changes whenever a file does: pages name it, so browsers may keep the files for good. */
  static String version() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update(bytes(OWN + "duecast.css"));
      digest.update(bytes(HTMX));
      return HexFormat.of().formatHex(digest.digest(), 0, 6);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every JDK has SHA-256", e);
    }
  }

  private static Route asset(String name, String resource, String type) {
    byte[] content = bytes(resource);
    return Route.get(
        "/assets/" + name,
        http -> {
          http.contentType(type);
          http.header("Cache-Control", "public, max-age=31536000, immutable");
          http.result(content);
        });
  }

  private static byte[] bytes(String resource) {
    try (InputStream in = Assets.class.getResourceAsStream(resource)) {
      if (in == null) {
        throw new IllegalStateException("Missing resource " + resource);
      }
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
