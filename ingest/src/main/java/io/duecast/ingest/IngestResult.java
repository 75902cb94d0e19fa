package io.duecast.ingest;

import io.duecast.ingest.publish.PublishedTable;
import io.duecast.ingest.quality.SourceRates;
import java.util.List;
import java.util.Map;

/**
 * What a load did.
 *
 * @param alreadyLoaded the lake held the same bytes from the same connector; nothing changed
 * @param rejects number of rejects by rule
 * @param quality how wrong each source was
 * @param warnings columns and files that the connector expects and the extract lacks
 */
record IngestResult(
    String loadId,
    String connector,
    boolean alreadyLoaded,
    int files,
    long bytes,
    long rowsIn,
    long rowsRejected,
    long cellsRejected,
    List<PublishedTable> tables,
    Map<String, Long> rejects,
    List<SourceRates.SourceRate> quality,
    List<String> warnings) {}
