package io.duecast.contract.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class LineStatusTest {

  @ParameterizedTest(name = "{0}")
  @CsvSource({
    "golden line 1 received whole,            false, true,  false, 100, 100, 0, COMPLETE",
    "golden line 2 closed by the buyer,       false, true,  false, 20,  12,  0, CLOSED_SHORT",
    "golden line 3 cancelled before goods,    true,  false, false, 50,  0,   0, CANCELLED",
    "cancelled after a part came,             true,  false, false, 50,  10,  0, CLOSED_SHORT",
    "nothing came yet,                        false, false, false, 100, 0,   0, OPEN",
    "a part came,                             false, false, false, 100, 60,  0, PARTIAL",
    "closed within tolerance,                 false, true,  false, 100, 97,  5, COMPLETE",
    "closed below tolerance,                  false, true,  false, 100, 94,  5, CLOSED_SHORT",
    "over-delivered,                          false, false, false, 100, 105, 0, COMPLETE",
    "frozen before goods,                     false, false, true,  100, 0,   0, FROZEN",
    "closed with nothing ordered or received, false, true,  false, 0,   0,   0, CLOSED_SHORT"
  })
  void followsOneRuleForEverySource(
      String situation,
      boolean cancelled,
      boolean closed,
      boolean frozen,
      BigDecimal qty,
      BigDecimal received,
      BigDecimal tolerance,
      LineStatus expected) {
    assertThat(LineStatus.of(cancelled, closed, frozen, qty, received, tolerance))
        .as(situation)
        .isEqualTo(expected);
  }

  @Test
  void aReturnAfterFullReceiptDoesNotReopenTheLine() {
    BigDecimal grossOfReturns = new BigDecimal(100);

    assertThat(
            LineStatus.of(
                false, false, false, new BigDecimal(100), grossOfReturns, BigDecimal.ZERO))
        .isEqualTo(LineStatus.COMPLETE);
  }
}
