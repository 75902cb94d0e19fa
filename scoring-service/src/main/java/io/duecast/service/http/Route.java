package io.duecast.service.http;

import io.javalin.http.Handler;
import io.javalin.http.HandlerType;

/**
 * A route of the service.
 *
 * @param path as Javalin reads it: {@code {name}} one part, {@code <name>} with slashes
 */
public record Route(HandlerType method, String path, Handler handler) {

  public static Route get(String path, Handler handler) {
    return new Route(HandlerType.GET, path, handler);
  }

  public static Route post(String path, Handler handler) {
    return new Route(HandlerType.POST, path, handler);
  }

  /** The path as OpenAPI writes it. */
  public String template() {
    return path.replace('<', '{').replace('>', '}');
  }
}
