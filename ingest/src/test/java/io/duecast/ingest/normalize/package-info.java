/** Tests of the package of this name. */
@NullMarked
package io.duecast.ingest.normalize;

import org.jspecify.annotations.NullMarked;
