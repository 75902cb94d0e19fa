package io.duecast.ingest.normalize;

import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.land.Chunk;
import io.duecast.ingest.land.InspectedFile;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Base64;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * How the files of one source are read.
 *
 * @param zone time zone of wall times
 */
public record ReadPlan(SourceSpec source, String zone, List<PlannedFile> files)
    implements Serializable {

  /**
   * One file.
   *
   * @param address where Spark reads it, in UTF-8
   * @param name its name in rejects
   * @param shapes by column, what its values prove about undeclared date shapes
   */
  public record PlannedFile(
      String address,
      String name,
      InspectedFile.Layout layout,
      HashMap<String, HashMap<String, DateShape.ShapeOrder>> shapes)
      implements Serializable {

    Map<String, DateShape.ShapeOrder> shapesOf(String column) {
      return shapes.getOrDefault(column, new HashMap<>());
    }
  }

  /** A task's share: one chunk of one file. */
  record Part(SourceSpec source, String zone, PlannedFile file, int chunkIndex)
      implements Serializable {

    Chunk chunk() {
      return file.layout().chunks().get(chunkIndex);
    }

    boolean isLast() {
      return chunkIndex == file.layout().chunks().size() - 1;
    }
  }

  List<Part> parts() {
    List<Part> parts = new ArrayList<>();
    for (PlannedFile file : files) {
      for (int chunk = 0; chunk < file.layout().chunks().size(); chunk++) {
        parts.add(new Part(source, zone, file, chunk));
      }
    }
    return parts;
  }

  long bytes() {
    long bytes = 0;
    for (Part part : parts()) {
      bytes += part.chunk().end() - part.chunk().start();
    }
    return bytes;
  }

  /** The plan as text, because Spark hands options of a data source on as text only. */
  String encoded() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(this);
    } catch (IOException e) {
      throw new IllegalStateException("A plan is serialisable", e);
    }
    return Base64.getEncoder().encodeToString(bytes.toByteArray());
  }

  static ReadPlan decoded(String text) {
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(Base64.getDecoder().decode(text)))) {
      return (ReadPlan) in.readObject();
    } catch (IOException | ClassNotFoundException e) {
      throw new IllegalStateException("The plan was written by this program", e);
    }
  }
}
