package io.duecast.ingest.fetch;

import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.NamePatterns;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.land.TemporaryFolder;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.PathMatcher;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import java.util.stream.Collectors;

/** Files that are there already: one, those of a folder or a pattern, or what an archive holds. */
final class FileSearch {

  private static final String GZIP = ".gz";

  private final Connector connector;
  private final NamePatterns known;

  FileSearch(Connector connector) {
    this.connector = connector;
    this.known =
        new NamePatterns(
            connector.sources().stream().flatMap(source -> source.files().stream()).toList());
  }

  /** Finds the files; archives are unpacked into a folder that goes with the extract. */
  Fetched find(String input) {
    Path path;
    try {
      path = Path.of(input);
    } catch (InvalidPathException e) {
      throw IngestFaults.inputMissing(input);
    }
    if (Files.isRegularFile(path)) {
      return file(path);
    }
    if (Files.isDirectory(path)) {
      return unpacked(new Extract(input, Fetched.items(path), false));
    }
    if (input.matches(".*[*?\\[{].*")) {
      return unpacked(glob(input));
    }
    throw IngestFaults.inputMissing(input);
  }

  private Fetched file(Path path) {
    String name = String.valueOf(path.getFileName());
    if (!isKnown(name) && name.toLowerCase(Locale.ROOT).endsWith(".zip")) {
      Path folder = TemporaryFolder.create(Fetched.FOLDER);
      try {
        new Unpacking(Unpacking.Limits.USUAL).zip(path, folder);
        List<Extract.Item> files = Fetched.items(folder);
        return new Fetched(
            new Extract(path.toString(), files, files.size() == 1), Map.of(), folder);
      } catch (RuntimeException e) {
        TemporaryFolder.delete(folder);
        throw e;
      }
    }
    return unpacked(new Extract(path.toString(), List.of(new Extract.Item(path, name)), true));
  }

  private Extract glob(String input) {
    Path pattern = Path.of(input).toAbsolutePath().normalize();
    Path base = pattern.getRoot();
    for (Path part : pattern) {
      if (base == null || part.toString().matches(".*[*?\\[{].*")) {
        break;
      }
      base = base.resolve(part);
    }
    if (base == null || !Files.isDirectory(base)) {
      throw IngestFaults.inputMissing(input);
    }
    PathMatcher matcher;
    try {
      matcher = FileSystems.getDefault().getPathMatcher("glob:" + pattern);
    } catch (PatternSyntaxException e) {
      throw IngestFaults.inputMissing(input);
    }
    Path from = base;
    List<Extract.Item> files =
        Fetched.items(base).stream()
            .filter(item -> matcher.matches(from.resolve(item.name())))
            .toList();
    if (files.isEmpty()) {
      throw IngestFaults.inputMissing(input);
    }
    return new Extract(input, files, true);
  }

  /** Unpacks gzipped files that the connector does not read as they are. */
  private Fetched unpacked(Extract extract) {
    Set<String> names =
        extract.files().stream().map(Extract.Item::name).collect(Collectors.toSet());
    List<Extract.Item> files = new ArrayList<>();
    Path folder = null;
    try {
      for (Extract.Item item : extract.files()) {
        if (!isPacked(extract, item) || names.contains(withoutGzip(item.name()))) {
          files.add(item);
          continue;
        }
        folder = folder == null ? TemporaryFolder.create(Fetched.FOLDER) : folder;
        Path target = folder.resolve(withoutGzip(item.name()));
        new Unpacking(Unpacking.Limits.USUAL).gzip(item.path(), target);
        files.add(new Extract.Item(target, withoutGzip(item.name())));
      }
    } catch (RuntimeException e) {
      if (folder != null) {
        TemporaryFolder.delete(folder);
      }
      throw e;
    }
    return new Fetched(new Extract(extract.shown(), files, extract.chosen()), Map.of(), folder);
  }

  private boolean isPacked(Extract extract, Extract.Item item) {
    return item.name().toLowerCase(Locale.ROOT).endsWith(GZIP)
        && !isKnown(item.name())
        && (isKnown(withoutGzip(item.name()))
            || (extract.chosen() && connector.sources().size() == 1));
  }

  private boolean isKnown(String name) {
    return known.fit(String.valueOf(Path.of(name).getFileName()));
  }

  private static String withoutGzip(String name) {
    return name.toLowerCase(Locale.ROOT).endsWith(GZIP)
        ? name.substring(0, name.length() - GZIP.length())
        : name;
  }
}
