package io.duecast.command;

import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** Reads {@code --as-of}: a day means the end of that day in the business zone, else an instant. */
public final class AsOf {

  private AsOf() {}

  public static Instant parse(String text, ZoneId zone) {
    try {
      return text.contains("T")
          ? Instant.parse(text)
          : LocalDate.parse(text).plusDays(1).atStartOfDay(zone).toInstant();
    } catch (DateTimeException e) {
      throw new Fault(
          FaultCode.BAD_ARGUMENT,
          Text.of(
              "--as-of 的值 %s 不是日期。请写成 2026-03-02 或 2026-03-02T08:00:00Z。".formatted(text),
              "The value %s of --as-of is not a date. Write 2026-03-02 or 2026-03-02T08:00:00Z."
                  .formatted(text)),
          e);
    }
  }
}
