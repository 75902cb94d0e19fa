package io.duecast.service.http;

import io.duecast.service.fault.ServiceFaults;
import io.javalin.http.Context;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A format in which an answer can be had. */
enum Format {
  JSON("application/json"),
  CSV("text/csv"),
  XLSX("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
  PARQUET("application/vnd.apache.parquet");

  private final String mediaType;

  Format(String mediaType) {
    this.mediaType = mediaType;
  }

  /** Name in addresses, and the end of file names. */
  String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  String mediaType() {
    return mediaType;
  }

  static List<String> codes() {
    return Arrays.stream(values()).map(Format::code).toList();
  }

  /** The format that a code names; null for none. */
  static @Nullable Format named(@Nullable String code) {
    return code == null ? null : valueOf(code.toUpperCase(Locale.ROOT));
  }

  /**
   * The first format of the Accept header that is offered; JSON without one.
   *
   * @throws io.duecast.contract.fault.Fault NOT_ACCEPTABLE when none is offered
   */
  static Format accepted(Context http, Format... offered) {
    String accept = http.header("Accept");
    if (accept == null) {
      return JSON;
    }
    for (String range : accept.split(",")) {
      Optional<Format> format = of(range.split(";")[0].strip(), offered);
      if (format.isPresent()) {
        return format.get();
      }
    }
    throw ServiceFaults.notAcceptable(
        accept, Arrays.stream(offered).map(Format::mediaType).toList());
  }

  private static Optional<Format> of(String range, Format... offered) {
    return switch (range) {
      case "application/*", "*/*" -> Optional.of(JSON);
      case "text/*" -> of(CSV.mediaType, offered);
      default ->
          Arrays.stream(offered).filter(format -> format.mediaType.equals(range)).findFirst();
    };
  }
}
