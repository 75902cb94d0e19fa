package io.duecast.contract.table;

/**
 * One column of a table.
 *
 * @param id stable number within the table; never reused
 * @param name lower-case name with underscores, the same in every engine
 * @param unit what a number counts ({@code days}, {@code order unit}), or empty
 * @param required whether the column is never null
 * @param meaning one sentence, ends with a full stop
 * @param personal whether the values are about a person
 */
public record Column(
    int id,
    String name,
    ColumnType type,
    String unit,
    boolean required,
    String meaning,
    PersonalData personal) {

  public Column {
    if (!name.matches("[a-z][a-z0-9_]*")) {
      throw new IllegalArgumentException("Column name is not lower snake case: " + name);
    }
    if (!meaning.endsWith(".")) {
      throw new IllegalArgumentException("Meaning of column " + name + " is not a sentence.");
    }
  }

  @Override
  public String toString() {
    return name;
  }
}
