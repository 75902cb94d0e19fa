package io.duecast.analytics.backtest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.features.OrderFeatures;
import java.io.IOException;
import java.io.StringReader;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LeakCheckTest {

  @Test
  void aFeatureThatRanksAlmostAloneIsSuspiciousUntilItIsExplained() {
    List<float[]> rows = new ArrayList<>();
    List<Boolean> late = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(new float[] {i, i % 7, 100 - i});
      late.add(i >= 50);
    }
    List<String> names = List.of("rises", "noise", "falls");

    assertThat(LeakCheck.suspicious(names, rows, late, Set.of()))
        .containsOnlyKeys("rises", "falls");
    assertThat(LeakCheck.suspicious(names, rows, late, Set.of("falls"))).containsOnlyKeys("rises");
  }

  @Test
  void aValueThatIsMissingForLateLinesAloneIsALeakToo() {
    List<float[]> rows = new ArrayList<>();
    List<Boolean> late = new ArrayList<>();
    for (int i = 0; i < 100; i++) {
      rows.add(new float[] {i % 2 == 0 ? Float.NaN : i});
      late.add(i % 2 == 0);
    }

    assertThat(LeakCheck.suspicious(List.of("receipt"), rows, late, Set.of()))
        .containsOnlyKeys("receipt");
  }

  @Test
  void anExplanationNamesAFeatureAndAReason() throws IOException {
    String feature = OrderFeatures.names().get(0);

    assertThat(LeakCheck.explained(new StringReader(feature + " = it is a rule of the source")))
        .containsOnlyKeys(feature);
    assertThatThrownBy(() -> LeakCheck.explained(new StringReader(feature + " =")))
        .hasMessage("The feature " + feature + " is not explained.");
    assertThatThrownBy(() -> LeakCheck.explained(new StringReader("no_such = reason")))
        .hasMessage("There is no feature no_such to explain.");
  }
}
