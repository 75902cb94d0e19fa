package io.duecast.ingest.land;

import com.fasterxml.jackson.annotation.JsonIgnoreProperties;
import io.duecast.ingest.connector.SourceSpec;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What made the rows of one load, beside the bytes of its files: with both the load can be done
 * again on any machine, at any time.
 *
 * @param connector name of the connector, whose texts are kept beside
 * @param settings every choice of the connector, defaults included
 * @param ownDays whether the user's own file of days off is kept beside
 * @param sites name of the user's own file of sites that is kept beside; null for none
 * @param corrections name of the file of corrections that is kept beside; null for none
 * @param complete whether the user said that it holds everything of its source and instance
 * @param people mark of what was made of people's names, with a check value of the key and never
 *     the key; null in loads of before it was noted, which kept them
 * @param startedAt ISO instant at which the load began
 * @param extractedAt ISO instant at which the extract was taken, as rows and revisions carry it
 */
@JsonIgnoreProperties(ignoreUnknown = true)
public record LoadManifest(
    String loadId,
    String connector,
    String sourceSystem,
    String sourceInstance,
    Map<String, String> settings,
    boolean ownDays,
    @Nullable String sites,
    @Nullable String corrections,
    boolean complete,
    @Nullable String people,
    String startedAt,
    String extractedAt,
    List<KeptFile> files) {

  /**
   * A file of the load, as it was read.
   *
   * @param name in its extract, as rejects show it
   * @param sha256 of the file as it came
   * @param readFrom its rows in UTF-8, below the load's folder of raw files
   * @param readSha256 digest of these
   */
  @JsonIgnoreProperties(ignoreUnknown = true)
  public record KeptFile(
      String source,
      String name,
      long bytes,
      String sha256,
      String encoding,
      String readFrom,
      String readSha256,
      InspectedFile.Layout layout,
      List<String> missing) {

    /** The file as inspection once settled it; its paths name it and lead nowhere. */
    public InspectedFile inspected(SourceSpec of) {
      return new InspectedFile(
              of, Path.of(name), Path.of(readFrom), bytes, sha256, encoding, layout, missing)
          .named(name);
    }
  }
}
