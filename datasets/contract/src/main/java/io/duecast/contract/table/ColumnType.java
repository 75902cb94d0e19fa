package io.duecast.contract.table;

/** The few column types that Spark, Delta and DuckDB read alike. */
public enum ColumnType {
  STRING("STRING", "VARCHAR"),
  BOOLEAN("BOOLEAN", "BOOLEAN"),
  INT("INT", "INTEGER"),
  LONG("BIGINT", "BIGINT"),
  DOUBLE("DOUBLE", "DOUBLE"),
  /** A business date: no zone. */
  DATE("DATE", "DATE"),
  /** A UTC instant with microseconds. */
  INSTANT("TIMESTAMP", "TIMESTAMPTZ"),
  /** Quantities and money; wide enough for every ERP's own width. */
  DECIMAL("DECIMAL(28,10)", "DECIMAL(28,10)"),
  /** Free attributes by name. */
  TEXT_MAP("MAP<STRING,STRING>", "MAP(VARCHAR,VARCHAR)");

  private final String sparkName;
  private final String duckName;

  ColumnType(String sparkName, String duckName) {
    this.sparkName = sparkName;
    this.duckName = duckName;
  }

  /** The type's name in Spark SQL and Delta. */
  public String sparkName() {
    return sparkName;
  }

  /** The type's name in DuckDB. */
  public String duckName() {
    return duckName;
  }
}
