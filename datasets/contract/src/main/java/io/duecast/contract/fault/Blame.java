package io.duecast.contract.fault;

/** Whose turn it is to mend a failure; decides the exit code. */
public enum Blame {
  /** The command or request is wrong. */
  CALLER(2),
  /** The input data is wrong. */
  DATA(3),
  /** The installation or its settings are wrong. */
  CONFIG(4),
  /** Duecast is wrong. */
  INTERNAL(1);

  private final int exitCode;

  Blame(int exitCode) {
    this.exitCode = exitCode;
  }

  public int exitCode() {
    return exitCode;
  }
}
