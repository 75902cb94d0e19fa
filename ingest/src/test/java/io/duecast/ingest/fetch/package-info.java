/** Tests of the ways in, against real databases, a real HTTP server and real archives. */
@NullMarked
package io.duecast.ingest.fetch;

import org.jspecify.annotations.NullMarked;
