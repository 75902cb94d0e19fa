package io.duecast.ingest.land;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.duecast.contract.Sha256;
import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.NamePatterns;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Finds the files of a load and settles how each is read: which source it is, its encoding on the
 * whole of its bytes, delimiter, heading row, and where records end.
 */
public final class Inspection {

  private static final int HEAD_BYTES = 1 << 18;
  private static final int BLOCK_BYTES = 1 << 18;
  private static final long SMALL_CHUNK = 4L << 20;
  private static final long LARGE_CHUNK = 32L << 20;

  /** More line ends than this inside an unclosed quote: rows were swallowed, not just cut. */
  private static final long LINES_OF_A_CELL = 20;

  /** Sources of text that are exported as workbooks too keep their name. */
  private static final String TEXT_END = ".csv";

  private static final List<String> WORKBOOK_ENDS = List.of(".xlsx", ".xls");

  private static final String DOCUMENT_END = ".json";

  private final Connector connector;

  private Inspection(Connector connector) {
    this.connector = connector;
  }

  /**
   * Inspects those files of an extract that the connector knows.
   *
   * @throws Fault when nothing fits, a file the connector needs is missing, or one cannot be read
   */
  public static List<InspectedFile> inspect(Connector connector, Extract extract) {
    Inspection inspection = new Inspection(connector);
    List<Found> found = inspection.find(extract);
    // Two at a time: the work is one pass over the bytes, and hashing leaves the disk idle.
    ExecutorService pool = Executors.newFixedThreadPool(2);
    try {
      List<Future<InspectedFile>> running = new ArrayList<>();
      for (Found file : found) {
        running.add(pool.submit(() -> inspectFile(file)));
      }
      List<InspectedFile> inspected = new ArrayList<>();
      for (Future<InspectedFile> file : running) {
        inspected.add(file.get());
      }
      return inspected;
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Fault fault) {
        throw fault;
      }
      throw new IllegalStateException("Inspection failed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while inspecting files", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private record Found(SourceSpec source, Extract.Item file) {}

  private List<Found> find(Extract extract) {
    boolean oneSource = connector.sources().size() == 1;
    List<Found> found =
        extract.chosen() && oneSource
            ? extract.files().stream()
                .map(file -> new Found(connector.sources().get(0), file))
                .toList()
            : matching(extract.files());
    if (found.isEmpty()) {
      throw IngestFaults.noFileMatches(extract.shown(), connector.name(), patterns());
    }
    boolean oneFile = extract.chosen() && extract.files().size() == 1;
    for (SourceSpec source : connector.sources()) {
      if (!oneFile
          && !source.optional()
          && found.stream().noneMatch(file -> file.source.equals(source))) {
        throw IngestFaults.sourceMissing(
            extract.shown(), connector.name(), source.name(), source.files());
      }
    }
    return found;
  }

  private List<String> patterns() {
    return connector.sources().stream().flatMap(source -> source.files().stream()).toList();
  }

  private List<Found> matching(List<Extract.Item> files) {
    List<Found> found = new ArrayList<>();
    for (SourceSpec source : connector.sources()) {
      NamePatterns patterns = new NamePatterns(namePatterns(source));
      for (Extract.Item file : files) {
        if (patterns.fit(String.valueOf(file.path().getFileName()))) {
          found.add(new Found(source, file));
        }
      }
    }
    return found;
  }

  /**
   * Names of text stand for workbooks of the same name too, and for JSON where the source may come
   * as such, since either may be exported.
   */
  private static List<String> namePatterns(SourceSpec source) {
    List<String> patterns = new ArrayList<>(source.files());
    if (source.format() == SourceSpec.Format.CSV) {
      for (String pattern : source.files()) {
        if (pattern.endsWith(TEXT_END)) {
          String stem = pattern.substring(0, pattern.length() - TEXT_END.length());
          WORKBOOK_ENDS.forEach(end -> patterns.add(stem + end));
          if (source.mayBeDocument()) {
            patterns.add(stem + DOCUMENT_END);
          }
        }
      }
    }
    return patterns;
  }

  /** Inspects one file as one of the source's. */
  static InspectedFile inspect(SourceSpec source, Path file) {
    try {
      return inspectReadable(source, file);
    } catch (IOException e) {
      throw IngestFaults.unreadable(file.toString(), e);
    }
  }

  private static InspectedFile inspectFile(Found found) {
    return inspect(found.source, found.file.path()).named(found.file.name());
  }

  private static InspectedFile inspectReadable(SourceSpec source, Path file) throws IOException {
    String name = String.valueOf(file.getFileName());
    byte[] head = head(file);
    if (isBlank(head)) {
      throw IngestFaults.inputEmpty(name);
    }
    return switch (source.format()) {
      case CSV ->
          isDocument(source, head)
              ? inspectRewritten(source, file, new JsonRewriting(), SourceSpec.Format.JSON)
              : filled(inspectTextOrSheet(source, file, head));
      case XLSX -> filled(inspectSheet(source, file, head));
      case XES -> LogInspection.inspect(source, file, digest(file));
      case JSON -> inspectRewritten(source, file, new JsonRewriting(), source.format());
      case OCEL -> inspectRewritten(source, file, new OcelRewriting(), source.format());
    };
  }

  /** A workbook is known by its first bytes, whatever its name and whatever was expected. */
  private static InspectedFile inspectTextOrSheet(SourceSpec source, Path file, byte[] head)
      throws IOException {
    return FirstBytes.PACKAGE.begin(head) || FirstBytes.OLD_WORKBOOK.begin(head)
        ? inspectSheet(source, file, head)
        : inspectText(source, file, head);
  }

  private static InspectedFile inspectSheet(SourceSpec source, Path file, byte[] head)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    if (FirstBytes.OLD_WORKBOOK.begin(head)) {
      throw IngestFaults.workbookOfOldKind(name);
    }
    if (!FirstBytes.PACKAGE.begin(head)) {
      throw IngestFaults.noWorkbook(name);
    }
    SheetRewriting rewriting = new SheetRewriting();
    return rewritten(source, file, rewriting, SourceSpec.Format.XLSX).with(rewriting.notes());
  }

  /** The file with its groups filled down, where the source has groups. */
  private static InspectedFile filled(InspectedFile file) throws IOException {
    if (file.source().sheet().groups().isEmpty()) {
      return file;
    }
    Path rows = TemporaryFolder.file(".utf8");
    FillDown.write(file, rows);
    Pass pass = Pass.over(file.source(), rows, head(rows));
    return inspected(file.source(), file.original(), rows, file.sha256(), file.encoding(), pass)
        .with(file.notes());
  }

  /** Whether a source of text that may come as JSON does so: no heading begins like that. */
  private static boolean isDocument(SourceSpec source, byte[] head) {
    if (!source.mayBeDocument()) {
      return false;
    }
    int at = markLength(head);
    while (at < head.length && head[at] <= ' ' && head[at] >= 0) {
      at++;
    }
    return at < head.length && (head[at] == '[' || head[at] == '{');
  }

  /** Of a file whose records are written anew: they count from 1, without the headings we wrote. */
  private static InspectedFile inspectRewritten(
      SourceSpec source, Path file, Rewriting rewriting, SourceSpec.Format format)
      throws IOException {
    InspectedFile inspected = rewritten(source, file, rewriting, format);
    return inspected.with(inspected.layout().withoutHeadingRow());
  }

  private static InspectedFile rewritten(
      SourceSpec source, Path file, Rewriting rewriting, SourceSpec.Format format)
      throws IOException {
    Path rows = TemporaryFolder.file(".utf8");
    CsvWriter.CsvWriterBuilder builder = CsvWriter.builder().lineDelimiter(LineDelimiter.LF);
    if (source.headless()) {
      builder.fieldSeparator((char) source.delimiter());
    }
    try (CsvWriter writer = builder.build(rows)) {
      rewriting.write(source, file, writer);
    }
    return inspected(
        source, file, rows, digest(file), format.name(), Pass.over(source, rows, head(rows)));
  }

  /** On its own, because a reader of records need not read every byte of a packed file. */
  private static String digest(Path file) throws IOException {
    MessageDigest digest = Sha256.digest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return HexFormat.of().formatHex(digest.digest());
  }

  private static InspectedFile inspectText(SourceSpec source, Path file, byte[] start)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    byte[] head = start;
    Pass pass = Pass.over(source, file, head);
    Path utf8 = file;
    String encoding = "UTF-8";
    Charset marked = markedCharset(head);
    if (marked != null || !pass.utf8.isUtf8()) {
      List<String> tried = marked == null ? source.encodings() : List.of(marked.name());
      if (marked == null && pass.utf8.isBrokenUtf8()) {
        throw IngestFaults.encoding(
            name, List.of("utf-8"), "Byte " + (pass.utf8.firstInvalid() + 1) + " is broken.");
      }
      utf8 = TemporaryFolder.file(".utf8");
      encoding = transcode(name, file, utf8, tried);
      head = head(utf8);
      String sha256 = pass.sha256();
      pass = Pass.over(source, utf8, head);
      return inspected(source, file, utf8, sha256, encoding, pass);
    }
    return inspected(source, file, utf8, pass.sha256(), encoding, pass);
  }

