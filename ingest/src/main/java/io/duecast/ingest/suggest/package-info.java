/**
 * A connector for a list that nobody described: what its headings probably mean, what only the user
 * can say, and the folder that follows from both.
 *
 * <p>Start with {@link io.duecast.ingest.suggest.Suggestion}. Nothing is loaded here, and no
 * heading is mapped that has several meanings.
 */
@NullMarked
package io.duecast.ingest.suggest;

import org.jspecify.annotations.NullMarked;
