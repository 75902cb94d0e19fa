package io.duecast.ingest.fetch;

import io.duecast.command.Terminal;
import io.duecast.contract.Text;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.FetchSpec;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.land.TemporaryFolder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Brings an extract to this machine. The input is a path (a file, a folder with those below it, a
 * pattern, an archive), an address that begins with {@code jdbc:}, or one of an HTTP interface.
 */
public final class Fetch {

  private final Connector connector;
  private final Access access;
  private final Terminal terminal;

  public Fetch(Connector connector, Access access, Terminal terminal) {
    this.connector = connector;
    this.access = access;
    this.terminal = terminal;
  }

  /** Whether a reading of the input goes on where the one before ended. */
  public boolean goesOn(String input) {
    return (isDatabase(input) || isInterface(input)) && !connector.fetch().watermarks().isEmpty();
  }

  /**
   * Brings everything, or of systems what has changed.
   *
   * @param since by reading: the watermark of the last load, see {@link Fetched#watermarks}
   */
  public Fetched fetch(String input, Map<String, String> since) {
    if (isDatabase(input)) {
      return tables(input, since);
    }
    if (isInterface(input)) {
      return pages(input, since);
    }
    return new FileSearch(connector).find(input);
  }

  private static boolean isDatabase(String input) {
    return input.startsWith("jdbc:");
  }

  private static boolean isInterface(String input) {
    return input.startsWith("https://") || input.startsWith("http://");
  }

  private Fetched tables(String address, Map<String, String> since) {
    Credentials.refuseIn(address);
    FetchSpec spec = connector.fetch();
    if (spec.tables().isEmpty()) {
      throw IngestFaults.nothingToRead(connector.name(), "jdbc");
    }
    Credentials credentials = new Credentials(spec.login(), access);
    CommonMarks common = common();
    Map<String, String> marks = common.before(since);
    return collected(
        address,
        common,
        (folder, highest) -> {
          try (TableReader reader =
              TableReader.connect(
                  address,
                  Drivers.find(address, access.drivers()),
                  credentials,
                  connector.settings())) {
            for (SourceSpec source : wanted()) {
              spec.tables()
                  .forEach(
                      (reading, rows) -> {
                        if (rows.source().equals(source.name())) {
                          run(
                              source,
                              reading,
                              marks,
                              highest,
                              (watermark, mark) ->
                                  reader.read(
                                      source, rows, watermark, mark, folder.resolve(rows.file())));
                        }
                      });
            }
          }
        });
  }

  private Fetched pages(String base, Map<String, String> since) {
    Credentials.refuseIn(base);
    if (base.contains("?") || base.contains("#")) {
      throw IngestFaults.addressInvalid(base);
    }
    FetchSpec spec = connector.fetch();
    if (spec.pages().isEmpty()) {
      throw IngestFaults.nothingToRead(connector.name(), "http");
    }
    Exchange exchange =
        new Exchange(base, spec, new Credentials(spec.login(), access), connector.settings());
    PageReader reader = new PageReader(exchange, connector.settings());
    return collected(
        base,
        new CommonMarks(List.of()),
        (folder, highest) -> {
          for (SourceSpec source : wanted()) {
            spec.pages()
                .forEach(
                    (reading, pages) -> {
                      if (pages.source().equals(source.name())) {
                        run(
                            source,
                            reading,
                            since,
                            highest,
                            (watermark, mark) ->
                                reader.read(source, pages, watermark, mark, folder));
                      }
                    });
          }
        });
  }

  /** The readings of the database that go on together. */
  private CommonMarks common() {
    FetchSpec spec = connector.fetch();
    Set<String> wanted = wanted().stream().map(SourceSpec::name).collect(Collectors.toSet());
    Map<List<String>, List<String>> groups = new LinkedHashMap<>();
    spec.tables()
        .forEach(
            (reading, rows) -> {
              FetchSpec.Watermark watermark = spec.watermarks().get(rows.source());
              if (watermark != null && watermark.isCommon() && wanted.contains(rows.source())) {
                groups.computeIfAbsent(watermark.columns(), key -> new ArrayList<>()).add(reading);
              }
            });
    return new CommonMarks(groups.values());
  }

  /** The sources that the user's settings do not leave out. */
  private List<SourceSpec> wanted() {
    return connector.sources().stream()
        .filter(
            source -> {
              String setting = connector.fetch().conditions().get(source.name());
              String value = setting == null ? "-" : connector.settings().getOrDefault(setting, "");
              return !value.isBlank() && !value.equals(FetchSpec.SKIP);
            })
        .toList();
  }

  private interface Reader {
    Outcome read(Optional<FetchSpec.Watermark> watermark, Optional<String> since);
  }

  private void run(
      SourceSpec source,
      String reading,
      Map<String, String> since,
      Map<String, String> highest,
      Reader reader) {
    long gone;
    try (Terminal.Progress step = step(reading)) {
      Outcome outcome =
          reader.read(
              Optional.ofNullable(connector.fetch().watermarks().get(source.name())),
              Optional.ofNullable(since.get(reading)));
      step.rows(outcome.rows());
      gone = outcome.gone();
      outcome.highest().ifPresent(text -> highest.put(reading, text));
    }
    if (gone > 0) {
      terminal.say(
          Text.of(
              "  ! %s：%s 条记录列出后即被删除，已略去。".formatted(reading, Terminal.number(gone)),
              "  ! %s: %s record(s) were deleted after they had been listed, and are left out."
                  .formatted(reading, Terminal.number(gone))));
    }
  }

  private interface Reading {
    void into(Path folder, Map<String, String> highest);
  }

  private static Fetched collected(String address, CommonMarks common, Reading reading) {
    Path folder = TemporaryFolder.create(Fetched.FOLDER);
    Map<String, String> highest = new LinkedHashMap<>();
    try {
      reading.into(folder, highest);
    } catch (RuntimeException e) {
      TemporaryFolder.delete(folder);
      throw e;
    }
    List<Extract.Item> files = Fetched.items(folder);
    return new Fetched(
        new Extract(Credentials.shown(address), files, false), common.after(highest), folder);
  }

  private Terminal.Progress step(String source) {
    return terminal.step(Text.of("读取 " + source, "Read " + source));
  }
}
