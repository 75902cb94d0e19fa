package io.duecast.ingest.connector;

/** What becomes of the names of people when rows are loaded. */
public enum PeopleSetting {
  /** They stay as they came. */
  KEEP,
  /** Each becomes a pseudonym that only the holder of a key could make. */
  HASH,
  /** They are left out; codes that are no names stay. */
  DROP
}
