package io.duecast.ingest.fetch;

import com.fasterxml.jackson.core.JacksonException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.duecast.contract.fault.Fault;
import io.duecast.ingest.connector.DocumentShape;
import io.duecast.ingest.connector.FetchSpec;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.ToldError;
import io.duecast.ingest.land.Way;
import io.github.resilience4j.core.IntervalFunction;
import io.github.resilience4j.ratelimiter.RateLimiter;
import io.github.resilience4j.ratelimiter.RateLimiterConfig;
import io.github.resilience4j.retry.Retry;
import io.github.resilience4j.retry.RetryConfig;
import java.io.IOException;
import java.net.CookieManager;
import java.net.CookiePolicy;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Requests to one system: at its pace, again where that may help, and within a session that is
 * renewed when it is lost. Redirects are not followed, because a session must not reach another
 * host.
 */
final class Exchange {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Duration CONNECTING = Duration.ofSeconds(20);
  private static final long PAGE_BYTES = 128L << 20;
  private static final int READ_OF_AN_ANSWER = 1 << 16;
  private static final int SHOWN_OF_AN_ANSWER = 300;

  /** Systems that want more are asked another time. */
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(10);

  private static final IntervalFunction BACKOFF =
      IntervalFunction.ofExponentialRandomBackoff(Duration.ofMillis(500), 2, 0.3, LONGEST_WAIT);

  private final String base;
  private final FetchSpec.Login login;
  private final FetchSpec.Pace pace;
  private final Credentials credentials;
  private final Map<String, String> settings;
  private final CookieManager cookies =
      new CookieManager(null, CookiePolicy.ACCEPT_ORIGINAL_SERVER);
  private final HttpClient client;
  private final Optional<RateLimiter> limiter;
  private boolean sessionOpen;
  private @Nullable Object token;

  /**
   * @param base address before every path
   */
  Exchange(String base, FetchSpec fetch, Credentials credentials, Map<String, String> settings) {
    this.base = base.replaceAll("/+$", "");
    this.login = fetch.login();
    this.pace = fetch.pace();
    this.credentials = credentials;
    this.settings = settings;
    this.client =
        HttpClient.newBuilder()
            .connectTimeout(CONNECTING)
            .cookieHandler(cookies)
            .followRedirects(HttpClient.Redirect.NEVER)
            .version(HttpClient.Version.HTTP_1_1)
            .build();
    this.limiter =
        pace.perSecond() == 0
            ? Optional.empty()
            : Optional.of(
                RateLimiter.of(
                    "requests",
                    RateLimiterConfig.custom()
                        .limitForPeriod(pace.perSecond())
                        .limitRefreshPeriod(Duration.ofSeconds(1))
                        .timeoutDuration(LONGEST_WAIT)
                        .build()));
  }

  /**
   * A request that is ready but for who sends it.
   *
   * @param body sent as JSON or as a form, with its placeholders
   * @param values of them, beside what a login knows
   * @param mayBeGone whether the system may no longer have what is asked for
   */
  record Request(
      String method,
      URI address,
      Map<String, String> headers,
      @Nullable Object body,
      boolean form,
      Map<String, Object> values,
      boolean mayBeGone) {}

  /** The address of a path with a query. */
  URI address(String path, Map<String, String> query) {
    return address(base, path, query);
  }

  private static URI address(String server, String path, Map<String, String> query) {
    String separator = path.contains("?") ? "&" : "?";
    String text =
        server
            + (path.startsWith("/") || path.isEmpty() ? "" : "/")
            + path.replace(" ", "%20")
            + (query.isEmpty() ? "" : separator + Template.form(query));
    try {
      URI address = URI.create(text);
      if (address.getHost() == null) {
        throw IngestFaults.addressInvalid(Credentials.shown(text));
      }
      return address;
    } catch (IllegalArgumentException e) {
      throw IngestFaults.addressInvalid(Credentials.shown(text));
    }
  }

