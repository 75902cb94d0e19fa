package io.duecast.ingest.normalize;

import static org.assertj.core.api.Assertions.assertThat;

import io.duecast.contract.check.RejectRule;
import io.duecast.ingest.connector.ColumnSpec;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.types.Decimal;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CellReaderTest {

  private static final ZoneId SHANGHAI = ZoneId.of("Asia/Shanghai");

  @ParameterizedTest
  @CsvSource({
    "12.50, 12.5",
    "13.5%, 13.5",
    "'4,746.00', 4746",
    "'￥4,746.00', 4746",
    "12-, -12",
    "１２．５, 12.5",
    "+3, 3",
    "1E3, 1000",
    "0.00000000004, 0",
    "999999999999999999, 999999999999999999",
    "123456789012345678.9012345678, 123456789012345678.9012345678"
  })
  void numbersAreReadAsPeopleWriteThem(String text, String expected) {
    CellReader reader = reader(ColumnSpec.Kind.DECIMAL, List.of(), Map.of());

    Object value = read(reader, text);

    assertThat(value)
        .isInstanceOfSatisfying(
            Decimal.class,
            number -> assertThat(number.toJavaBigDecimal()).isEqualByComparingTo(expected));
    assertThat(reader.problem()).isNull();
  }

  @ParameterizedTest
  @CsvSource({"5箱", "'4,74'", "%", "见合同", "'1,2345'", "--1", "1e999999999"})
  void whatIsNoNumberIsRefused(String text) {
    CellReader reader = reader(ColumnSpec.Kind.DECIMAL, List.of(), Map.of());

    assertThat(read(reader, text)).isNull();
    assertThat(reader.problem()).isEqualTo(RejectRule.NUMBER_INVALID);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T09:14:05.27, 2026-03-02",
    "2026-03-02, 2026-03-02",
    "2026/3/2, 2026-03-02",
    "2026.3.2, 2026-03-02",
    "2026年3月2日, 2026-03-02",
    "20260302, 2026-03-02",
    "2-Jun-06, 2006-06-02",
    "02-JUN-2006, 2006-06-02",
    "16-02-2010, 2010-02-16",
    "8/19/2014, 2014-08-19",
    "05-05-2013, 2013-05-05"
  })
  void datesThatCanOnlyMeanOneDayAreRead(String text, LocalDate expected) {
    CellReader reader = reader(ColumnSpec.Kind.DATE, List.of("yyyy-MM-ddTHH:mm:ss[.S]"), Map.of());

    assertThat(read(reader, text)).isEqualTo((int) expected.toEpochDay());
  }

  @Test
  void dayAndMonthAreNeverGuessed() {
    CellReader reader = reader(ColumnSpec.Kind.DATE, List.of("M/d/yy"), Map.of());

    assertThat(read(reader, "5/3/13")).isEqualTo((int) LocalDate.of(2013, 5, 3).toEpochDay());
    assertThat(read(reader, "05-03-2013")).isNull();
    assertThat(reader.problem()).isEqualTo(RejectRule.DATE_AMBIGUOUS);
  }

  @Test
  void aColumnMayProveTheOrderOfAShape() {
    Map<String, DateShape.ShapeOrder> proofs = new HashMap<>();
    CellReader surveyor = reader(ColumnSpec.Kind.DATE, List.of("d-MMM-yy"), Map.of());
    for (String cell : List.of("03-02-2010", "16-02-2010", "02-Jun-06")) {
      byte[] bytes = cell.getBytes(StandardCharsets.UTF_8);
      surveyor.prove(bytes, 0, bytes.length, proofs);
    }
    CellReader reader = reader(ColumnSpec.Kind.DATE, List.of("d-MMM-yy"), proofs);

    assertThat(proofs).containsEntry("-4", DateShape.ShapeOrder.DAY_FIRST);
    assertThat(read(reader, "03-02-2010")).isEqualTo((int) LocalDate.of(2010, 2, 3).toEpochDay());
    assertThat(read(reader, "03/02/2010")).as("another shape stays unproven").isNull();
  }

  @Test
  void proofsThatContradictProveNothing() {
    CellReader reader =
        reader(ColumnSpec.Kind.DATE, List.of(), Map.of("-4", DateShape.ShapeOrder.BOTH));

    assertThat(read(reader, "03-02-2010")).isNull();
    assertThat(read(reader, "16-02-2010")).isNotNull();
  }

  @ParameterizedTest
  @CsvSource({
    "2026-02-30, DATE_INVALID",
    "N/A - From RDC, DATE_INVALID",
    "月底, DATE_INVALID",
    "13/13/2013, DATE_INVALID",
    "1026-03-02, DATE_IMPLAUSIBLE",
    "2226-03-02, DATE_IMPLAUSIBLE"
  })
  void whatIsNoDateIsRefused(String text, RejectRule rule) {
    CellReader reader = reader(ColumnSpec.Kind.DATE, List.of("yyyy-MM-dd"), Map.of());

    assertThat(read(reader, text)).isNull();
    assertThat(reader.problem()).isEqualTo(rule);
  }

  @Test
  void wallTimesAreReadInTheSourcesZone() {
    CellReader reader =
        reader(ColumnSpec.Kind.INSTANT, List.of("yyyy-MM-ddTHH:mm:ss[.S]"), Map.of());

    Object micros = read(reader, "2026-03-02T09:14:05.103");

    assertThat(micros).isEqualTo(Instant.parse("2026-03-02T01:14:05.103Z").toEpochMilli() * 1_000);
  }

  @ParameterizedTest
  @CsvSource({
    "2026-03-02T09:14:05.103+01:00, 2026-03-02T08:14:05.103Z",
    "2026-03-02T09:14:05.103-0330, 2026-03-02T12:44:05.103Z",
    "2026-03-02T09:14:05.103Z, 2026-03-02T09:14:05.103Z"
  })
  void aTimeThatNamesItsOffsetNeedsNoZone(String text, Instant expected) {
    CellReader reader =
        reader(ColumnSpec.Kind.INSTANT, List.of("yyyy-MM-ddTHH:mm:ss.SX"), Map.of());

    assertThat(read(reader, text)).isEqualTo(expected.toEpochMilli() * 1_000);
    assertThat(read(reader, text.replaceAll("(Z|[+-]\\d\\d:?\\d\\d)$", "+1"))).isNull();
  }

  @Test
  void aDayOutsideTheDeclaredPeriodIsImplausible() {
    CellReader reader =
        new CellReader(
            column(
                ColumnSpec.Kind.INSTANT,
                List.of("yyyy-MM-ddTHH:mmX"),
                LocalDate.of(2018, 1, 1),
                LocalDate.of(2019, 1, 18)),
            SHANGHAI,
            Map.of(),
            false);

    assertThat(read(reader, "2018-01-01T00:00+01:00")).as("the day as it is written").isNotNull();
    assertThat(read(reader, "2019-01-18T23:59+01:00")).isNotNull();
    assertThat(read(reader, "2017-12-31T23:59+01:00")).isNull();
    assertThat(reader.problem()).isEqualTo(RejectRule.DATE_IMPLAUSIBLE);
    assertThat(read(reader, "2019-01-19T00:00+01:00")).isNull();
  }

  @Test
  void codesStayTextWithoutTheTricksOfSpreadsheets() {
    CellReader reader = reader(ColumnSpec.Kind.TEXT, List.of(), Map.of());

    assertThat(String.valueOf(read(reader, "\tS0017"))).isEqualTo("S0017");
    assertThat(String.valueOf(read(reader, "=\"0017\""))).isEqualTo("0017");
    assertThat(String.valueOf(read(reader, "\u00A0S0017\u00A0"))).isEqualTo("S0017");
    assertThat(String.valueOf(read(reader, "=1+1"))).isEqualTo("=1+1");
    assertThat(read(reader, "  ")).isNull();
    assertThat(read(reader, "n/a")).as("null words have no case").isNull();
  }

  @Test
  void aKeyThatASpreadsheetDestroyedIsRefused() {
    CellReader reader =
        new CellReader(column(ColumnSpec.Kind.TEXT, List.of()), SHANGHAI, Map.of(), true);

    assertThat(read(reader, "1.23457E+15")).isNull();
    assertThat(reader.problem()).isEqualTo(RejectRule.KEY_DAMAGED);
    assertThat(String.valueOf(read(reader, "A+B"))).isEqualTo("A+B");
  }

  @Test
  void flagsAreYesOrNo() {
    CellReader reader = reader(ColumnSpec.Kind.FLAG, List.of(), Map.of());

    assertThat(read(reader, "是")).isEqualTo(true);
    assertThat(read(reader, "FALSE")).isEqualTo(false);
    assertThat(read(reader, "vielleicht")).isNull();
    assertThat(reader.problem()).isEqualTo(RejectRule.FLAG_INVALID);
  }

  private static @Nullable Object read(CellReader reader, String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    return reader.read(bytes, 0, bytes.length, false);
  }

  private static CellReader reader(
      ColumnSpec.Kind kind, List<String> formats, Map<String, DateShape.ShapeOrder> shapes) {
    return new CellReader(column(kind, formats), SHANGHAI, shapes, false);
  }

  private static ColumnSpec column(ColumnSpec.Kind kind, List<String> formats) {
    return column(kind, formats, null, null);
  }

  private static ColumnSpec column(
      ColumnSpec.Kind kind,
      List<String> formats,
      @Nullable LocalDate earliest,
      @Nullable LocalDate latest) {
    return new ColumnSpec(
        "c",
        List.of("C"),
        false,
        kind,
        false,
        false,
        formats,
        List.of("N/A"),
        List.of("true", "是"),
        List.of("false", "否"),
        0,
        ColumnSpec.Level.EVENT,
        earliest,
        latest,
        null);
  }
}
