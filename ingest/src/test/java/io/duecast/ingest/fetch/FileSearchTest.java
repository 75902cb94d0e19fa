package io.duecast.ingest.fetch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.ingest.connector.Connector;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Files, folders, patterns and archives as an extract. */
class FileSearchTest {

  private static final Unpacking.Limits SMALL = new Unpacking.Limits(3, 1_000_000, 0, 100, 10_000);

  @TempDir private Path folder;
  private Path data = Path.of("");
  private Connector connector;

  @BeforeEach
  void twoSources() throws IOException {
    data = Files.createDirectories(folder.resolve("data"));
    connector =
        Ways.connector(
            folder.resolve("connector"),
            """
            sources:
              order: {files: [order.csv, order-*.csv], columns: {id: id}}
              log: {files: ["*.xes", "*.xes.gz"], format: xes, columns: {key: "concept:name"}}
            """);
  }

  @Test
  void aFolderGivesTheFilesOfItsFoldersUnderTheirWholeNames() throws IOException {
    write("2025/order.csv", "a");
    write("2026/order.csv", "b");
    write("readme.txt", "c");
    write(".git/order.csv", "hidden");
    write("__MACOSX/._order.csv", "hidden");

    assertThat(Ways.texts(find(data.toString())))
        .isEqualTo(Map.of("2025/order.csv", "a", "2026/order.csv", "b", "readme.txt", "c"));
  }

  @Test
  void aPatternChoosesFilesAlsoBelowFolders() throws IOException {
    write("order.csv", "a");
    write("order-2.csv", "b");
    write("old/order.csv", "c");

    assertThat(Ways.texts(find(data + "/order*.csv")).keySet())
        .containsExactlyInAnyOrder("order.csv", "order-2.csv");
    assertThat(Ways.texts(find(data + "/**.csv"))).hasSize(3);
    assertThat(Ways.texts(find(data + "/{old,new}/*.csv"))).isEqualTo(Map.of("old/order.csv", "c"));
    assertFault(FaultCode.INPUT_MISSING, () -> find(data + "/x*.csv"), "x*.csv does not exist");
    assertFault(FaultCode.INPUT_MISSING, () -> find(data + "/none/*.csv"), "does not exist");
  }

  @Test
  void aFolderWhoseNameLooksLikeAPatternIsAFolder() throws IOException {
    write("[2026]/order.csv", "a");

    assertThat(Ways.texts(find(data.resolve("[2026]").toString())))
        .isEqualTo(Map.of("order.csv", "a"));
  }

  @Test
  void anArchiveIsUnpackedForTheTimeOfTheLoad() throws IOException {
    Path zip =
        zip(StandardCharsets.UTF_8, "导出/order.csv", "甲", "._order.csv", "x", "b\\order-2.csv", "乙");

    Fetched fetched = find(zip.toString());

    assertThat(Ways.texts(fetched)).isEqualTo(Map.of("导出/order.csv", "甲", "b/order-2.csv", "乙"));
    Path unpacked = fetched.extract().files().get(0).path();
    assertThat(Files.getLastModifiedTime(unpacked).toMillis()).isEqualTo(1_772_000_000_000L);
    fetched.close();
    assertThat(unpacked).doesNotExist();
    assertThat(zip).exists();
  }

  @Test
  void namesOfAnArchiveFromAChineseWindowsAreRead() throws IOException {
    Path zip = zip(Charset.forName("GB18030"), "采购订单/order.csv", "a");

    assertThat(Ways.texts(find(zip.toString())).keySet()).containsExactly("采购订单/order.csv");
  }

  @Test
  void aNameThatLeadsOutOfTheArchiveIsRefused() throws IOException {
    for (String name : new String[] {"../evil.csv", "a/../../evil.csv", "/evil.csv", "C:/e.csv"}) {
      Path zip = zip(StandardCharsets.UTF_8, name, "x");

      assertFault(FaultCode.INPUT_REFUSED, () -> find(zip.toString()), name, "not unpacked");
    }
    assertThat(data.resolveSibling("evil.csv")).doesNotExist();
  }

