/**
 * Cells become values: numbers, dates and words are parsed strictly, and what cannot be parsed
 * becomes a reject. Spark reads inspected files through this package.
 *
 * <p>Start with {@link io.duecast.ingest.normalize.RecordFormat}. What a value means for an order
 * is the connector's business.
 */
@NullMarked
package io.duecast.ingest.normalize;

import org.jspecify.annotations.NullMarked;
