package io.duecast.service.http;

import io.duecast.service.fault.ServiceFaults;
import io.javalin.http.Context;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The query parameters of a request; an empty one counts as absent. */
public final class Parameters {

  private final Map<String, List<String>> given;

  private Parameters(Map<String, List<String>> given) {
    this.given = given;
  }

  /** Parameters of the API: one that is not known is refused. */
  public static Parameters strict(Context http, Collection<String> known) {
    Map<String, List<String>> given = http.queryParamMap();
    for (Map.Entry<String, List<String>> parameter : given.entrySet()) {
      if (!known.contains(parameter.getKey())) {
        throw ServiceFaults.unknownParameter(parameter.getKey(), known);
      }
      if (parameter.getValue().size() > 1) {
        throw ServiceFaults.repeatedParameter(parameter.getKey());
      }
    }
    return new Parameters(given);
  }

  /** Parameters of a page: links from elsewhere may carry others. */
  public static Parameters lenient(Context http) {
    return new Parameters(http.queryParamMap());
  }

  public @Nullable String text(String name) {
    List<String> values = given.get(name);
    return values == null || values.isEmpty() || values.get(0).isBlank()
        ? null
        : values.get(0).strip();
  }

  public @Nullable LocalDate date(String name) {
    String text = text(name);
    if (text == null) {
      return null;
    }
    try {
      return LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw ServiceFaults.notADate(name, text);
    }
  }

  /** A whole number within bounds. */
  public int number(String name, int absent, int least, int most) {
    String text = text(name);
    if (text == null) {
      return absent;
    }
    try {
      int number = Integer.parseInt(text);
      if (number >= least && number <= most) {
        return number;
      }
    } catch (NumberFormatException e) {
      throw ServiceFaults.notANumber(name, text, least, most);
    }
    throw ServiceFaults.notANumber(name, text, least, most);
  }

  /** One of several words. */
  public @Nullable String choice(String name, Collection<String> allowed) {
    String text = text(name);
    if (text != null && !allowed.contains(text)) {
      throw ServiceFaults.wrongValue(name, text, allowed);
    }
    return text;
  }
}
