package io.duecast.ingest.land;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.contract.Sha256;
import io.duecast.contract.lake.Lake;
import io.duecast.delta.OwnFolder;
import io.duecast.ingest.connector.Choices;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.hadoop.conf.Configuration;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.jspecify.annotations.Nullable;

/** Keeps with each load what is needed to do it again, and finds it there. */
public final class Manifests {

  private static final String MANIFEST = "manifest.json";
  private static final String CONNECTOR = "connector";
  private static final String OWN_DAYS = "own-days.csv";
  private static final String SITES = "sites";
  private static final String CORRECTIONS = "corrections";

  private final Lake lake;
  private final Configuration hadoop;
  private final ObjectMapper mapper = new ObjectMapper();

  public Manifests(Lake lake, Configuration hadoop) {
    this.lake = lake;
    this.hadoop = hadoop;
  }

  /**
   * Writes a manifest and what belongs to it; the manifest itself comes last. Corrections tell
   * names of people, and so the folder of all manifests is for its owner only.
   *
   * @param corrections the user's file, or null
   */
  public void keep(
      LoadManifest manifest, Connector.Origin connector, java.nio.file.@Nullable Path corrections) {
    String folder = lake.manifest(manifest.loadId());
    try {
      Path root = new Path(lake.manifests());
      OwnFolder.make(root.getFileSystem(hadoop), root);
      for (Map.Entry<String, String> file : connector.files().entrySet()) {
        write(new Path(folder, CONNECTOR + "/" + file.getKey()), bytes(file.getValue()));
      }
      if (connector.ownDays() != null) {
        write(new Path(folder, OWN_DAYS), bytes(connector.ownDays()));
      }
      for (Map.Entry<String, String> file : connector.sites().entrySet()) {
        write(new Path(folder, SITES + "/" + file.getKey()), bytes(file.getValue()));
      }
      if (corrections != null) {
        write(
            new Path(folder, CORRECTIONS + "/" + corrections.getFileName()),
            Files.readAllBytes(corrections));
      }
      write(
          new Path(folder, MANIFEST),
          mapper.writerWithDefaultPrettyPrinter().writeValueAsBytes(manifest));
    } catch (IOException e) {
      throw IngestFaults.notKept(folder, e);
    }
  }

  /** The manifest of a load; none where it was made before manifests were kept. */
  public Optional<LoadManifest> find(String loadId) {
    Path path = new Path(lake.manifest(loadId), MANIFEST);
    try {
      FileSystem files = path.getFileSystem(hadoop);
      if (!files.exists(path)) {
        return Optional.empty();
      }
      try (InputStream in = files.open(path)) {
        return Optional.of(mapper.readValue(in, LoadManifest.class));
      }
    } catch (IOException e) {
      throw IngestFaults.unreadable(path.toString(), e);
    }
  }

  /** Identities of all loads that have a manifest, whether they came to their end or not. */
  public List<String> loads() {
    Path folder = new Path(lake.manifests());
    List<String> loads = new ArrayList<>();
    try {
      FileSystem files = folder.getFileSystem(hadoop);
      if (files.exists(folder)) {
        for (FileStatus one : files.listStatus(folder)) {
          loads.add(one.getPath().getName());
        }
      }
    } catch (IOException e) {
      throw IngestFaults.unreadable(folder.toString(), e);
    }
    return loads.stream().sorted().toList();
  }

  /**
   * A load's connector and corrections as they were, on this machine.
   *
   * @param corrections null for none
   */
  public record Restored(Connector connector, java.nio.file.@Nullable Path corrections) {}

  /**
   * Reads the connector of a load from its own texts.
   *
   * @param folder of this machine that is not there yet, for the texts
   */
  public Restored restore(LoadManifest manifest, java.nio.file.Path folder) {
    Path kept = new Path(lake.manifest(manifest.loadId()));
    try {
      Files.createDirectories(folder);
      FileSystem files = kept.getFileSystem(hadoop);
      for (FileStatus one : files.listStatus(kept)) {
        Path to = new Path(folder.resolve(one.getPath().getName()).toUri());
        files.copyToLocalFile(false, one.getPath(), to, true);
      }
    } catch (IOException e) {
      throw IngestFaults.unreadable(kept.toString(), e);
    }
    Choices choices =
        new Choices(
            Optional.of(manifest.sourceInstance()),
            manifest.settings(),
            manifest.ownDays() ? Optional.of(folder.resolve(OWN_DAYS)) : Optional.empty(),
            Optional.ofNullable(manifest.sites()).map(name -> folder.resolve(SITES).resolve(name)),
            Optional.empty());
    return new Restored(
        Connectors.find(folder.resolve(CONNECTOR).toString(), choices),
        manifest.corrections() == null
            ? null
            : folder.resolve(CORRECTIONS).resolve(manifest.corrections()));
  }

  /**
   * Where the rows of a load's file lie.
   *
   * @throws io.duecast.contract.fault.Fault when they are gone or are not what the load read
   */
  public String address(LoadManifest manifest, LoadManifest.KeptFile file) {
    Path path =
        new Path(lake.rawFiles(manifest.sourceSystem(), manifest.loadId()), file.readFrom());
    try {
      FileSystem files = path.getFileSystem(hadoop);
      MessageDigest digest = Sha256.digest();
      try (InputStream in = new DigestInputStream(files.open(path), digest)) {
        in.transferTo(OutputStream.nullOutputStream());
      }
      if (!HexFormat.of().formatHex(digest.digest()).equals(file.readSha256())) {
        throw IngestFaults.rawFileChanged(manifest.loadId(), path.toString());
      }
      return files.makeQualified(path).toString();
    } catch (IOException e) {
      throw IngestFaults.unreadable(path.toString(), e);
    }
  }

  private void write(Path path, byte[] bytes) throws IOException {
    FileSystem files = path.getFileSystem(hadoop);
    files.setWriteChecksum(false);
    try (OutputStream out = files.create(path, true)) {
      out.write(bytes);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
