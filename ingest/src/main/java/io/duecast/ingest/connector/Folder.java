package io.duecast.ingest.connector;

import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The files of a connector, shipped or the user's own. */
interface Folder {

  String location();

  /** A file's text, or nothing when it is not there. */
  Optional<String> read(String file);

  /** Names of the SQL files, where the place can be listed; the shipped ones are tested instead. */
  List<String> sqlFiles();

  static Folder shipped(String name) {
    return new Folder() {
      @Override
      public String location() {
        return name;
      }

      @Override
      public Optional<String> read(String file) {
        return resource("connectors/" + name + "/" + file);
      }

      @Override
      public List<String> sqlFiles() {
        return List.of();
      }
    };
  }

  static Folder at(Path directory) {
    return new Folder() {
      @Override
      public String location() {
        return directory.toString();
      }

      @Override
      public Optional<String> read(String file) {
        Path path = directory.resolve(file);
        if (!Files.isRegularFile(path)) {
          return Optional.empty();
        }
        try {
          return Optional.of(Files.readString(path));
        } catch (IOException e) {
          throw IngestFaults.unreadable(path.toString(), e);
        }
      }

      @Override
      public List<String> sqlFiles() {
        try (Stream<Path> files = Files.list(directory)) {
          return files
              .map(file -> String.valueOf(file.getFileName()))
              .filter(name -> name.endsWith(".sql"))
              .sorted()
              .toList();
        } catch (IOException e) {
          throw IngestFaults.unreadable(directory.toString(), e);
        }
      }
    };
  }

  /** A file that ships with ingest. */
  static Optional<String> resource(String path) {
    try (InputStream in = Folder.class.getClassLoader().getResourceAsStream(path)) {
      return in == null
          ? Optional.empty()
          : Optional.of(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw IngestFaults.unreadable(path, e);
    }
  }
}
