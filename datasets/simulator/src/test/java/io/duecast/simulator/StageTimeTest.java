package io.duecast.simulator;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class StageTimeTest {

  @Test
  void drawsFollowTheStatedSurvival() {
    Draw draw = new Draw(4);
    for (StageTime time : List.of(StageTime.waiting(1.5, 1.1), StageTime.work(8, 5, 2))) {
      int[] counts = new int[40];
      for (int i = 0; i < 100_000; i++) {
        counts[Math.min(39, time.draw(draw))]++;
      }
      int left = 100_000;
      for (int days = 0; days < 40; days++) {
        assertThat(left / 100_000.0)
            .as("at least %d days", days)
            .isCloseTo(time.atLeast(days), within(0.007));
        left -= counts[days];
      }
    }
  }

  @Test
  void theMedianMovesOnWithTheTimeThatWentBy() {
    StageTime time = StageTime.work(8, 5, 1);

    assertThat(time.medianBeyond(0)).isEqualTo(9);
    assertThat(time.medianBeyond(15)).isBetween(16, 20);
  }

  @Test
  void forksAreIndependentOfWhatWasDrawn() {
    Draw one = new Draw(1);
    Draw other = new Draw(1);
    one.unit();

    assertThat(one.fork(5).unit()).isEqualTo(other.fork(5).unit());
    assertThat(one.fork(5).unit()).isNotEqualTo(one.fork(6).unit());
  }
}
