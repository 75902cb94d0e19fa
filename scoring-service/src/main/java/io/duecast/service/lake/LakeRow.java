package io.duecast.service.lake;

import io.duecast.contract.table.Column;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Struct;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The current row of a query. */
public final class LakeRow {

  private final ResultSet result;

  LakeRow(ResultSet result) {
    this.result = result;
  }

  public @Nullable String text(Column column) {
    return text(column.name());
  }

  public @Nullable String text(String column) {
    return (String) value(column);
  }

  /** Text of a column that is never null. */
  public String word(Column column) {
    return word(column.name());
  }

  /** Text of a column that is never null. */
  public String word(String column) {
    return required(text(column), column);
  }

  public @Nullable LocalDate date(Column column) {
    return date(column.name());
  }

  public @Nullable LocalDate date(String column) {
    return (LocalDate) value(column);
  }

  /** Instant of a column that is never null. */
  public Instant instant(Column column) {
    return required((OffsetDateTime) value(column.name()), column.name()).toInstant();
  }

  public @Nullable BigDecimal decimal(Column column) {
    return decimal(column.name());
  }

  /** Without trailing zeros, so that 40.0000000000 reads 40. */
  public @Nullable BigDecimal decimal(String column) {
    BigDecimal value = (BigDecimal) value(column);
    if (value == null) {
      return null;
    }
    BigDecimal stripped = value.stripTrailingZeros();
    return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
  }

  public @Nullable Double real(Column column) {
    return real(column.name());
  }

  public @Nullable Double real(String column) {
    Object value = value(column);
    return value == null ? null : ((Number) value).doubleValue();
  }

  public long count(Column column) {
    return count(column.name());
  }

  /** Number of a column that is never null. */
  public long count(String column) {
    return required((Number) value(column), column).longValue();
  }

  public @Nullable Boolean flag(String column) {
    return (Boolean) value(column);
  }

  /** Entries of a text map, sorted by name. */
  public Map<String, String> map(Column column) {
    Map<String, String> sorted = new TreeMap<>();
    Object value = value(column.name());
    if (value instanceof Map<?, ?> entries) {
      entries.forEach((name, text) -> sorted.put(String.valueOf(name), String.valueOf(text)));
    } else if (value instanceof Struct) {
      throw new IllegalStateException("Column " + column + " is not a map");
    }
    return sorted;
  }

  private @Nullable Object value(String column) {
    try {
      Object value = result.getObject(column);
      return value instanceof java.sql.Date date ? date.toLocalDate() : value;
    } catch (SQLException e) {
      throw new IllegalStateException("Cannot read column " + column, e);
    }
  }

  private static <T> T required(@Nullable T value, String column) {
    if (value == null) {
      throw new IllegalStateException("Column " + column + " is null");
    }
    return value;
  }
}
