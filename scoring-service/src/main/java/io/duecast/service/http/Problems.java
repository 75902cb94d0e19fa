package io.duecast.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.service.fault.ServiceFaults;
import io.javalin.config.JavalinConfig;
import io.javalin.http.Context;
import io.javalin.http.HttpResponseException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Faults as problem documents (RFC 9457) on the API, as pages elsewhere. */
public final class Problems {

  private static final Logger LOG = LoggerFactory.getLogger(Problems.class);

  /** Shows a fault to a person. */
  @FunctionalInterface
  public interface FaultPage {
    void show(Context http, Fault fault);
  }

  /**
   * A problem document.
   *
   * @param type stable address of the kind of problem
   */
  public record Problem(String type, String title, int status, String code, String detail) {}

  private final FaultPage page;

  private Problems(FaultPage page) {
    this.page = page;
  }

  /** Registers the handlers. */
  public static void install(JavalinConfig config, FaultPage page) {
    Problems problems = new Problems(page);
    config.routes.exception(Exception.class, (e, http) -> problems.answer(http, fault(http, e)));
    config.routes.error(
        404,
        http -> {
          if (http.res().getHeader(MARK) == null) {
            problems.answer(http, ServiceFaults.noRoute(http.method().name(), http.path()));
          }
        });
  }

  /** Marks answers that are already problems, so that they are not answered twice. */
  private static final String MARK = "Duecast-Fault";

  static Problem of(Fault fault, Text.Language language) {
    FaultCode code = fault.code();
    return new Problem(
        "urn:duecast:fault:" + code.name().toLowerCase(java.util.Locale.ROOT).replace('_', '-'),
        code.title().in(language),
        code.httpStatus(),
        code.name(),
        fault.text().in(language));
  }

  private void answer(Context http, Fault fault) {
    http.status(fault.code().httpStatus());
    http.header(MARK, fault.code().name());
    http.res().setHeader("ETag", null);
    http.res().setHeader("Content-Disposition", null);
    if (fault.code() == FaultCode.OVERLOADED) {
      http.header("Retry-After", "5");
    }
    if (isApi(http.path())) {
      try {
        http.result(Json.MAPPER.writeValueAsBytes(of(fault, Languages.of(http))));
        http.contentType("application/problem+json; charset=utf-8");
      } catch (JsonProcessingException e) {
        throw new IllegalStateException("A problem is not writable as JSON", e);
      }
    } else {
      page.show(http, fault);
    }
  }

  static boolean isApi(String path) {
    return path.startsWith("/v1/") || path.equals("/v1") || path.startsWith("/openapi");
  }

  /** Any exception as the fault it stands for; an unknown one is logged. */
  private static Fault fault(Context http, Exception exception) {
    Fault known = known(exception);
    if (known != null) {
      if (known.code() == FaultCode.INTERNAL) {
        LOG.error("{} {} failed", http.method(), http.path(), exception);
      }
      return known;
    }
    if (exception instanceof HttpResponseException refused) {
      return switch (refused.getStatus()) {
        case 404 -> ServiceFaults.noRoute(http.method().name(), http.path());
        case 413 -> ServiceFaults.bodyTooLarge(http.contentLength(), http.contentLength());
        default ->
            new Fault(
                FaultCode.BAD_ARGUMENT,
                Text.of(
                    "请求无效：" + refused.getMessage(),
                    "The request is wrong: " + refused.getMessage()));
      };
    }
    LOG.error("{} {} failed", http.method(), http.path(), exception);
    return internal();
  }

  static Fault internal() {
    return new Fault(
        FaultCode.INTERNAL,
        Text.of(
            "服务内部出错，详情已写入日志。请稍后再试；若仍出现，请附上时间联系管理员。",
            "Something failed inside the service; the log has the details. Try again, and tell the administrator the time if it stays."));
  }

  /** The first fault in the chain of causes. */
  private static @Nullable Fault known(Throwable exception) {
    for (Throwable at = exception; at != null; at = at.getCause()) {
      if (at instanceof Fault fault) {
        return fault;
      }
    }
    return null;
  }
}
