package io.duecast.ingest.normalize;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * An accepted way to write a date or an instant, such as {@code yyyy-MM-ddTHH:mm:ss[.S]}.
 *
 * <p>{@code yyyy}, {@code MM}, {@code dd}, {@code HH}, {@code mm}, {@code ss} take exactly as many
 * digits as letters; {@code yy} is 1970 to 2069; {@code M}, {@code d}, {@code H} take one or two
 * digits; {@code MMM} is an English month of three letters; {@code S} is one to nine digits of a
 * fraction; {@code X} is {@code Z} or an offset such as {@code +08:00}. Square brackets hold an
 * optional end. Everything else stands for itself.
 */
final class DatePattern {

  private static final String MONTHS = "janfebmaraprmayjunjulaugsepoctnovdec";

  private enum Part {
    YEAR4,
    YEAR2,
    MONTH2,
    MONTH1,
    MONTH_NAME,
    DAY2,
    DAY1,
    HOUR2,
    HOUR1,
    MINUTE,
    SECOND,
    FRACTION,
    OFFSET,
    LITERAL,
    OPTIONAL_START
  }

  private final Part[] parts;
  private final byte[] literals;

  private DatePattern(Part[] parts, byte[] literals) {
    this.parts = parts;
    this.literals = literals;
  }

  static DatePattern of(String pattern) {
    List<Part> parts = new ArrayList<>();
    List<Byte> literals = new ArrayList<>();
    int i = 0;
    while (i < pattern.length()) {
      char c = pattern.charAt(i);
      int run = 1;
      while (i + run < pattern.length() && pattern.charAt(i + run) == c) {
        run++;
      }
      Part part = part(c, run);
      if (part == Part.LITERAL) {
        for (byte b :
            pattern.substring(i, i + 1).getBytes(java.nio.charset.StandardCharsets.UTF_8)) {
          parts.add(Part.LITERAL);
          literals.add(b);
        }
        i++;
        continue;
      }
      i += part == Part.OPTIONAL_START ? 1 : run;
      if (c == ']') {
        continue;
      }
      parts.add(part);
      literals.add((byte) 0);
    }
    byte[] bytes = new byte[literals.size()];
    for (int j = 0; j < bytes.length; j++) {
      bytes[j] = literals.get(j);
    }
    return new DatePattern(parts.toArray(Part[]::new), bytes);
  }

  private static Part part(char c, int run) {
    switch (c) {
      case 'y':
        return run == 2 ? Part.YEAR2 : Part.YEAR4;
      case 'M':
        return run == 1 ? Part.MONTH1 : run == 2 ? Part.MONTH2 : Part.MONTH_NAME;
      case 'd':
        return run == 1 ? Part.DAY1 : Part.DAY2;
      case 'H':
        return run == 1 ? Part.HOUR1 : Part.HOUR2;
      case 'm':
        return Part.MINUTE;
      case 's':
        return Part.SECOND;
      case 'S':
        return Part.FRACTION;
      case 'X':
        return Part.OFFSET;
      case '[':
      case ']':
        return Part.OPTIONAL_START;
      default:
        return Part.LITERAL;
    }
  }

  /** Fills {@code into} from the bytes; false when they are not written like this. */
  boolean match(byte[] bytes, int start, int end, DateParts into) {
    into.clear();
    int at = start;
    for (int p = 0; p < parts.length; p++) {
      int value;
      switch (parts[p]) {
        case OPTIONAL_START:
          if (at == end) {
            return into.isDate();
          }
          continue;
        case LITERAL:
          if (at >= end || bytes[at] != literals[p]) {
            return false;
          }
          at++;
          continue;
        case YEAR4:
          value = number(bytes, at, end, 4);
          at += 4;
          into.year = value;
          break;
        case YEAR2:
          value = number(bytes, at, end, 2);
          at += 2;
          into.year = value < 0 ? -1 : value < 70 ? 2000 + value : 1900 + value;
          break;
        case MONTH2:
          value = number(bytes, at, end, 2);
          at += 2;
          into.month = value;
          break;
        case DAY2:
          value = number(bytes, at, end, 2);
          at += 2;
          into.day = value;
          break;
        case HOUR2:
          value = number(bytes, at, end, 2);
          at += 2;
          into.hour = value;
          break;
        case MINUTE:
          value = number(bytes, at, end, 2);
          at += 2;
          into.minute = value;
          break;
        case SECOND:
          value = number(bytes, at, end, 2);
          at += 2;
          into.second = value;
          break;
        case MONTH1:
        case DAY1:
        case HOUR1:
          int digits = digits(bytes, at, end, 2);
          value = number(bytes, at, end, digits);
          at += digits;
          if (parts[p] == Part.MONTH1) {
            into.month = value;
          } else if (parts[p] == Part.DAY1) {
            into.day = value;
          } else {
            into.hour = value;
          }
          break;
        case MONTH_NAME:
          value = monthName(bytes, at, end);
          at += 3;
          into.month = value;
          break;
        case FRACTION:
          int length = digits(bytes, at, end, 9);
          value = number(bytes, at, end, Math.min(length, 6));
          for (int i = length; i < 6; i++) {
            value *= 10;
          }
          at += length;
          into.micros = value;
          break;
        case OFFSET:
          int taken = offset(bytes, at, end, into);
          value = taken;
          at += taken;
          break;
        default:
          throw new IllegalStateException("Unknown part " + parts[p]);
      }
      if (value < 0) {
        return false;
      }
    }
    return at == end && into.isDate();
  }

  /** Bytes of the offset at a place, or -1. */
  private static int offset(byte[] bytes, int at, int end, DateParts into) {
    if (at < end && bytes[at] == 'Z') {
      into.hasOffset = true;
      return 1;
    }
    if (at >= end || (bytes[at] != '+' && bytes[at] != '-')) {
      return -1;
    }
    int colon = at + 3 < end && bytes[at + 3] == ':' ? 1 : 0;
    int hours = number(bytes, at + 1, end, 2);
    int minutes = number(bytes, at + 3 + colon, end, 2);
    if (hours < 0 || hours > 18 || minutes < 0 || minutes > 59) {
      return -1;
    }
    into.hasOffset = true;
    into.offsetSeconds = (bytes[at] == '-' ? -1 : 1) * (hours * 60 + minutes) * 60;
    return 5 + colon;
  }

  private static int digits(byte[] bytes, int at, int end, int most) {
    int count = 0;
    while (count < most
        && at + count < end
        && bytes[at + count] >= '0'
        && bytes[at + count] <= '9') {
      count++;
    }
    return count;
  }

  /** The number in exactly {@code count} digits, or -1. */
  static int number(byte[] bytes, int at, int end, int count) {
    if (count == 0 || at + count > end) {
      return -1;
    }
    int value = 0;
    for (int i = at; i < at + count; i++) {
      int digit = bytes[i] - '0';
      if (digit < 0 || digit > 9) {
        return -1;
      }
      value = value * 10 + digit;
    }
    return value;
  }

  /** The English month of three letters at a place, 1 to 12, or -1. */
  static int monthName(byte[] bytes, int at, int end) {
    if (at + 3 > end) {
      return -1;
    }
    String name =
        new String(bytes, at, 3, java.nio.charset.StandardCharsets.ISO_8859_1)
            .toLowerCase(Locale.ROOT);
    int index = MONTHS.indexOf(name);
    return index < 0 || index % 3 != 0 ? -1 : index / 3 + 1;
  }
}
