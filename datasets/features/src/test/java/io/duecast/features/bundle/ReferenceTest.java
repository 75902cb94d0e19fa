package io.duecast.features.bundle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.features.bundle.Reference.Distribution;
import io.duecast.features.bundle.Reference.Shape;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.tribuo.classification.Label;
import org.tribuo.common.xgboost.XGBoostModel;

class ReferenceTest {

  private final Trained trained = new Trained(120);
  private final Map<String, XGBoostModel<Label>> models = trained.models();

  private static Reference reference(float first) {
    float[] values = new float[60];
    for (int i = 0; i < values.length; i++) {
      values[i] = i % 6 == 5 ? Float.NaN : first + i / 7F;
    }
    Distribution distribution = Distribution.of("amount_log", values).withUsual(0.25, 0.125);
    return new Reference(
        List.of(
            new Reference.Part(
                "purchase",
                LocalDate.of(2026, 4, 30),
                60,
                List.of(distribution),
                Distribution.of("score", values),
                new Reference.Held(80, 0.1, 0.2, 0.3))));
  }

  private Path written(Path folder, Reference reference) {
    return folder.resolve(
        ModelBundle.write(folder, trained.draft(), models, reference).modelVersion());
  }

  @Test
  void aReferenceComesBackBitForBitWithItsBundle(@TempDir Path folder) {
    Reference.Part part =
        ModelBundle.reference(written(folder, reference(1)))
            .orElseThrow()
            .find("purchase")
            .orElseThrow();
    Distribution expected = reference(1).parts().get(0).features().get(0);
    Distribution read = part.features().get(0);

    assertThat(read).usingRecursiveComparison().isEqualTo(expected);
    assertThat(read.shape()).isEqualTo(Shape.VALUES);
    assertThat(read.values()).hasSize(50).isSorted();
    assertThat(read.missing()).isEqualTo(10);
    assertThat(read.usualDistance()).isEqualTo(0.25);
    assertThat(part.calibration()).isEqualTo(new Reference.Held(80, 0.1, 0.2, 0.3));
  }

  @Test
  void theReferenceIsPartOfTheModelVersion(@TempDir Path folder) {
    Path one = written(folder, reference(1));

    assertThat(written(folder, reference(1))).isEqualTo(one);
    assertThat(written(folder, reference(2))).isNotEqualTo(one);
    assertThat(ModelBundle.open(one).manifest().files())
        .extracting(Manifest.FileCard::name)
        .contains("reference.json");
  }

  @Test
  void aBundleWhoseReferenceWasChangedIsRefused(@TempDir Path folder) throws IOException {
    Path bundle = written(folder, reference(1));
    Path file = bundle.resolve("reference.json");
    Files.writeString(file, Files.readString(file).replace("\"brier\":0.1", "\"brier\":0.2"));

    assertThatThrownBy(() -> ModelBundle.open(bundle))
        .isInstanceOf(Fault.class)
        .hasMessageStartingWith("MODEL_REFUSED")
        .hasMessageContaining("reference.json was changed");
    assertThatThrownBy(() -> ModelBundle.reference(bundle))
        .hasMessageContaining("reference.json was changed");
  }

  @Test
  void aBundleWithoutReferenceOpensAndSaysSo(@TempDir Path folder) {
    Path bundle = folder.resolve(ModelBundle.write(folder, trained.draft(), models).modelVersion());

    assertThat(ModelBundle.open(bundle).manifest().files()).isNotEmpty();
    assertThat(ModelBundle.reference(bundle)).isEmpty();
  }
}
