/** Checks of rows against one another, on rows made by hand. */
@NullMarked
package io.duecast.ingest.quality;

import org.jspecify.annotations.NullMarked;
