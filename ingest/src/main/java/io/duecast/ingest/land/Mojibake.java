package io.duecast.ingest.land;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Recognises text that was once decoded in the wrong encoding and saved like that. */
final class Mojibake {

  private static final Charset WINDOWS = Charset.forName("windows-1252");
  private static final Pattern FOREIGN = Pattern.compile("[^\\x00-\\x7F]{2,}");

  private Mojibake() {}

  /** The first garbled run, if any: replacement marks, or UTF-8 bytes shown as Western letters. */
  static Optional<String> find(String text) {
    if (text.contains("锟斤拷")) {
      return Optional.of("锟斤拷");
    }
    // The head may end inside a character, whose replacement mark is not the file's.
    int mark = text.indexOf('\uFFFD');
    if (mark >= 0 && mark < text.length() - 3) {
      return Optional.of("\uFFFD");
    }
    Matcher matcher = FOREIGN.matcher(text);
    while (matcher.find()) {
      if (isUtf8ReadAsWestern(matcher.group())) {
        return Optional.of(matcher.group());
      }
    }
    return Optional.empty();
  }

  private static boolean isUtf8ReadAsWestern(String run) {
    try {
      ByteBuffer bytes = WINDOWS.newEncoder().encode(CharBuffer.wrap(run));
      StandardCharsets.UTF_8.newDecoder().decode(bytes);
      return true;
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
