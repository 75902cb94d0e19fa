/** Tests of the package of this name. */
@NullMarked
package io.duecast.ingest.suggest;

import org.jspecify.annotations.NullMarked;
