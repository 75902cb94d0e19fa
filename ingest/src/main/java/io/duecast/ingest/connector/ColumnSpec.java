package io.duecast.ingest.connector;

import java.io.Serializable;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One column that a connector reads from a source.
 *
 * @param name name the connector's queries use
 * @param headings headings under which exports show it, in order of preference: of those that a
 *     file has, each row is read under the first that is filled; for an event log the attribute's
 *     keys
 * @param oneHeading whether all rows of a file are read under the first of the headings that it
 *     has, as keys are: for what tells rows apart and must not mean two things
 * @param required whether a file without the heading is refused
 * @param filled whether a row without a value is refused
 * @param formats accepted date and instant patterns, see {@code DatePattern}
 * @param position cell it stands in, from 1, for files without headings; else 0
 * @param level whose attribute it is, for event logs
 * @param earliest first day that is plausible for a date or instant
 * @param latest last such day
 * @param zone time zone of wall times where it is not the connector's
 * @param nullWords texts that mean "no value", compared without case
 */
public record ColumnSpec(
    String name,
    List<String> headings,
    boolean oneHeading,
    Kind kind,
    boolean required,
    boolean filled,
    List<String> formats,
    List<String> nullWords,
    List<String> trueWords,
    List<String> falseWords,
    int position,
    Level level,
    @Nullable LocalDate earliest,
    @Nullable LocalDate latest,
    @Nullable ZoneId zone)
    implements Serializable {

  /** A column under one heading, about which nothing else is said. */
  public static ColumnSpec of(String name, String heading, Kind kind) {
    return new ColumnSpec(
        name,
        List.of(heading),
        false,
        kind,
        false,
        false,
        List.of(),
        List.of(),
        List.of(),
        List.of(),
        0,
        Level.EVENT,
        null,
        null,
        null);
  }

  /** Whose attribute a column of an event log is. */
  public enum Level {
    TRACE,
    EVENT
  }

  /** What a cell holds. */
  public enum Kind {
    TEXT("STRING"),
    DECIMAL("DECIMAL(28,10)"),
    DATE("DATE"),
    /** Wall time of the connector's or the column's zone, read as a UTC instant. */
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
