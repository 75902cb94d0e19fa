package io.duecast.ingest.connector;

import io.duecast.contract.Text;
import io.duecast.contract.process.ProcessDefinition;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A connector folder, read and checked.
 *
 * @param version digest of the folder's files: another version loads the same bytes anew
 * @param location where it was read, for messages
 * @param calendar working calendar as {@code loads.calendar} keeps it, own days off included
 * @param sites sites with another calendar or zone, as {@code loads.sites} keeps them
 * @param people what becomes of people's names, where the user or the folder says it
 * @param fetch how the sources are read out of a running system
 * @param settings what the user chose, or the defaults; queries see each as a parameter
 * @param views helper queries in the order they build on one another
 * @param queries one for each canonical table the connector fills
 * @param wholeOrders whether an order in an extract comes with all its lines, so that a line which
 *     is missing from it is deleted
 * @param origin the texts it was read from
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
    String sites,
    List<ProcessDefinition> processes,
    Optional<PeopleSetting> people,
    List<SourceSpec> sources,
    FetchSpec fetch,
    Map<String, String> settings,
    List<Query> views,
    List<Query> queries,
    boolean wholeOrders,
    Origin origin) {

  /**
   * The texts of a connector. A folder with these files, read with the same choices, is the same
   * connector in another place and at another time.
   *
   * @param files by name within the folder, those that ship for all connectors included
   * @param ownDays what the user's own file of days off says; null where the user named none
   * @param sites the user's own file of sites and then those beside it that it names, by name; none
   *     where the user named none
   */
  public record Origin(
      Map<String, String> files, @Nullable String ownDays, Map<String, String> sites) {}

  /** The same connector, known by another version. */
  public Connector withVersion(String other) {
    return new Connector(
        name,
        label,
        other,
        location,
        sourceSystem,
        sourceInstance,
        directions,
        zone,
        calendar,
        sites,
        processes,
        people,
        sources,
        fetch,
        settings,
        views,
        queries,
        wholeOrders,
        origin);
  }
}
