package io.duecast.features.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.duecast.contract.Sha256;
import io.duecast.contract.fault.Fault;
import io.duecast.features.FactsJson;
import io.duecast.features.OrderFacts;
import io.duecast.features.OrderFeatures;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import ml.dmlc.xgboost4j.java.DMatrix;
import ml.dmlc.xgboost4j.java.XGBoostError;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.Feature;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;
import org.tribuo.impl.ArrayExample;
import org.tribuo.protos.core.ModelProto;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ScorerTest {

  private final Trained trained = new Trained(1_500);
  private final Map<String, XGBoostModel<Label>> models = trained.models();
  private final ModelBundle bundle = ModelBundle.inMemory(trained.draft(), models);
  private final Scorer scorer = Scorer.of(bundle);
  private final List<OrderFacts> open = trained.open(Trained.CUTOFF);

  @BeforeAll
  void thereIsSomethingToScore() {
    assertThat(open).hasSizeGreaterThan(40);
  }

  @Test
  void oneLineGivesTheSameBitsAloneAndInABatch() {
    List<OrderFacts> shuffled = new ArrayList<>(open);
    Collections.shuffle(shuffled, new Random(1));
    List<LineScore> batch = Scorer.of(bundle).scoreAll(shuffled);

    for (int i = 0; i < shuffled.size(); i++) {
      assertThat(scorer.score(shuffled.get(i))).isEqualTo(batch.get(i));
    }
  }

  @Test
  void aScoreIsReplayedFromTheJsonOfItsFacts() {
    for (OrderFacts facts : open.subList(0, 20)) {
      assertThat(scorer.score(OrderFacts.fromJson(facts.toJson()))).isEqualTo(scorer.score(facts));
    }
  }

  @Test
  void theTreesSayWhatTribuoSays() {
    XGBoostModel<Label> model = Objects.requireNonNull(models.get("purchase-delivery.pb"));
    float[][] rows =
        trained.rows.subList(0, Math.min(300, trained.rows.size())).toArray(float[][]::new);
    HazardModel dense = new HazardModel(model, OrderFeatures.names());
    float[] matrix = new float[rows.length * OrderFeatures.ALL.size()];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, matrix, i * rows[i].length, rows[i].length);
    }
    float[] hazards = dense.hazards(matrix, rows.length);
    for (int i = 0; i < rows.length; i++) {
      ArrayExample<Label> example = new ArrayExample<>(TribuoHazards.OPEN);
      for (int feature = 0; feature < rows[i].length; feature++) {
        if (!Float.isNaN(rows[i][feature])) {
          example.add(new Feature(OrderFeatures.names().get(feature), rows[i][feature]));
        }
      }
      Label completed =
          Objects.requireNonNull(model.predict(example).getOutputScores().get("completed"));
      assertThat((double) hazards[i]).isEqualTo(completed.getScore(), within(1e-6));
    }
  }

  @Test
  void reasonsAreThoseOfTheBooster() throws XGBoostError {
    XGBoostModel<Label> model = Objects.requireNonNull(models.get("purchase-delivery.pb"));
    int width = OrderFeatures.ALL.size();
    int known = model.getFeatureIDMap().size();
    int rows = Math.min(300, trained.rows.size());
    float[] matrix = new float[rows * width];
    float[] ordered = new float[rows * known];
    for (int i = 0; i < rows; i++) {
      System.arraycopy(trained.rows.get(i), 0, matrix, i * width, width);
      for (int id = 0; id < known; id++) {
        int column = OrderFeatures.names().indexOf(model.getFeatureIDMap().get(id).getName());
        ordered[i * known + id] = trained.rows.get(i)[column];
      }
    }
    float[][] ours = new HazardModel(model, OrderFeatures.names()).contributions(matrix, rows);
    DMatrix data = new DMatrix(ordered, rows, known, Float.NaN);
    float[][] its = model.getInnerModels().get(0).predictContrib(data, 0);
    data.dispose();
    for (int i = 0; i < rows; i++) {
      assertThat((double) ours[i][width]).isEqualTo(its[i][known], within(1e-4));
      for (int id = 0; id < known; id++) {
        int column = OrderFeatures.names().indexOf(model.getFeatureIDMap().get(id).getName());
        assertThat((double) ours[i][column]).isEqualTo(its[i][id], within(1e-4));
      }
    }
  }

  @Test
  void quantilesProbabilityAndExpectationTellOneStory() {
    for (LineScore score : scorer.scoreAll(open)) {
      assertThat(score.deliveryP10()).isBeforeOrEqualTo(score.deliveryP50());
      assertThat(score.deliveryP50()).isBeforeOrEqualTo(score.deliveryP80());
      assertThat(score.deliveryP80()).isBeforeOrEqualTo(score.deliveryP90());
      Double late = score.lateProbability();
      if (late != null) {
        assertThat(score.state()).isEqualTo(LineScore.PREDICTED);
        assertThat(late).isBetween(0.0, 1.0);
        if (Math.abs(late - 0.5) > 1e-6) {
          assertThat(Objects.requireNonNull(score.deliveryP50()).isAfter(score.dueOn()))
              .isEqualTo(late > 0.5);
        }
      } else {
        assertThat(score.state()).isEqualTo(LineScore.LATE_ALREADY);
      }
      assertThat(
              score.stages().stream()
                  .map(StageScore::expectedDaysLate)
                  .filter(Objects::nonNull)
                  .mapToDouble(Double::doubleValue)
                  .sum())
          .isEqualTo(score.expectedDaysLate(), within(1e-9));
    }
  }

  @Test
  void theLastStageSpeaksForTheDeliveryThatEndsWithIt() {
    List<String> both = List.of("delivery", "stocked");
    Map<String, XGBoostModel<Label>> own = trained.models(30, both);
    TargetCard delivery = trained.card("delivery", TargetCard.Level.POOLED);
    Scorer with =
        Scorer.of(
            ModelBundle.inMemory(
                trained.draft(delivery, trained.card("stocked", TargetCard.Level.POOLED)), own));
    Scorer without =
        Scorer.of(
            ModelBundle.inMemory(
                trained.draft(delivery),
                Map.of("purchase-delivery.pb", own.get("purchase-delivery.pb"))));
    int apart = 0;
    for (OrderFacts line : open) {
      LineScore score = with.score(line);
      Double late = score.lateProbability();
      if (late == null || !"stocked".equals(line.currentStage())) {
        assertThat(late).isEqualTo(without.score(line).lateProbability());
        continue;
      }
      double stage = with.raw(List.of(line), "stocked").get(0).orElseThrow().members()[0];
      assertThat(score.stageLateProbability()).isEqualTo(late).isEqualTo(stage, within(1e-6));
      LineScore alone = without.score(line);
      assertThat(alone.stageLateProbability())
          .as("without a model of the stage the delivery speaks for both")
          .isEqualTo(alone.lateProbability());
      assertThat(score.reasons()).isNotEmpty();
      apart += Math.abs(late - Objects.requireNonNull(alone.lateProbability())) > 1e-3 ? 1 : 0;
    }
    assertThat(apart).as("lines of which the two models say different things").isGreaterThan(5);
  }

  @Test
  void stagesAreDatedInOrderAndNoneAfterTheDelivery() {
    int dated = 0;
    for (LineScore score : scorer.scoreAll(open, false)) {
      LocalDate before = score.day();
      for (StageScore stage : score.stages()) {
        LocalDate predicted = stage.predictedOn();
        if (predicted != null) {
          assertThat(predicted).isAfterOrEqualTo(before);
          assertThat(predicted).isBeforeOrEqualTo(score.deliveryP50());
          before = predicted;
          dated++;
        }
      }
    }
    assertThat(dated).isGreaterThan(50);
  }

  @Test
  void unreliableSuppliersGetTheHigherRisk() {
    List<LineScore> scores = scorer.scoreAll(open, false);
    double bad = 0;
    int bads = 0;
    double good = 0;
    int goods = 0;
    for (int i = 0; i < scores.size(); i++) {
      Double late = scores.get(i).lateProbability();
      int supplier = Integer.parseInt(String.valueOf(open.get(i).partnerKey()).substring(1));
      if (late != null && supplier > 14) {
        bad += late;
        bads++;
      } else if (late != null && supplier < 6) {
        good += late;
        goods++;
      }
    }
    assertThat(bad / bads).isGreaterThan(good / goods + 0.3);
  }

  @Test
  void reasonsHaveNumbersAndADirection() {
    LineScore score =
        scorer.scoreAll(open).stream()
            .filter(one -> one.reasons().size() == 3)
            .findFirst()
            .orElseThrow();

    assertThat(score.reasons())
        .allSatisfy(
            reason -> {
              assertThat(reason.effect()).isIn("raises", "lowers");
              assertThat(reason.fact().en()).isNotBlank();
              assertThat(reason.fact().zh()).isNotBlank();
            });
    assertThat(Math.abs(score.reasons().get(0).contribution()))
        .isGreaterThanOrEqualTo(Math.abs(score.reasons().get(2).contribution()));
  }

  @Test
  void aBundleComesBackWithTheSameScores(@TempDir Path folder) {
    Manifest written = ModelBundle.write(folder, trained.draft(), models);
    ModelBundle opened = ModelBundle.open(folder.resolve(written.modelVersion()));

    assertThat(opened.manifest()).isEqualTo(written);
    assertThat(Scorer.of(opened).scoreAll(open).get(3).lateProbability())
        .isEqualTo(scorer.score(open.get(3)).lateProbability());
    assertThat(ModelBundle.write(folder, trained.draft(), models)).isEqualTo(written);
    assertThat(folder.toFile().list()).containsExactly(written.modelVersion());
  }

  @Test
  void aChangedFileIsRefusedBeforeItIsParsed(@TempDir Path folder) throws IOException {
    Path bundleFolder =
        folder.resolve(ModelBundle.write(folder, trained.draft(), models).modelVersion());
    Path file = bundleFolder.resolve("purchase-delivery.pb");
    byte[] bytes = Files.readAllBytes(file);
    bytes[bytes.length / 2] ^= 1;
    Files.write(file, bytes);

    assertThatThrownBy(() -> ModelBundle.open(bundleFolder))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("MODEL_REFUSED")
        .hasMessageContaining("purchase-delivery.pb was changed");
  }

  @Test
  void aChangedManifestIsRefused(@TempDir Path folder) throws IOException {
    Path bundleFolder =
        folder.resolve(ModelBundle.write(folder, trained.draft(), models).modelVersion());
    Path file = bundleFolder.resolve("manifest.json");
    Files.writeString(file, Files.readString(file).replace("\"passed\"", "\"waved through\""));

    assertThatThrownBy(() -> ModelBundle.open(bundleFolder))
        .hasMessageContaining("changed after it was written");
  }

  @Test
  void aChangedFeatureIsNamed(@TempDir Path folder) {
    Manifest draft = trained.draft();
    Map<String, String> features = new java.util.LinkedHashMap<>(draft.features());
    features.put("silent_workdays", "0000000000000000");
    Manifest other =
        new Manifest(
            draft.format(),
            "",
            draft.trainedAt(),
            draft.asOf(),
            draft.seed(),
            "another",
            features,
            draft.settings(),
            draft.windows(),
            draft.tableVersions(),
            draft.targets(),
            draft.metrics(),
            draft.gate(),
            draft.environment(),
            List.of());
    Path bundleFolder = folder.resolve(ModelBundle.write(folder, other, models).modelVersion());

    assertThatThrownBy(() -> ModelBundle.open(bundleFolder))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("MODEL_REFUSED")
        .hasMessageContaining("silent_workdays computes other values now")
        .hasMessageContaining("duecast train");
  }

  @Test
  void aFileThatNamesAnotherClassIsRefused(@TempDir Path folder) throws IOException {
    Manifest written = ModelBundle.write(folder, trained.draft(), models);
    Path file = folder.resolve(written.modelVersion()).resolve("purchase-delivery.pb");
    byte[] foreign =
        ModelProto.parseFrom(Files.readAllBytes(file)).toBuilder()
            .setClassName("java.lang.ProcessBuilder")
            .build()
            .toByteArray();
    Files.write(file, foreign);
    List<Manifest.FileCard> cards = new ArrayList<>(written.files());
    cards.replaceAll(
        card ->
            card.name().equals("purchase-delivery.pb")
                ? new Manifest.FileCard(card.name(), foreign.length, Sha256.hex(foreign))
                : card);
    String version = ModelBundle.version(written.written("", cards));
    Files.write(
        file.resolveSibling("manifest.json"),
        FactsJson.MAPPER.writeValueAsBytes(written.written(version, cards)));

    assertThatThrownBy(() -> ModelBundle.open(folder.resolve(written.modelVersion())))
        .hasMessageStartingWith("MODEL_REFUSED")
        .hasMessageContaining("java.lang.ProcessBuilder");
  }

  @Test
  void anEmptyFolderHoldsNoModel(@TempDir Path folder) {
    assertThatThrownBy(() -> ModelBundle.open(folder))
        .hasMessageStartingWith("MODEL_MISSING")
        .hasMessageContaining("duecast train");
  }

  @Test
  void weightsAreHonoured() {
    float[][] rows = new float[400][OrderFeatures.ALL.size()];
    boolean[] completed = new boolean[rows.length];
    float[] weights = new float[rows.length];
    for (int i = 0; i < rows.length; i++) {
      completed[i] = i % 2 == 0;
      weights[i] = completed[i] ? 9 : 1;
    }
    XGBoostModel<Label> model =
        TribuoHazards.train(
            "weights",
            OrderFeatures.names(),
            rows,
            completed,
            weights,
            TribuoHazards.Settings.defaults(1));

    float[] hazards =
        new HazardModel(model, OrderFeatures.names())
            .hazards(new float[OrderFeatures.ALL.size()], 1);
    assertThat(hazards[0]).isBetween(0.87f, 0.93f);
  }

  @Test
  void trainingOnOneClassSaysWhatIsMissing() {
    assertThatThrownBy(
            () ->
                TribuoHazards.train(
                    "delivery",
                    List.of("a"),
                    new float[][] {{1}},
                    new boolean[] {false},
                    new float[] {1},
                    TribuoHazards.Settings.defaults(1)))
        .hasMessageStartingWith("NOT_ENOUGH_HISTORY")
        .hasMessageContaining("Load more order history");
  }

  @Test
  void theSameRowsGiveTheSameModel() {
    Trained again = new Trained(1_500);
    Map<String, XGBoostModel<Label>> second = again.models();
    ModelBundle other = ModelBundle.inMemory(again.draft(), second);
    assertThat(Scorer.of(other).scoreAll(open, false)).isEqualTo(scorer.scoreAll(open, false));
  }

  @Test
  void aliasesMoveAndMoveBack(@TempDir Path folder) {
    assertThatThrownBy(() -> Aliases.champion(folder)).hasMessageStartingWith("MODEL_MISSING");
    assertThatThrownBy(() -> Aliases.rollback(folder)).hasMessageStartingWith("CONFLICT");

    Aliases.promote(folder, "one");
    Aliases.challenge(folder, "two");
    assertThat(Aliases.promote(folder, "two")).isEqualTo(new Aliases("two", null, "one"));
    assertThat(Aliases.rollback(folder)).isEqualTo(new Aliases("one", null, "two"));
    assertThat(Aliases.champion(folder)).isEqualTo("one");
  }

  @Test
  void bandsAreSizedToTheTeam() {
    List<LineScore> scores = scorer.scoreAll(open, false);
    Bands bands = Bands.ofCapacity(scores, 5);

    long high =
        scores.stream()
            .filter(score -> score.lateProbability() != null)
            .filter(score -> bands.of(score).equals(Bands.HIGH))
            .count();
    assertThat(high).isBetween(1L, 6L);
    assertThat(scores.stream().sorted(Bands.RISKIEST_FIRST).toList()).hasSameSizeAs(scores);
  }

  @Test
  void bandsByCostBeginWhereACallPays() {
    Bands bands = Bands.ofCost(30, 200);

    assertThat(bands).isEqualTo(new Bands(0.15, 0.075));
    assertThat(bands.of(LineScore.PREDICTED, 0.15)).isEqualTo(Bands.HIGH);
    assertThat(bands.of(LineScore.PREDICTED, 0.149)).isEqualTo(Bands.MEDIUM);
    assertThat(bands.of(LineScore.PREDICTED, 0.074)).isEqualTo(Bands.LOW);
    assertThat(Bands.ofCost(300, 200).of(LineScore.PREDICTED, 0.99)).isEqualTo(Bands.MEDIUM);
    assertThat(Bands.ofCost(300, 200).of(LineScore.LATE_ALREADY, null)).isEqualTo(Bands.HIGH);
  }
}
