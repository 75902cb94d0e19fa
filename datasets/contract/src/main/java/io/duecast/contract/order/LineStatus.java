package io.duecast.contract.order;

import java.math.BigDecimal;
import java.util.Locale;

/** Where an order line stands, by one rule for every source. */
public enum LineStatus {
  OPEN,
  PARTIAL,
  COMPLETE,
  CLOSED_SHORT,
  CANCELLED,
  FROZEN;

  /**
   * The rule of every connector.
   *
   * @param cancelled the line carries a cancel, terminate or delete mark
   * @param closed closed by hand, by tolerance or by termination
   * @param qty quantity ordered
   * @param received net of reversals, gross of later quality returns, same unit as {@code qty}
   * @param underTolerancePct accepted under-delivery in percent
   */
  public static LineStatus of(
      boolean cancelled,
      boolean closed,
      boolean frozen,
      BigDecimal qty,
      BigDecimal received,
      BigDecimal underTolerancePct) {
    BigDecimal enough = qty.multiply(BigDecimal.ONE.subtract(underTolerancePct.movePointLeft(2)));
    boolean full = received.compareTo(enough) >= 0 && received.signum() > 0;
    if (cancelled && received.signum() == 0) {
      return CANCELLED;
    }
    if ((closed || cancelled) && !full) {
      return CLOSED_SHORT;
    }
    if (full) {
      return COMPLETE;
    }
    if (frozen) {
      return FROZEN;
    }
    return received.signum() > 0 ? PARTIAL : OPEN;
  }

  /** Lower-case code, as in {@code order_lines.line_status}. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  public static LineStatus of(String code) {
    return valueOf(code.toUpperCase(Locale.ROOT));
  }

  /** Whether goods are still expected. */
  public boolean isOpen() {
    return this == OPEN || this == PARTIAL || this == FROZEN;
  }
}
