package io.duecast.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class CsvTest {

  @Test
  void quotesHoldDelimitersLineEndsAndDoubledQuotes() {
    assertThat(records("a,\"b,\n\"\"c\"\"\",d\r\ne,,f"))
        .containsExactly(List.of("a", "b,\n\"c\"", "d"), List.of("e", "", "f"));
  }

  @Test
  void everyLineEndIsUnderstood() {
    assertThat(records("a\nb\r\nc\rd"))
        .containsExactly(List.of("a"), List.of("b"), List.of("c"), List.of("d"));
  }

  @Test
  void aQuoteInsideACellIsText() {
    assertThat(records("5\" pipe,x")).containsExactly(List.of("5\" pipe", "x"));
  }

  @Test
  void anOpenQuoteAndTextBehindAQuoteAreNoticed() {
    byte[] open = bytes("a,\"b\nc");
    CsvCursor cursor = new CsvCursor(open, 0, open.length, (byte) ',');
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.unclosed()).isTrue();
    byte[] ragged = bytes("\"a\"b,c");
    cursor = new CsvCursor(ragged, 0, ragged.length, (byte) ',');
    assertThat(cursor.next()).isTrue();
    assertThat(cursor.ragged()).isTrue();
    assertThat(cursor.cells()).isEqualTo(2);
  }

  /** Chunks found by the scan hold the same records, with the same numbers, as one walk. */
  @Test
  void chunksHoldTheRecordsOfTheWholeFile() {
    Random random = new Random(5);
    char[] letters = {'a', '"', '"', ',', '\n', '\r', '\n', 'é', '"', ','};
    for (int round = 0; round < 3_000; round++) {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(60); i >= 0; i--) {
        text.append(letters[random.nextInt(letters.length)]);
      }
      byte[] file = bytes(text.toString());
      RecordScan scan = new RecordScan((byte) ',', 0, 1 + random.nextInt(12));
      for (int from = 0; from < file.length; ) {
        int length = Math.min(file.length - from, 1 + random.nextInt(7));
        scan.feed(Arrays.copyOfRange(file, from, from + length), 0, length);
        from += length;
      }
      List<List<String>> pieced = new ArrayList<>();
      for (Chunk chunk : scan.finish()) {
        assertThat(chunk.firstRow()).isEqualTo(pieced.size() + 1);
        pieced.addAll(records(file, (int) chunk.start(), (int) chunk.end()));
      }
      assertThat(pieced).as(text.toString()).isEqualTo(records(file, 0, file.length));
    }
  }

  @Test
  void utf8IsJudgedAcrossBlocks() {
    byte[] text = bytes("价税合计 𠮷 é");
    Utf8Check check = new Utf8Check();
    for (byte b : text) {
      check.feed(new byte[] {b}, 1);
    }
    assertThat(check.isUtf8()).isTrue();
    assertThat(check.endsInsideCharacter()).isFalse();

    Utf8Check cut = new Utf8Check();
    cut.feed(text, text.length - 1);
    assertThat(cut.isUtf8()).isTrue();
    assertThat(cut.endsInsideCharacter()).isTrue();

    byte[] gbk = "采购订单号".getBytes(java.nio.charset.Charset.forName("GB18030"));
    Utf8Check other = new Utf8Check();
    other.feed(gbk, gbk.length);
    assertThat(other.isUtf8()).isFalse();
    assertThat(other.isBrokenUtf8()).isFalse();
  }

  @Test
  void headingsAreComparedWithoutWidthBlanksStarsAndUnits() {
    assertThat(HeadingText.normal(" ＊采购 数量（件） ")).isEqualTo(HeadingText.normal("采购数量"));
    assertThat(HeadingText.normal("FEntity_FENTRYID"))
        .isEqualTo(HeadingText.normal("FEntity_FEntryID"));
    assertThat(HeadingText.normal("(基本信息)")).isNotEmpty();
  }

  @Test
  void garbledTextIsRecognisedAndForeignTextIsNot() {
    assertThat(Mojibake.find("CÃ´te d'Ivoire")).contains("Ã´");
    assertThat(Mojibake.find("锟斤拷")).isPresent();
    assertThat(Mojibake.find("Côte d'Ivoire, São Tomé, 苏州恒精密件, “North”")).isEmpty();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static List<List<String>> records(String text) {
    byte[] file = bytes(text);
    return records(file, 0, file.length);
  }

  private static List<List<String>> records(byte[] file, int start, int end) {
    CsvCursor cursor = new CsvCursor(file, start, end, (byte) ',');
    List<List<String>> records = new ArrayList<>();
    while (cursor.next()) {
      List<String> cells = new ArrayList<>();
      for (int cell = 0; cell < cursor.cells(); cell++) {
        String text =
            new String(
                file,
                cursor.start(cell),
                cursor.end(cell) - cursor.start(cell),
                StandardCharsets.UTF_8);
        cells.add(cursor.doubled(cell) ? text.replace("\"\"", "\"") : text);
      }
      records.add(cells);
    }
    return records;
  }
}
