/**
 * How good the loaded data are: error rates against the target, the costliest problems, who can
 * mend them, and how late facts are entered.
 *
 * <p>Start with {@link io.duecast.ingest.report.QualityReading}. Nothing is judged here and nothing
 * is written to the lake: a load has noted everything that is told.
 */
@NullMarked
package io.duecast.ingest.report;

import org.jspecify.annotations.NullMarked;
