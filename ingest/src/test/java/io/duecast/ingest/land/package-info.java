/** Tests of the package of this name. */
@NullMarked
package io.duecast.ingest.land;

import org.jspecify.annotations.NullMarked;
