package io.duecast.ingest.connector;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;

/** Patterns of names as a shell has them: {@code *}, {@code ?}, {@code [a-z]}, {@code {a,b}}. */
public final class NamePatterns {

  private final List<PathMatcher> patterns;

  public NamePatterns(Collection<String> patterns) {
    this.patterns =
        patterns.stream()
            .map(pattern -> FileSystems.getDefault().getPathMatcher("glob:" + pattern))
            .toList();
  }

  /** Every pattern with each of the alternatives that it has in braces. */
  static List<String> writtenOut(Collection<String> patterns) {
    List<String> written = new ArrayList<>();
    for (String pattern : patterns) {
      int open = pattern.indexOf('{');
      int close = pattern.indexOf('}', open);
      if (open < 0 || close < 0) {
        written.add(pattern);
        continue;
      }
      for (String one : pattern.substring(open + 1, close).split(",", -1)) {
        written.addAll(
            writtenOut(List.of(pattern.substring(0, open) + one + pattern.substring(close + 1))));
      }
    }
    return written;
  }

  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Whether one of them fits the whole name, which may be a heading: slashes part nothing. */
  public boolean fit(String name) {
    Path path = Path.of(name.replace('/', '_'));
    return patterns.stream().anyMatch(pattern -> pattern.matches(path));
  }
}
