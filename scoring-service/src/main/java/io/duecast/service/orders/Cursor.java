package io.duecast.service.orders;

import io.duecast.contract.Sha256;
import io.duecast.service.fault.ServiceFaults;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;

/** The place where the next page starts, bound to run, filter and sort order. */
final class Cursor {

  private static final String SEPARATOR = "\n";

  private Cursor() {}

  static String write(String runId, OrderQuery query, long offset) {
    String text = String.join(SEPARATOR, runId, fingerprint(query), Long.toString(offset));
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }

  /**
   * Rows before the page; 0 without cursor.
   *
   * @throws io.duecast.contract.fault.Fault STALE_CURSOR for another run, filter or sort order
   */
  static long offset(@Nullable String cursor, String runId, OrderQuery query) {
    if (cursor == null) {
      return 0;
    }
    String[] parts;
    long offset;
    try {
      parts =
          new String(Base64.getUrlDecoder().decode(cursor), StandardCharsets.UTF_8)
              .split(SEPARATOR, -1);
      offset = parts.length == 3 ? Long.parseLong(parts[2]) : -1;
    } catch (IllegalArgumentException e) {
      throw ServiceFaults.cursorDamaged();
    }
    if (offset < 0) {
      throw ServiceFaults.cursorDamaged();
    }
    if (!parts[0].equals(runId) || !parts[1].equals(fingerprint(query))) {
      throw ServiceFaults.cursorStale(parts[0], runId);
    }
    return offset;
  }

  static String fingerprint(OrderQuery query) {
    return Sha256.hex(
            (query.filter().text() + SEPARATOR + query.sort() + query.descending())
                .getBytes(StandardCharsets.UTF_8))
        .substring(0, 16);
  }
}