  private static InspectedFile inspected(
      SourceSpec source, Path file, Path utf8, String sha256, String encoding, Pass pass)
      throws IOException {
    String name = String.valueOf(file.getFileName());
    Mojibake.find(new String(pass.head, StandardCharsets.UTF_8))
        .ifPresent(
            sample -> {
              throw IngestFaults.mojibake(name, sample);
            });
    if (pass.utf8.hasZeros()) {
      throw IngestFaults.zeroBytes(name);
    }
    if (source.headless()) {
      Headings.checkWidth(source, pass.head, pass.start, name);
    }
    List<List<Integer>> cells = pass.headings.cells(source, name);
    List<Chunk> chunks = pass.records.finish();
    long unclosed = pass.records.unclosedQuoteRow();
    if (unclosed > 0 && pass.records.linesInUnclosedQuote() > LINES_OF_A_CELL) {
      throw IngestFaults.quoteNeverCloses(name, unclosed);
    }
    List<Integer> attrs =
        pass.headings.attrs(
            source, cells.stream().flatMap(List::stream).collect(Collectors.toSet()));
    List<String> missing = new ArrayList<>();
    for (int i = 0; i < cells.size(); i++) {
      if (cells.get(i).isEmpty()) {
        missing.add(source.columns().get(i).headings().get(0));
      }
    }
    InspectedFile.Layout layout =
        new InspectedFile.Layout(
            pass.headings.delimiter(),
            pass.headings.row(),
            pass.headings.texts().size(),
            source.headless() ? List.of() : pass.headings.texts(),
            cells.stream().map(found -> found.isEmpty() ? -1 : found.get(0)).toList(),
            cells.stream().map(found -> found.stream().skip(1).toList()).toList(),
            attrs,
            attrs.stream().map(pass.headings.texts()::get).toList(),
            chunks,
            unclosed > 0 || pass.utf8.endsInsideCharacter(),
            !pass.records.endsWithLineEnd(),
            pass.records.quotesDoubled());
    List<Text> notes =
        pass.records.endsWithLineEnd()
            ? List.of()
            : List.of(
                Text.of(
                    "最后一行没有换行符：如果文件曾被截断，最后一格可能不完整",
                    "the last row has no line end: if the file was cut, its last cell may not be whole"));
    return new InspectedFile(
        source, file, utf8, Files.size(file), sha256, encoding, layout, missing, notes, name);
  }

