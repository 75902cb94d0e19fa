package io.duecast.ingest.connector;

import io.duecast.contract.Text;
import io.duecast.contract.process.ProcessDefinition;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;

/**
 * A connector folder, read and checked.
 *
 * @param version digest of the folder's files: another version loads the same bytes anew
 * @param location where it was read, for messages
 * @param calendar {@code china} or {@code weekdays}
 * @param fetch how the sources are read out of a running system
 * @param settings what the user chose, or the defaults; queries see each as a parameter
 * @param views helper queries in the order they build on one another
 * @param queries one for each canonical table the connector fills
 */
public record Connector(
    String name,
    Text label,
    String version,
    String location,
    String sourceSystem,
    String sourceInstance,
    List<String> directions,
    ZoneId zone,
    String calendar,
    List<ProcessDefinition> processes,
    List<SourceSpec> sources,
    FetchSpec fetch,
    Map<String, String> settings,
    List<Query> views,
    List<Query> queries) {}
