package io.duecast.contract;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SafeCellTest {

  @ParameterizedTest
  @ValueSource(strings = {"=1+1", "+1", "-1", "@SUM(A1)", "\tx", "\rx", "=cmd|' /C calc'!A0"})
  void textThatASpreadsheetWouldRunGetsAnApostrophe(String text) {
    assertThat(SafeCell.of(text)).isEqualTo("'" + text);
  }

  @Test
  void numbersStayNumbersAndNothingStaysNothing() {
    assertThat(SafeCell.of(new BigDecimal("-12.50"))).isEqualTo("-12.50");
    assertThat(SafeCell.of(-3)).isEqualTo("-3");
    assertThat(SafeCell.of(-0.25)).isEqualTo("-0.2500");
    assertThat(SafeCell.of(null)).isEmpty();
    assertThat(SafeCell.of("六角螺栓")).isEqualTo("六角螺栓");
  }
}
