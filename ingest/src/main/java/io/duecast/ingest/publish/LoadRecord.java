package io.duecast.ingest.publish;

import io.duecast.ingest.connector.Connector;
import java.time.Instant;

/**
 * A load about to be published.
 *
 * @param people mark of what was made of people's names
 * @param loadId identity from connector and bytes
 * @param extractedAt when the extract was taken, as far as the files tell
 * @param rowsIn records that hold data in the files
 * @param rowsRejected records left out while reading
 * @param tells how far it tells of what the source no longer has
 */
public record LoadRecord(
    Connector connector,
    String people,
    String loadId,
    Instant startedAt,
    Instant extractedAt,
    int files,
    long bytes,
    long rowsIn,
    long rowsRejected,
    Extent tells) {}