  /** The address that an answer named; it must lead to the same system. */
  URI next(URI from, String named) {
    URI next;
    try {
      next = from.resolve(named.replace(" ", "%20"));
    } catch (IllegalArgumentException e) {
      throw IngestFaults.addressInvalid(Credentials.shown(named));
    }
    URI home = URI.create(base);
    boolean same =
        String.valueOf(home.getScheme()).equalsIgnoreCase(next.getScheme())
            && String.valueOf(home.getHost()).equalsIgnoreCase(next.getHost())
            && home.getPort() == next.getPort();
    if (!same) {
      throw IngestFaults.addressElsewhere(
          Credentials.shown(base), Credentials.shown(next.toString()));
    }
    return next;
  }

  private static String json(@Nullable Object tree) {
    try {
      return MAPPER.writeValueAsString(tree);
    } catch (JacksonException e) {
      throw new IllegalStateException("A tree of texts and numbers is always JSON", e);
    }
  }

  /**
   * Sends a request and writes the answer to a file as it came.
   *
   * @return the answer, which tells no error; missing where the system says that there is nothing
   * @throws Fault when it was refused, or was sent as often as it may be
   */
  JsonNode send(String source, Request request, List<DocumentShape.ErrorRule> errors, Path file) {
    try {
      return Retry.of(source, retries())
          .executeCallable(() -> inSession(source, request, errors, file));
    } catch (Fault e) {
      throw e;
    } catch (Again e) {
      throw IngestFaults.systemFailed(
          source, shown(request), pace.attempts(), credentials.hide(e.getMessage()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while reading " + source, e);
    } catch (Exception e) {
      throw new IllegalStateException(credentials.hide("Reading " + source + ": " + e), null);
    }
  }

  /** A failure that may be over when the request is sent again. */
  private static final class Again extends Exception {
    private static final long serialVersionUID = 1;
    private final transient Optional<Duration> wait;

    Again(String message, Optional<Duration> wait) {
      super(message);
      this.wait = wait;
    }
  }

  /** The system no longer knows the session. */
  private static final class SessionLost extends Exception {
    private static final long serialVersionUID = 1;

    SessionLost(String message) {
      super(message);
    }
  }

  private RetryConfig retries() {
    return RetryConfig.<JsonNode>custom()
        .maxAttempts(pace.attempts())
        .retryOnException(Again.class::isInstance)
        .intervalBiFunction(
            (attempt, outcome) ->
                outcome.isLeft() && outcome.getLeft() instanceof Again again
                    ? again.wait.map(Duration::toMillis).orElseGet(() -> BACKOFF.apply(attempt))
                    : BACKOFF.apply(attempt))
        .build();
  }

  private JsonNode inSession(
      String source, Request request, List<DocumentShape.ErrorRule> errors, Path file)
      throws Again, InterruptedException {
    openSession(source, file);
    try {
      return once(source, request, errors, file);
    } catch (SessionLost lost) {
      if (login.path().isEmpty()) {
        throw IngestFaults.accessRefused(
            source, shown(request), credentials.hide(lost.getMessage()));
      }
    }
    closeSession();
    openSession(source, file);
    try {
      return once(source, request, errors, file);
    } catch (SessionLost lost) {
      throw IngestFaults.accessRefused(source, shown(request), credentials.hide(lost.getMessage()));
    }
  }

  private void closeSession() {
    sessionOpen = false;
    token = null;
    cookies.getCookieStore().removeAll();
  }

  private void openSession(String source, Path file) throws Again, InterruptedException {
    if (sessionOpen || login.path().isEmpty()) {
      return;
    }
    Template template = new Template(known(null));
    String server = login.server().isEmpty() ? base : template.text(login.server());
    Request request =
        new Request(
            login.method(),
            address(server.replaceAll("/+$", ""), template.path(login.path()), Map.of()),
            Map.of(),
            login.body(),
            login.form(),
            Map.of(),
            false);
    try {
      JsonNode answer = once(source, request, login.errors(), file);
      if (!login.tokenAt().isEmpty()) {
        JsonNode found = Way.follow(answer, login.tokenAt());
        if (Way.text(found).isEmpty()) {
          throw IngestFaults.tokenMissing(shown(request), login.tokenAt());
        }
        credentials.learn(Way.text(found));
        token = found.isIntegralNumber() ? found.longValue() : Way.text(found);
      }
      cookies.getCookieStore().getCookies().stream()
          .map(HttpCookie::getValue)
          .forEach(credentials::learn);
      sessionOpen = true;
    } catch (SessionLost refused) {
      throw IngestFaults.accessRefused(
          source, shown(request), credentials.hide(refused.getMessage()));
    } finally {
      delete(file);
    }
  }

  /** What came with a login is no data and may hold a token. */
  private static void delete(Path file) {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw IngestFaults.notKept(file.toString(), e);
    }
  }

  /**
   * What a login, its headers and the body of a request may name; a secret is asked for only where
   * it is named.
   */
  private Map<String, Object> known(@Nullable Object body) {
    Map<String, Object> values = new LinkedHashMap<>(settings);
    values.put("base", base);
    String wanted =
        login.headers().values()
            + String.valueOf(login.query().values())
            + String.valueOf(login.body())
            + String.valueOf(body);
    if (wanted.contains("{user}")) {
      values.put("user", credentials.neededUser());
    }
    if (wanted.contains("{secret}")) {
      values.put("secret", credentials.neededSecret());
    }
    if (token != null) {
      values.put("token", token);
    }
    return values;
  }

  private static Map<String, String> form(@Nullable Object body) {
    Map<String, String> entries = new LinkedHashMap<>();
    if (body instanceof Map<?, ?> map) {
      map.forEach((name, value) -> entries.put(String.valueOf(name), String.valueOf(value)));
    }
    return entries;
  }

  /** The address with more of a query. */
  private static URI with(URI address, Map<String, String> query) {
    return query.isEmpty()
        ? address
        : URI.create(address + (address.getRawQuery() == null ? "?" : "&") + Template.form(query));
  }

  private JsonNode once(
      String source, Request request, List<DocumentShape.ErrorRule> errors, Path file)
      throws Again, SessionLost, InterruptedException {
    limiter.ifPresent(RateLimiter::waitForPermission);
    HttpResponse<Path> response = exchange(source, request, file);
    int status = response.statusCode();
    if (status == 401) {
      throw new SessionLost("401 " + beginning(file));
    }
    if (status == 429 || status == 408 || status >= 500) {
      throw new Again(status + " " + beginning(file), retryAfter(source, request, response));
    }
    if (status / 100 == 3) {
      throw IngestFaults.systemRedirects(
          shown(request), Credentials.shown(response.headers().firstValue("location").orElse("?")));
    }
    if (status == 404 && request.mayBeGone()) {
      return MissingNode.getInstance();
    }
    if (status / 100 != 2) {
      throw IngestFaults.systemRefused(
          source, shown(request), status, credentials.hide(beginning(file)));
    }
    JsonNode answer;
    try {
      answer = MAPPER.readTree(file.toFile());
    } catch (JacksonException e) {
      throw new Again("the answer is no whole JSON: " + e.getOriginalMessage(), Optional.empty());
    } catch (IOException e) {
      throw IngestFaults.unreadable(file.toString(), e);
    }
    if (answer.isMissingNode()) {
      throw new Again("the answer is empty", Optional.empty());
    }
    for (FetchSpec.Login.Lost lost : login.lost()) {
      String found = Way.text(Way.follow(answer, lost.at()));
      if (found.contains(lost.contains())) {
        throw new SessionLost(found);
      }
    }
    ToldError.in(answer, errors)
        .ifPresent(
            error -> {
              throw IngestFaults.sourceToldError(
                  String.valueOf(file.getFileName()),
                  error.at(),
                  credentials.hide(error.value()),
                  credentials.hide(error.message()));
            });
    return answer;
  }

  private HttpResponse<Path> exchange(String source, Request request, Path file)
      throws Again, InterruptedException {
    CompletableFuture<HttpResponse<Path>> answer =
        client.sendAsync(ready(request), info -> new FileBody(file, PAGE_BYTES));
    try {
      // Waited for to the last byte; the client's own timeout ends with the headers.
      return answer.get(pace.timeout().toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      answer.cancel(true);
      throw new Again("no answer within " + pace.timeout().toSeconds() + " s", Optional.empty());
    } catch (ExecutionException e) {
      for (Throwable at = e.getCause(); at != null; at = at.getCause()) {
        if (at instanceof FileBody.TooLarge) {
          throw IngestFaults.pageTooLarge(source, shown(request), PAGE_BYTES >> 20);
        }
      }
      Throwable cause = e.getCause() == null ? e : e.getCause();
      throw new Again(
          cause.getClass().getSimpleName() + ": " + cause.getMessage(), Optional.empty());
    }
  }

  private HttpRequest ready(Request request) {
    Map<String, String> headers = new LinkedHashMap<>();
    headers.put("Accept", "application/json");
    Map<String, Object> values = known(request.body());
    headers.putAll(new Template(values).entries(login.headers()));
    Map<String, String> query = new Template(values).entries(login.query());
    values.putAll(request.values());
    HttpRequest.BodyPublisher sent = HttpRequest.BodyPublishers.noBody();
    if (request.form() && request.method().equals("GET")) {
      query.putAll(form(new Template(values).tree(request.body())));
    } else if (request.body() != null) {
      headers.putIfAbsent(
          "Content-Type",
          request.form() ? "application/x-www-form-urlencoded" : "application/json; charset=utf-8");
      Object body = new Template(values).tree(request.body());
      sent =
          HttpRequest.BodyPublishers.ofString(
              request.form() ? Template.form(form(body)) : json(body), StandardCharsets.UTF_8);
    }
    headers.putAll(request.headers());
    HttpRequest.Builder builder = HttpRequest.newBuilder(with(request.address(), query));
    headers.forEach(builder::setHeader);
    return builder.method(request.method(), sent).build();
  }

  private Optional<Duration> retryAfter(
      String source, Request request, HttpResponse<Path> response) {
    Optional<Duration> wait =
        response.headers().firstValue("retry-after").flatMap(Exchange::duration);
    if (wait.isPresent() && wait.get().compareTo(LONGEST_WAIT) > 0) {
      throw IngestFaults.systemBusy(source, shown(request), wait.get().toMinutes());
    }
    return wait;
  }

  /** Seconds, or a day and time. */
  private static Optional<Duration> duration(String retryAfter) {
    if (retryAfter.matches("\\d{1,9}")) {
      return Optional.of(Duration.ofSeconds(Long.parseLong(retryAfter)));
    }
    try {
      Instant then =
          ZonedDateTime.parse(retryAfter, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant();
      Duration wait = Duration.between(Instant.now(), then);
      return Optional.of(wait.isNegative() ? Duration.ZERO : wait);
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** Secrets are hidden before it is cut, so that no half of one is left. */
  private String beginning(Path file) {
    if (!Files.isRegularFile(file)) {
      return "";
    }
    try (var in = Files.newInputStream(file)) {
      String text =
          credentials
              .hide(new String(in.readNBytes(READ_OF_AN_ANSWER), StandardCharsets.UTF_8))
              .replaceAll("\\s+", " ")
              .strip();
      return text.substring(0, Math.min(text.length(), SHOWN_OF_AN_ANSWER));
    } catch (IOException e) {
      return "";
    }
  }

  private static String shown(Request request) {
    return Credentials.shown(request.address().toString());
  }
}
