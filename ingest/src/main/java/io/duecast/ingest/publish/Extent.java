package io.duecast.ingest.publish;

/** How far an extract tells by its silence what the source no longer has. */
public enum Extent {
  /** It tells of its own rows and of nothing else, as what changed since yesterday does. */
  ROWS,

  /** It holds an order with all its lines or not at all. */
  ORDERS,

  /** It holds everything of its source and instance. */
  SOURCE
}
