package io.duecast.service;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.contract.lake.Lake;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;

/** A service on a free port, and a client of it. */
public final class RunningService implements AutoCloseable {

  private static final ObjectMapper JSON = new ObjectMapper();

  static final ServiceSettings SETTINGS =
      new ServiceSettings("127.0.0.1", 0, "256MB", 2, 20, 4, 3600, 20, 200, 65_536, 50, 0.1);

  private final Service service;
  private final HttpClient client = HttpClient.newHttpClient();

  private RunningService(Service service) {
    this.service = service;
  }

  public static RunningService over(Lake lake) {
    return new RunningService(Service.start(lake, SETTINGS, "127.0.0.1", 0));
  }

  Service service() {
    return service;
  }

  public String address(String path) {
    return "http://127.0.0.1:" + service.port() + path;
  }

  /** Answer to a GET with headers given as name, value, … */
  public HttpResponse<byte[]> get(String path, String... headers) {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(address(path)));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  public JsonNode json(String path) {
    return json(get(path));
  }

  public HttpResponse<byte[]> post(String path, String body, String... headers) {
    return post(path, body.getBytes(StandardCharsets.UTF_8), "application/json", headers);
  }

  public HttpResponse<byte[]> post(String path, byte[] body, String type, String... headers) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(address(path)))
            .header("Content-Type", type)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body));
    for (int i = 0; i < headers.length; i += 2) {
      request.setHeader(headers[i], headers[i + 1]);
    }
    return send(request.build());
  }

  /** A key as a part of an address. */
  public static String encoded(String key) {
    return URLEncoder.encode(key, StandardCharsets.UTF_8).replace("+", "%20");
  }

  public static JsonNode json(HttpResponse<byte[]> answer) {
    try {
      return JSON.readTree(answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(text(answer), e);
    }
  }

  public static String text(HttpResponse<byte[]> answer) {
    return new String(answer.body(), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    service.close();
  }

  private HttpResponse<byte[]> send(HttpRequest request) {
    try {
      return client.send(request, HttpResponse.BodyHandlers.ofByteArray());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
