/** Real Spark, real Delta, real files. Start with {@link io.duecast.ingest.TestLake}. */
@NullMarked
package io.duecast.ingest;

import org.jspecify.annotations.NullMarked;
