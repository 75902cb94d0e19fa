package io.duecast.service.model;

import io.duecast.contract.lake.Lake;
import io.duecast.contract.score.ModelCards;
import io.duecast.contract.table.Zone;
import io.duecast.features.bundle.Aliases;
import io.duecast.service.lake.LakeSnapshot;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The model cards that training wrote, with the part that each plays. */
public final class ModelList {

  private final Lake lake;

  public ModelList(Lake lake) {
    this.lake = lake;
  }

  /** The answer of {@code GET /v1/models}, the last trained first. */
  public record Answer(List<Card> rows) {}

  /**
   * One model card.
   *
   * @param aliases any of champion, challenger, previous
   * @param drift in the last run that it scored, by direction; empty where it was not compared
   */
  public record Card(
      String modelVersion,
      List<String> aliases,
      Instant trainedAt,
      Instant asOf,
      String direction,
      long trainingRows,
      long lines,
      String fingerprint,
      long seed,
      Map<String, String> tableVersions,
      Map<String, String> metrics,
      String gate,
      List<DriftFinding> drift) {}

  public Answer read(LakeSnapshot snapshot) {
    Aliases aliases = Aliases.read(Path.of(lake.zone(Zone.MODELS)));
    Map<String, List<DriftFinding>> drift = DriftFinding.byModel(snapshot);
    return new Answer(
        snapshot.list(
            "SELECT * FROM model_cards ORDER BY trained_at DESC, model_version",
            row -> {
              String version = row.word(ModelCards.MODEL_VERSION);
              return new Card(
                  version,
                  names(aliases, version),
                  row.instant(ModelCards.TRAINED_AT),
                  row.instant(ModelCards.AS_OF),
                  row.word(ModelCards.DIRECTION),
                  row.count(ModelCards.TRAINING_ROWS),
                  row.count(ModelCards.LINES),
                  row.word(ModelCards.FINGERPRINT),
                  row.count(ModelCards.SEED),
                  row.map(ModelCards.TABLE_VERSIONS),
                  row.map(ModelCards.METRICS),
                  row.word(ModelCards.GATE),
                  drift.getOrDefault(version, List.of()));
            }));
  }

  private static List<String> names(Aliases aliases, String version) {
    List<String> names = new ArrayList<>();
    if (version.equals(aliases.champion())) {
      names.add("champion");
    }
    if (version.equals(aliases.challenger())) {
      names.add("challenger");
    }
    if (version.equals(aliases.previous())) {
      names.add("previous");
    }
    return names;
  }
}
