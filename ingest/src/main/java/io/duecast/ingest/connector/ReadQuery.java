package io.duecast.ingest.connector;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * SQL that only reads. Parameters such as {@code :company} have become question marks; their values
 * are bound and never written into the text.
 *
 * @param parameters names in the order of the question marks
 */
public record ReadQuery(String sql, List<String> parameters) {

  /** Quoted texts, quoted names and comments: what stands in them is no SQL of ours to judge. */
  private static final Pattern PIECE =
      Pattern.compile(
          "'(?:[^']|'')*'|\"(?:[^\"]|\"\")*\"|`[^`]*`|\\[[^\\]\\d][^\\]]*\\]|--[^\\n]*|/\\*.*?\\*/"
              + "|::|:[A-Za-z_][A-Za-z0-9_]*|[\\p{L}_][\\p{L}\\p{N}_$#]*|.",
          Pattern.DOTALL);

  private static final Set<String> WRITES =
      Set.of(
          "insert",
          "update",
          "delete",
          "merge",
          "into",
          "create",
          "alter",
          "drop",
          "truncate",
          "grant",
          "revoke",
          "deny",
          "exec",
          "execute",
          "call",
          "set",
          "attach",
          "pragma",
          "shutdown");

  /** Of the words above those that are functions too, where a bracket follows. */
  private static final Set<String> FUNCTIONS = Set.of("insert", "truncate");

  public ReadQuery {
    parameters = List.copyOf(parameters);
  }

  /** A whole statement: one SELECT. */
  static ReadQuery statement(String text, List<String> problems) {
    String trimmed = text.strip();
    while (trimmed.endsWith(";")) {
      trimmed = trimmed.substring(0, trimmed.length() - 1).stripTrailing();
    }
    ReadQuery query = read(trimmed, problems);
    String first = firstWord(trimmed);
    if (!first.equals("select") && !first.equals("with")) {
      problems.add("only one SELECT is allowed, and this begins with " + first);
    }
    return query;
  }

  /** A condition. */
  static ReadQuery condition(String text, List<String> problems) {
    return read(text.strip(), problems);
  }

  private static String firstWord(String text) {
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      String found = piece.group();
      if (!found.isBlank() && !isComment(found) && !found.equals("(")) {
        return found.toLowerCase(Locale.ROOT);
      }
    }
    return "nothing";
  }

  private static boolean isComment(String piece) {
    return piece.startsWith("--") || piece.startsWith("/*");
  }

  private static ReadQuery read(String text, List<String> problems) {
    StringBuilder sql = new StringBuilder();
    List<String> parameters = new ArrayList<>();
    boolean asked = false;
    int depth = 0;
    Matcher piece = PIECE.matcher(text);
    while (piece.find()) {
      String found = piece.group();
      if (isComment(found)) {
        sql.append(' ');
        continue;
      }
      if (found.length() > 1 && found.charAt(0) == ':' && !found.equals("::")) {
        parameters.add(found.substring(1));
        sql.append('?');
        continue;
      }
      String word = found.toLowerCase(Locale.ROOT);
      depth += word.equals("(") ? 1 : word.equals(")") ? -1 : 0;
      asked |= word.equals("?");
      if (word.equals(";")) {
        problems.add("only one statement is allowed");
      } else if (word.equals("'") || word.equals("\"") || word.equals("`")) {
        problems.add("a quote never closes");
      } else if (depth < 0) {
        problems.add("a bracket closes that never opened");
        depth = 0;
      } else if (WRITES.contains(word)
          && !(FUNCTIONS.contains(word) && isCalled(text, piece.end()))) {
        problems.add("only reading is allowed, not " + found);
      }
      sql.append(found);
    }
    if (depth > 0) {
      problems.add("a bracket never closes");
    }
    if (asked && !parameters.isEmpty()) {
      problems.add("a ? cannot stand beside named parameters");
    }
    return new ReadQuery(sql.toString(), parameters);
  }

  private static boolean isCalled(String text, int end) {
    return text.substring(end).stripLeading().startsWith("(");
  }
}
