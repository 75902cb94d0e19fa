package io.duecast.ingest.fetch;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a column of a database becomes text: plain digits, ISO dates, nothing for NULL. */
enum Cell {
  DATE {
    @Override
    @Nullable Object value(ResultSet rows, int at) throws SQLException {
      return rows.getObject(at, LocalDate.class);
    }

    @Override
    Object parse(String text) {
      return LocalDate.parse(text);
    }
  },
  WALL_TIME {
    @Override
    @Nullable Object value(ResultSet rows, int at) throws SQLException {
      return rows.getObject(at, LocalDateTime.class);
    }

    @Override
    Object parse(String text) {
      return LocalDateTime.parse(text);
    }
  },
  INSTANT {
    @Override
    @Nullable Object value(ResultSet rows, int at) throws SQLException {
      OffsetDateTime time = rows.getObject(at, OffsetDateTime.class);
      return time == null ? null : time.withOffsetSameInstant(ZoneOffset.UTC);
    }

    @Override
    Object parse(String text) {
      return OffsetDateTime.parse(text);
    }
  },
  TIME_OF_DAY {
    @Override
    @Nullable Object value(ResultSet rows, int at) throws SQLException {
      return rows.getObject(at, LocalTime.class);
    }

    @Override
    Object parse(String text) {
      return LocalTime.parse(text);
    }
  },
  NUMBER {
    @Override
    @Nullable Object value(ResultSet rows, int at) throws SQLException {
      Object value = rows.getObject(at);
      return value instanceof Number number && isFinite(number)
          ? new BigDecimal(value.toString())
          : value;
    }

    @Override
    Object parse(String text) {
      return new BigDecimal(text);
    }
  },
  /** Texts, and whatever a database keeps in its own way. */
  TEXT {
    @Override
    @Nullable Object value(ResultSet rows, int at) throws SQLException {
      Object value = rows.getObject(at);
      if (value == null || value instanceof String) {
        return value;
      }
      return value instanceof Number || value instanceof Boolean ? text(value) : rows.getString(at);
    }

    @Override
    Object parse(String text) {
      return text;
    }
  };

  /** The value of the current row in the kind's own type. */
  abstract @Nullable Object value(ResultSet rows, int at) throws SQLException;

  /** The value that a text of {@link #text} stands for. */
  abstract Object parse(String text);

  /** The kind of a column, or nothing for bytes, which no cell of a text can hold. */
  static Optional<Cell> of(ResultSetMetaData columns, int at) throws SQLException {
    String type = String.valueOf(columns.getColumnTypeName(at)).toLowerCase(Locale.ROOT);
    return switch (columns.getColumnType(at)) {
      case Types.BINARY, Types.VARBINARY, Types.LONGVARBINARY, Types.BLOB -> Optional.empty();
      case Types.DATE -> Optional.of(DATE);
      // PostgreSQL calls both kinds of its instants a timestamp.
      case Types.TIMESTAMP -> Optional.of(type.equals("timestamptz") ? INSTANT : WALL_TIME);
      // The second is SQL Server's own number for the type.
      case Types.TIMESTAMP_WITH_TIMEZONE, -155 -> Optional.of(INSTANT);
      case Types.TIME -> Optional.of(type.equals("timetz") ? TEXT : TIME_OF_DAY);
      case Types.DECIMAL, Types.NUMERIC, Types.BIGINT, Types.INTEGER, Types.SMALLINT ->
          Optional.of(NUMBER);
      default -> Optional.of(TEXT);
    };
  }

  /** The text of a value of any kind. */
  static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Number number) {
      return isFinite(number) ? new BigDecimal(value.toString()).toPlainString() : value.toString();
    }
    if (value instanceof LocalDateTime time) {
      return DateTimeFormatter.ISO_LOCAL_DATE_TIME.format(time);
    }
    if (value instanceof OffsetDateTime time) {
      return DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(time);
    }
    if (value instanceof LocalTime time) {
      return DateTimeFormatter.ISO_LOCAL_TIME.format(time);
    }
    return value.toString();
  }

  private static boolean isFinite(Number number) {
    return !(number instanceof Double || number instanceof Float)
        || Double.isFinite(number.doubleValue());
  }
}