  @Test
  void anArchiveThatGrowsOutOfBoundsIsStopped() throws IOException {
    Path bomb = zip(StandardCharsets.UTF_8, "order.csv", "0".repeat(900_000));
    Path large = zip(StandardCharsets.UTF_8, "order.csv", digits(1_200_000));
    Path many = zip(StandardCharsets.UTF_8, "1.csv", "a", "2.csv", "a", "3.csv", "a", "4.csv", "a");

    assertFault(
        FaultCode.INPUT_REFUSED,
        () -> new Unpacking(SMALL).zip(bomb, folder.resolve("a")),
        "more than 100 times its size");
    assertThat(Files.size(folder.resolve("a/order.csv"))).isLessThan(200_000);
    assertFault(
        FaultCode.INPUT_TOO_LARGE,
        () -> new Unpacking(SMALL).zip(large, folder.resolve("b")),
        "would fill the disk");
    assertFault(
        FaultCode.INPUT_TOO_LARGE,
        () -> new Unpacking(SMALL).zip(many, folder.resolve("c")),
        "holds 4 files; the limit is 3");
    assertFault(
        FaultCode.INPUT_TOO_LARGE,
        () ->
            new Unpacking(new Unpacking.Limits(9, 1L << 60, 1L << 60, 100, 1L << 60))
                .zip(large, folder.resolve("d")),
        "would fill the disk");
  }

  @Test
  void aDamagedArchiveIsNamed() throws IOException {
    Path zip = zip(StandardCharsets.UTF_8, "order.csv", digits(10_000));
    byte[] bytes = Files.readAllBytes(zip);
    Path cut = Files.write(data.resolve("cut.zip"), java.util.Arrays.copyOf(bytes, 3_000));
    bytes[1_000] ^= 0x55;
    Path broken = Files.write(data.resolve("broken.zip"), bytes);
    Path gzip = Files.write(data.resolve("order.csv.gz"), new byte[] {0x1f, (byte) 0x8b, 8, 0});

    assertFault(FaultCode.INPUT_DAMAGED, () -> find(cut.toString()), "cut.zip is damaged");
    assertFault(FaultCode.INPUT_DAMAGED, () -> find(broken.toString()), "broken.zip is damaged");
    assertFault(FaultCode.INPUT_DAMAGED, () -> find(gzip.toString()), "order.csv.gz is damaged");
  }

  @Test
  void gzippedFilesAreUnpackedUnlessTheConnectorReadsThemAsTheyAre() throws IOException {
    gzip("a/order-1.csv.gz", "one");
    gzip("log.xes.gz", "<log/>");
    gzip("order.csv.gz", "packed");
    write("order.csv", "plain");
    gzip("notes.txt.gz", "x");

    Fetched fetched = find(data.toString());

    assertThat(Ways.texts(only(fetched, "a/order-1.csv", "order.csv")))
        .isEqualTo(Map.of("a/order-1.csv", "one", "order.csv", "plain"));
    assertThat(fetched.extract().files().stream().map(item -> item.name()))
        .contains("log.xes.gz", "notes.txt.gz");
  }

  private static Fetched only(Fetched fetched, String... names) {
    return new Fetched(
        new io.duecast.ingest.land.Extract(
            "",
            fetched.extract().files().stream()
                .filter(item -> Stream.of(names).anyMatch(item.name()::equals))
                .toList(),
            false),
        Map.of(),
        null);
  }

  private Fetched find(String input) {
    return new FileSearch(connector).find(input);
  }

  private void write(String name, String text) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    Files.writeString(file, text);
  }

  private void gzip(String name, String text) throws IOException {
    Path file = data.resolve(name);
    Files.createDirectories(file.getParent());
    try (OutputStream out = new GZIPOutputStream(Files.newOutputStream(file))) {
      out.write(text.getBytes(StandardCharsets.UTF_8));
    }
  }

  private Path zip(Charset names, String... namesAndTexts) throws IOException {
    Path zip = Files.createTempFile(folder, "export", ".zip");
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(zip), names)) {
      for (int i = 0; i < namesAndTexts.length; i += 2) {
        ZipEntry entry = new ZipEntry(namesAndTexts[i]);
        entry.setLastModifiedTime(java.nio.file.attribute.FileTime.fromMillis(1_772_000_000_000L));
        out.putNextEntry(entry);
        out.write(namesAndTexts[i + 1].getBytes(StandardCharsets.UTF_8));
      }
    }
    return zip;
  }

  /** Text that packs no better than digits do. */
  private static String digits(int length) {
    return new java.util.Random(7)
        .ints(length, '0', '9' + 1)
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static void assertFault(FaultCode code, ThrowingCallable action, String... parts) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(Fault.class, fault -> assertThat(fault.code()).isEqualTo(code))
        .hasMessageContainingAll(parts);
  }
}
