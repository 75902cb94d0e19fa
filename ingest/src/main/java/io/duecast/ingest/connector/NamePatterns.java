package io.duecast.ingest.connector;

import java.nio.file.FileSystems;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
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

  public boolean isEmpty() {
    return patterns.isEmpty();
  }

  /** Whether one of them fits the whole name, which may be a heading: slashes part nothing. */
  public boolean fit(String name) {
    Path path = Path.of(name.replace('/', '_'));
    return patterns.stream().anyMatch(pattern -> pattern.matches(path));
  }
}
