package io.duecast.analytics.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PairedGainTest {

  private static final int ROWS = 60;

  private final List<String> units =
      IntStream.range(0, ROWS).mapToObj(row -> "order " + row / 2).toList();
  private final double[] one = new double[ROWS];
  private final double[] other = new double[ROWS];
  private final List<List<Integer>> halves =
      List.of(
          IntStream.range(0, ROWS / 2).boxed().toList(),
          IntStream.range(ROWS / 2, ROWS).boxed().toList());

  private boolean isWorse(List<List<Integer>> parts) {
    return PairedGain.worseThroughout(units, one, other, parts, 1);
  }

  @Test
  void whatLosesMoreEverywhereIsWorseThroughout() {
    Arrays.fill(one, 0.2);
    Arrays.fill(other, 0.1);

    assertThat(isWorse(halves)).isTrue();
    assertThat(isWorse(List.of(halves.get(0), List.of()))).as("a part without rows").isTrue();
  }

  @Test
  void aLossOfOneHalfAloneDoesNotPersist() {
    Arrays.fill(one, 0, ROWS / 2, 0.5);
    Arrays.fill(other, ROWS / 2, ROWS, 0.01);

    assertThat(PairedGain.of(units, one, other, 1).worse()).as("over all rows").isTrue();
    assertThat(isWorse(halves)).isFalse();
  }

  @Test
  void oneOrderThatWentWrongIsNoProof() {
    one[4] = 1;
    one[5] = 1;

    assertThat(isWorse(new ArrayList<>(halves))).isFalse();
  }
}
