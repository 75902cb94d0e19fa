package io.duecast.ingest.connector;

import java.io.Serializable;
import java.util.List;

/**
 * One column that a connector reads from a source.
 *
 * @param name name the connector's queries use
 * @param headings headings under which exports show it, in order of preference
 * @param required whether a file without the heading is refused
 * @param filled whether a row without a value is refused
 * @param formats accepted date and instant patterns, see {@code DatePattern}
 * @param nullWords texts that mean "no value", compared without case
 */
public record ColumnSpec(
    String name,
    List<String> headings,
    Kind kind,
    boolean required,
    boolean filled,
    List<String> formats,
    List<String> nullWords,
    List<String> trueWords,
    List<String> falseWords)
    implements Serializable {

  /** What a cell holds. */
  public enum Kind {
    TEXT("STRING"),
    DECIMAL("DECIMAL(28,10)"),
    DATE("DATE"),
    /** Wall time of the source's zone, read as a UTC instant. */
    INSTANT("TIMESTAMP"),
    FLAG("BOOLEAN");

    private final String sparkName;

    Kind(String sparkName) {
      this.sparkName = sparkName;
    }

    public String sparkName() {
      return sparkName;
    }
  }
}