  private static boolean isBlank(byte[] head) {
    int start = markLength(head);
    for (int i = start; i < head.length; i++) {
      if (head[i] > ' ' || head[i] < 0) {
        return false;
      }
    }
    return true;
  }

  private static int markLength(byte[] head) {
    return FirstBytes.UTF8_MARK.begin(head) ? FirstBytes.UTF8_MARK.length() : 0;
  }

  private static @Nullable Charset markedCharset(byte[] head) {
    if (head.length >= 2 && head[0] == (byte) 0xFF && head[1] == (byte) 0xFE) {
      return StandardCharsets.UTF_16LE;
    }
    if (head.length >= 2 && head[0] == (byte) 0xFE && head[1] == (byte) 0xFF) {
      return StandardCharsets.UTF_16BE;
    }
    return null;
  }

  /** Writes the file in UTF-8, in the first encoding that decodes all of it. */
  private static String transcode(String name, Path from, Path to, List<String> encodings)
      throws IOException {
    for (String encoding : encodings) {
      Charset charset = Charset.forName(encoding);
      if (charset.equals(StandardCharsets.UTF_8)) {
        continue;
      }
      CharsetDecoder strict =
          charset
              .newDecoder()
              .onMalformedInput(CodingErrorAction.REPORT)
              .onUnmappableCharacter(CodingErrorAction.REPORT);
      try (Reader in = Channels.newReader(FileChannel.open(from), strict, BLOCK_BYTES);
          Writer out = Files.newBufferedWriter(to, StandardCharsets.UTF_8)) {
        in.transferTo(out);
        return charset.name();
      } catch (CharacterCodingException e) {
        // The next encoding may fit; none fitting is the fault below.
        continue;
      }
    }
    throw IngestFaults.encoding(name, encodings, null);
  }

  private static byte[] head(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEAD_BYTES);
    }
  }

  /** One pass over the bytes: digest, encoding and record borders together. */
  private static final class Pass {
    private final Path file;
    private final byte[] head;
    private final Headings headings;
    private final MessageDigest digest;
    private final Utf8Check utf8 = new Utf8Check();
    private final RecordScan records;
    private final int start;

    static Pass over(SourceSpec source, Path file, byte[] head) throws IOException {
      Pass pass = new Pass(source, file, head);
      pass.run();
      return pass;
    }

    private Pass(SourceSpec source, Path file, byte[] head) throws IOException {
      this.file = file;
      this.head = head;
      this.start = markLength(head);
      this.headings =
          source.headless()
              ? Headings.stated(source)
              : Headings.find(source, head, start, head.length);
      long chunk = Math.max(SMALL_CHUNK, Math.min(LARGE_CHUNK, Files.size(file) / 8));
      this.records = new RecordScan(headings.delimiter(), start, chunk);
      this.digest = Sha256.digest();
    }

    private void run() throws IOException {
      byte[] block = new byte[BLOCK_BYTES];
      boolean first = true;
      try (InputStream in = Files.newInputStream(file)) {
        for (int read; (read = in.readNBytes(block, 0, block.length)) > 0; first = false) {
          digest.update(block, 0, read);
          utf8.feed(block, read);
          records.feed(block, first ? start : 0, read);
        }
      }
    }

    String sha256() {
      return HexFormat.of().formatHex(digest.digest());
    }
  }
}
