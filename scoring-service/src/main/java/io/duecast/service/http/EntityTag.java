package io.duecast.service.http;

import io.duecast.contract.Sha256;
import io.javalin.http.Context;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/** Entity tags: the same run and the same question give the same answer. */
final class EntityTag {

  private EntityTag() {}

  /**
   * Notes the tag of the answer; true when the caller already has that answer, which is then a 304
   * without body.
   *
   * @param parts everything that the answer depends on
   */
  static boolean matches(Context http, String... parts) {
    String tag = "\"" + hash(String.join("\n", parts)) + "\"";
    http.header("ETag", tag);
    http.header("Cache-Control", "private, no-cache");
    http.header("Vary", "Accept, Accept-Language, Cookie");
    String known = http.header("If-None-Match");
    boolean same =
        known != null
            && Arrays.stream(known.split(","))
                .map(String::strip)
                .anyMatch(one -> one.equals("*") || one.replaceFirst("^W/", "").equals(tag));
    if (same) {
      http.status(304);
    }
    return same;
  }

  private static String hash(String text) {
    return Sha256.hex(text.getBytes(StandardCharsets.UTF_8)).substring(0, 24);
  }
}
