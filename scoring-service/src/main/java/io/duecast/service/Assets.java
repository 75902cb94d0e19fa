package io.duecast.service;

import io.duecast.contract.Sha256;
import io.duecast.service.http.Route;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;

/** The few files that pages load; all of them come from this address. */
final class Assets {

  private static final String OWN = "/io/duecast/service/assets/";
  private static final String LIBRARIES = "/META-INF/resources/webjars/";
  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String STYLE = "text/css; charset=utf-8";

  /** Libraries hold many files more; only those named here are served. */
  private static final List<Asset> ALL =
      List.of(
          new Asset("duecast.css", OWN + "duecast.css", STYLE),
          new Asset("icon.svg", OWN + "icon.svg", "image/svg+xml"),
          new Asset("api.js", OWN + "api.js", SCRIPT),
          new Asset("htmx.js", LIBRARIES + "htmx.org/2.0.10/dist/htmx.min.js", SCRIPT),
          new Asset("swagger-ui.js", LIBRARIES + "swagger-ui/5.34.1/swagger-ui-bundle.js", SCRIPT),
          new Asset("swagger-ui.css", LIBRARIES + "swagger-ui/5.34.1/swagger-ui.css", STYLE));

  /** A file by the name under which pages load it. */
  private record Asset(String name, String resource, String type) {}

  private Assets() {}

  static List<Route> routes() {
    return ALL.stream().map(Assets::route).toList();
  }

  /** Changes whenever a file does: pages name it, so browsers may keep the files for good. */
  static String version() {
    MessageDigest digest = Sha256.digest();
    for (Asset asset : ALL) {
      digest.update(bytes(asset.resource()));
    }
    return HexFormat.of().formatHex(digest.digest(), 0, 6);
  }

  private static Route route(Asset asset) {
    byte[] content = bytes(asset.resource());
    return Route.get(
        "/assets/" + asset.name(),
        http -> {
          http.contentType(asset.type());
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
