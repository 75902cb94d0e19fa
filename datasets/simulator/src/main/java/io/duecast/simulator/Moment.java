package io.duecast.simulator;

/** A local instant as milliseconds since 1970 without a zone, packed in a long. */
final class Moment {

  static final long NONE = Long.MIN_VALUE;

  private static final long DAY = 86_400_000L;

  private Moment() {}

  /** A random instant of that day from {@code fromHour} up to {@code toHour}. */
  static long within(int day, double fromHour, double toHour, Draw draw) {
    return day * DAY + (long) (draw.between(fromHour, toHour) * 3_600_000);
  }

  static long plusMinutes(long moment, double minutes) {
    return moment + (long) (minutes * 60_000);
  }

  static int day(long moment) {
    return (int) Math.floorDiv(moment, DAY);
  }

  static int millis(long moment) {
    return (int) Math.floorMod(moment, DAY);
  }
}
