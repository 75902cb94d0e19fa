/** Tests of the package of this name. */
@NullMarked
package io.duecast.ingest.connector;

import org.jspecify.annotations.NullMarked;
