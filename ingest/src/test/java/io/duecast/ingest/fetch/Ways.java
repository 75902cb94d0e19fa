package io.duecast.ingest.fetch;

import io.duecast.command.CommonOptions;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.land.Extract;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A connector of a test's own, and what it brings in. */
final class Ways {

  private Ways() {}

  /** A connector that says of its sources what the test wants to see. */
  static Connector connector(Path folder, String yaml) {
    try {
      Files.createDirectories(folder);
      Files.writeString(
          folder.resolve("connector.yaml"),
          """
          name: own
          label: {zh: 自己的, en: Own}
          source_system: own
          directions: [purchase]
          """
              + yaml);
      Files.writeString(folder.resolve("order_lines.sql"), "SELECT 1");
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return Connectors.find(folder.toString());
  }

  static Fetch fetch(Connector connector, Map<String, String> environment, Path... drivers) {
    return new Fetch(
        connector,
        new Access(Optional.empty(), Optional.empty(), List.of(drivers), environment::get),
        new CommonOptions().terminal());
  }

  /** The texts of the files by their names in the extract. */
  static Map<String, String> texts(Fetched fetched) {
    Map<String, String> texts = new LinkedHashMap<>();
    for (Extract.Item item : fetched.extract().files()) {
      try {
        texts.put(item.name(), Files.readString(item.path()));
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
    return texts;
  }
}
