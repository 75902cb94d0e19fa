package io.duecast.contract.fault;

import io.duecast.contract.Text;
import org.jspecify.annotations.Nullable;

/**
 * A failure that ends a command or a request. The message says what, why and what to do, with the
 * values, in both languages. Bad rows are values, never faults.
 */
public final class Fault extends RuntimeException {

  private final FaultCode code;
  private final transient Text text;

  public Fault(FaultCode code, Text text) {
    this(code, text, null);
  }

  public Fault(FaultCode code, Text text, @Nullable Throwable cause) {
    super(code + ": " + text.en(), cause);
    this.code = code;
    this.text = text;
  }

  public FaultCode code() {
    return code;
  }

  /** What happened, why, and what to do. */
  public Text text() {
    return text;
  }
}
