/**
 * Writes a judged load to the lake: canonical tables merged by key, revisions seen between two
 * extracts, rejects, counts, and the load's own row last as the mark that all of it is there.
 *
 * <p>Start with {@link io.duecast.ingest.publish.Publisher}. Nothing is parsed or judged here.
 */
@NullMarked
package io.duecast.ingest.publish;

import org.jspecify.annotations.NullMarked;
