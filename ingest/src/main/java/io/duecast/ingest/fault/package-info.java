/**
 * What ingest says when it cannot go on. Start with {@link io.duecast.ingest.fault.IngestFaults};
 * bad rows and cells are values and never enter here.
 */
@NullMarked
package io.duecast.ingest.fault;

import org.jspecify.annotations.NullMarked;
