package io.duecast.contract.table;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A table as code: the only place where its path, column names and types are written.
 *
 * @param grain first sentence says what one row is
 * @param key columns that identify a row; empty for append-only logs
 * @param restricted whether only those who load the lake may open its folder; no page, interface or
 *     query shows such a table
 */
public record TableSpec(
    Zone zone,
    String name,
    String grain,
    List<Column> columns,
    List<Column> key,
    boolean restricted) {

  public TableSpec {
    columns = List.copyOf(columns);
    key = List.copyOf(key);
    Set<Integer> ids = new HashSet<>();
    Set<String> names = new HashSet<>();
    for (Column column : columns) {
      if (!ids.add(column.id()) || !names.add(column.name())) {
        throw new IllegalArgumentException("Table " + name + " repeats column " + column);
      }
    }
    for (Column column : key) {
      if (!column.required()) {
        throw new IllegalArgumentException("Key column " + name + "." + column + " may be null");
      }
    }
  }

  /** Starts a table; {@code grain} is one sentence. */
  public static Builder in(Zone zone, String name, String grain) {
    return new Builder(zone, name, grain);
  }

  public List<String> columnNames() {
    return columns.stream().map(Column::name).toList();
  }

  public List<String> keyNames() {
    return key.stream().map(Column::name).toList();
  }

  public Optional<Column> find(String columnName) {
    return columns.stream().filter(column -> column.name().equals(columnName)).findFirst();
  }

  /** Column list with NOT NULL and COMMENT, as Spark's schema parser and Delta read it. */
  public String sparkDdl() {
    return ddl(
        column ->
            column.name()
                + " "
                + column.type().sparkName()
                + (column.required() ? " NOT NULL" : "")
                + " COMMENT '"
                + column.meaning().replace("'", "\\'")
                + "'");
  }

  /** Column list as DuckDB's CREATE TABLE reads it. */
  public String duckDdl() {
    return ddl(
        column ->
            column.name()
                + " "
                + column.type().duckName()
                + (column.required() ? " NOT NULL" : ""));
  }

  private String ddl(Function<Column, String> text) {
    return columns.stream().map(text).collect(Collectors.joining(", "));
  }

  /**
   * Collects columns in reading order; each call returns the constant that the rest of the code
   * uses.
   */
  public static final class Builder {
    private final Zone zone;
    private final String name;
    private final String grain;
    private final List<Column> columns = new ArrayList<>();
    private boolean restricted;

    private Builder(Zone zone, String name, String grain) {
      this.zone = zone;
      this.name = name;
      this.grain = grain;
    }

    public Column required(int id, String columnName, ColumnType type, String meaning) {
      return add(new Column(id, columnName, type, "", true, meaning, PersonalData.NONE));
    }

    public Column required(
        int id, String columnName, ColumnType type, String unit, String meaning) {
      return add(new Column(id, columnName, type, unit, true, meaning, PersonalData.NONE));
    }

    public Column optional(int id, String columnName, ColumnType type, String meaning) {
      return add(new Column(id, columnName, type, "", false, meaning, PersonalData.NONE));
    }

    public Column optional(
        int id, String columnName, ColumnType type, String unit, String meaning) {
      return add(new Column(id, columnName, type, unit, false, meaning, PersonalData.NONE));
    }

    /** A text about a person, which may be missing. */
    public Column person(int id, String columnName, PersonalData personal, String meaning) {
      return add(new Column(id, columnName, ColumnType.STRING, "", false, meaning, personal));
    }

    /** Keeps the table from everyone but those who load the lake. */
    public Builder restricted() {
      restricted = true;
      return this;
    }

    /**
     * A column that another table defines; it keeps name, type, unit and meaning under a new id.
     */
    public Column same(int id, Column other) {
      return add(
          new Column(
              id,
              other.name(),
              other.type(),
              other.unit(),
              other.required(),
              other.meaning(),
              other.personal()));
    }

    /** Like {@link #same} where the value may be missing. */
    public Column maybe(int id, Column other) {
      return add(
          new Column(
              id,
              other.name(),
              other.type(),
              other.unit(),
              false,
              other.meaning(),
              other.personal()));
    }

    public TableSpec key(Column... key) {
      return new TableSpec(zone, name, grain, columns, List.of(key), restricted);
    }

    private Column add(Column column) {
      columns.add(column);
      return column;
    }
  }
}
