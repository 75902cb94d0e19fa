package io.duecast.ingest.connector;

import io.duecast.ingest.fault.IngestFaults;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Finds connectors by name or by path. */
public final class Connectors {

  private Connectors() {}

  /** Names of the connectors that ship. */
  public static List<String> shipped() {
    return Folder.resource("connectors/shipped").orElse("").lines().sorted().toList();
  }

  /** A shipped connector by its name, or the user's own by its folder, with its defaults. */
  public static Connector find(String nameOrFolder) {
    return find(nameOrFolder, Choices.NONE);
  }

  /** A connector as the user set it. */
  public static Connector find(String nameOrFolder, Choices choices) {
    if (shipped().contains(nameOrFolder)) {
      return ConnectorFile.read(Folder.shipped(nameOrFolder), choices);
    }
    Path path = Path.of(nameOrFolder);
    if (Files.isRegularFile(path.resolve(ConnectorFile.NAME))) {
      return ConnectorFile.read(Folder.at(path), choices);
    }
    if (Files.isDirectory(path)) {
      throw IngestFaults.connectorInvalid(
          nameOrFolder, List.of("the folder has no " + ConnectorFile.NAME));
    }
    throw IngestFaults.connectorUnknown(nameOrFolder, shipped());
  }
}
