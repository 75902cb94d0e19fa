package io.duecast.contract.table;

/**
 * Whether the values of a column are about a person; the setting {@code people} of ingest acts on
 * it.
 */
public enum PersonalData {
  /** About no person. */
  NONE(""),
  /** A name, or whatever else the source shows in its place. */
  NAME("Personal data: name."),
  /** A code that stands for a person. */
  CODE("Personal data: code of a person."),
  /** A way to reach a person. */
  CONTACT("Personal data: contact.");

  private final String remark;

  PersonalData(String remark) {
    this.remark = remark;
  }

  /** What the data dictionary says; empty for {@link #NONE}. */
  public String remark() {
    return remark;
  }
}
