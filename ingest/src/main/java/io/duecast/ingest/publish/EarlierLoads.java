package io.duecast.ingest.publish;

import static org.apache.spark.sql.functions.coalesce;
import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.lit;

import io.duecast.contract.lake.Loads;
import io.duecast.delta.DeltaTables;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.land.LoadManifest;
import io.duecast.ingest.land.Manifests;
import io.duecast.ingest.normalize.People;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;

/**
 * What the loads of a lake tell the next one.
 *
 * @param published identities of those that are there, whole
 * @param people what was made of people's names
 * @param namesKept whether the last load of the source that is there kept names
 */
public record EarlierLoads(Set<String> published, People.Before people, boolean namesKept) {

  /** A load of the source of which is asked. */
  private record Noted(String people, Instant at) {}

  /**
   * Reads them once.
   *
   * @param connector of the source of which is asked
   */
  public static EarlierLoads of(SparkSession spark, DeltaTables lake, Connector connector) {
    Set<String> published = new HashSet<>();
    Set<String> marks = new HashSet<>();
    Optional<Noted> last = Optional.empty();
    for (Row row : rows(lake)) {
      published.add(row.getString(0));
      marks.add(row.getString(1));
      if (row.getString(2).equals(connector.sourceSystem())
          && row.getString(3).equals(connector.sourceInstance())) {
        Noted noted = new Noted(row.getString(1), row.getTimestamp(4).toInstant());
        last = last.filter(other -> !noted.at.isAfter(other.at)).or(() -> Optional.of(noted));
      }
    }
    Manifests manifests = new Manifests(lake.lake(), spark.sessionState().newHadoopConf());
    Optional<Noted> brokenOff =
        manifests.loads().stream()
            .filter(load -> !published.contains(load))
            .flatMap(load -> manifests.find(load).stream())
            .filter(load -> load.sourceSystem().equals(connector.sourceSystem()))
            .filter(load -> load.sourceInstance().equals(connector.sourceInstance()))
            .filter(load -> hides(load))
            .map(load -> new Noted(String.valueOf(load.people()), Instant.parse(load.startedAt())))
            .max(Comparator.comparing(Noted::at));
    Optional<Noted> lastPublished = last;
    Optional<Noted> telling =
        brokenOff
            .filter(load -> lastPublished.map(other -> load.at.isAfter(other.at)).orElse(true))
            .or(() -> lastPublished);
    return new EarlierLoads(
        published,
        new People.Before(telling.map(Noted::people), marks),
        lastPublished.filter(load -> load.people.equals(People.KEPT.mark())).isPresent());
  }

  private static List<Row> rows(DeltaTables lake) {
    return lake.exists(Loads.TABLE)
        ? lake.read(Loads.TABLE)
            .filter(col(Loads.STATUS.name()).equalTo(Loads.PUBLISHED))
            .select(
                col(Loads.LOAD_ID.name()),
                coalesce(col(Loads.PEOPLE.name()), lit(People.KEPT.mark())),
                col(Loads.SOURCE_SYSTEM.name()),
                col(Loads.SOURCE_INSTANCE.name()),
                coalesce(col(Loads.FINISHED_AT.name()), col(Loads.STARTED_AT.name())))
            .collectAsList()
        : List.of();
  }

  /**
   * A load that broke off tells the next one to hide names, and never to show them. Its key is not
   * asked for again: it may be the reason why it was stopped.
   */
  private static boolean hides(LoadManifest load) {
    return load.people() != null && !load.people().equals(People.KEPT.mark());
  }
}
