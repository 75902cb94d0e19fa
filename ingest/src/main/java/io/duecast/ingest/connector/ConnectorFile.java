package io.duecast.ingest.connector;

import io.duecast.command.Nearest;
import io.duecast.contract.Sha256;
import io.duecast.contract.Tables;
import io.duecast.contract.Text;
import io.duecast.contract.calendar.Sites;
import io.duecast.contract.calendar.WorkCalendar;
import io.duecast.contract.process.ProcessDefinition;
import io.duecast.contract.table.TableSpec;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Reads {@code connector.yaml} and the queries beside it; all problems are told at once. */
final class ConnectorFile {

  static final String NAME = "connector.yaml";

  private static final Set<String> DIRECTIONS = Set.of("purchase", "sales", "subcontract");

  /** What queries see without a setting of the name. */
  private static final Set<String> OWN_PARAMETERS = Set.of("prefix", "zone");

  private static final Map<String, Byte> DELIMITERS =
      Map.of("comma", (byte) ',', "tab", (byte) '\t', "semicolon", (byte) ';', "pipe", (byte) '|');

  /** How the schema of event logs writes instants. */
  private static final List<String> XES_INSTANTS =
      List.of("yyyy-MM-ddTHH:mm:ss.SX", "yyyy-MM-ddTHH:mm:ssX", "yyyy-MM-ddTHH:mm:ss[.S]");

  private static final List<String> DEFAULT_TRUE = List.of("true", "yes", "y", "1", "是", "√");
  private static final List<String> DEFAULT_FALSE = List.of("false", "no", "n", "0", "否");

  private final Folder folder;
  private final Choices choices;
  private final StrictYaml yaml = new StrictYaml();
  private final MessageDigest digest = Sha256.digest();
  private final Map<String, String> texts = new LinkedHashMap<>();
  private final Map<String, String> chosenSites = new LinkedHashMap<>();
  private @Nullable String chosenDays;

  private ConnectorFile(Folder folder, Choices choices) {
    this.folder = folder;
    this.choices = choices;
  }

  static Connector read(Folder folder, Choices choices) {
    return new ConnectorFile(folder, choices).read();
  }

  private Connector read() {
    StrictYaml.Section root = yaml.root(file(NAME).orElse(""));
    String name = root.text("name");
    StrictYaml.Section labels = root.child("label");
    Text label = Text.of(labels.text("zh"), labels.text("en"));
    String sourceSystem = root.text("source_system");
    String sourceInstance = choices.instance().orElse(root.text("source_instance", "default"));
    for (String part : List.of(sourceSystem, sourceInstance)) {
      if (part.contains("|")) {
        yaml.problem("source_system and source_instance are parts of keys and hold no |: " + part);
      }
    }
    List<String> directions = known("directions", root.list("directions"), DIRECTIONS);
    ZoneId zone = zone(root.text("zone", "Asia/Shanghai"));
    String calendar =
        calendar(root.text("calendar", "weekdays")) + ownDays(root.text("own_days", ""));
    String sites = sites(root.text("sites", ""));
    List<String> encodings = encodings("encodings", root.list("encodings"));
    List<String> nullWords = root.list("null_words");
    List<ProcessDefinition> processes = new ArrayList<>();
    for (String process : root.list("processes")) {
      processes.add(process(process));
    }
    // Asked for also where the user chose otherwise: what nobody asks for counts as unknown.
    Optional<PeopleSetting> ofFile =
        root.has("people")
            ? Optional.of(root.choice("people", PeopleSetting.class))
            : Optional.empty();
    Optional<PeopleSetting> people = choices.people().or(() -> ofFile);
    List<SourceSpec> sources = new ArrayList<>();
    FetchSection fetching = new FetchSection(yaml, root);
    root.named("sources", "files")
        .forEach(
            (source, section) -> {
              sources.add(source(source, section, encodings, nullWords));
              fetching.source(sources.get(sources.size() - 1), section);
            });
    if (sources.isEmpty()) {
      yaml.problem("sources is missing");
    }
    Map<String, String> settings = settings(root);
    FetchSpec fetch = fetching.read(settings.keySet());
    List<Query> views = new ArrayList<>();
    for (String view : root.list("views")) {
      file(view + ".sql")
          .ifPresentOrElse(
              sql -> views.add(new Query(view, sql)),
              () -> yaml.problem("views names %s but there is no %s.sql".formatted(view, view)));
    }
    List<Query> queries = queries();
    boolean wholeOrders = root.flag("whole_orders");
    nameUnknownSqlFiles(views);
    List<String> problems = yaml.problems();
    if (!problems.isEmpty()) {
      throw IngestFaults.connectorInvalid(folder.location(), problems);
    }
    return new Connector(
        name,
        label,
        HexFormat.of().formatHex(digest.digest()).substring(0, 16),
        folder.location(),
        sourceSystem,
        sourceInstance,
        directions,
        zone,
        calendar,
        sites,
        processes,
        people,
        sources,
        fetch,
        settings,
        views,
        queries,
        wholeOrders,
        new Connector.Origin(texts, chosenDays, chosenSites));
  }

  private String calendar(String name) {
    Optional<String> text = Calendars.text(name);
    if (text.isEmpty()) {
      yaml.problem("calendar: " + Calendars.unknown(name).en());
    }
    return text.orElse("weekdays");
  }

  /**
   * The company's own days off and working days, as lines to stand behind the calendar's name: from
   * the user's file, else from the one beside the connector.
   */
  private String ownDays(String beside) {
    String text = "";
    if (choices.ownDays().isPresent()) {
      Path file = choices.ownDays().get();
      try {
        text = Files.readString(file);
      } catch (IOException e) {
        throw IngestFaults.unreadable(file.toString(), e);
      }
      digest(text);
      chosenDays = text;
    } else if (!beside.isEmpty()) {
      Optional<String> found = file(beside);
      if (found.isEmpty()) {
        yaml.problem("own_days names %s but there is no such file".formatted(beside));
      }
      text = found.orElse("");
    }
    String lines = text.lines().filter(line -> !line.isBlank()).collect(Collectors.joining("\n"));
    if (lines.isEmpty()) {
      return "";
    }
    // A wrong line is told now, and not when orders are scored.
    WorkCalendar.named("weekdays\n" + lines);
    return "\n" + lines;
  }

  /**
   * Sites with another calendar or zone: from the user's file, else from the one beside the
   * connector.
   */
  private String sites(String beside) {
    if (choices.sites().isPresent()) {
      Path file = choices.sites().get().toAbsolutePath();
      Folder around = Folder.at(java.util.Objects.requireNonNull(file.getParent()));
      String name = String.valueOf(file.getFileName());
      String text =
          chosenSites(around, name).orElseThrow(() -> IngestFaults.inputMissing(file.toString()));
      return Sites.text(SitesFile.read(file.toString(), text, days -> chosenSites(around, days)));
    }
    if (beside.isEmpty()) {
      return "";
    }
    Optional<String> text = file(beside);
    if (text.isEmpty()) {
      yaml.problem("sites names %s but there is no such file".formatted(beside));
      return "";
    }
    return Sites.text(SitesFile.read(beside, text.get(), this::file));
  }

  private Optional<String> chosenSites(Folder around, String name) {
    Optional<String> text = around.read(name);
    text.ifPresent(
        found -> {
          digest(found);
          chosenSites.put(name, found);
        });
    return text;
  }

  /** The choices a connector offers, each as the user made it or by default. */
  private Map<String, String> settings(StrictYaml.Section root) {
    Map<String, String> settings = new LinkedHashMap<>();
    root.named("settings", "default")
        .forEach((name, section) -> settings.put(name, setting(name, section)));
    for (String name : choices.settings().keySet()) {
      if (!settings.containsKey(name)) {
        yaml.problem(
            "there is no setting %s%s".formatted(name, Nearest.question(name, settings.keySet())));
      }
    }
    return settings;
  }

  private String setting(String name, StrictYaml.Section section) {
    String path = "settings." + name;
    if (!name.matches("[a-z][a-z0-9_]*") || OWN_PARAMETERS.contains(name)) {
      yaml.problem(path + " is not lower-case letters, digits and _, or means something already");
    }
    section.text("zh");
    section.text("en");
    String byDefault = section.text("default");
    String chosen = choices.settings().getOrDefault(name, byDefault);
    List<String> values = section.list("values");
    if (!values.isEmpty()) {
      known(path, List.of(byDefault, chosen), Set.copyOf(values));
    }
    digest(name + "=" + chosen);
    return chosen;
  }

  private List<Query> queries() {
    List<Query> queries = new ArrayList<>();
    for (TableSpec table : Tables.CANONICAL) {
      file(table.name() + ".sql").ifPresent(sql -> queries.add(new Query(table.name(), sql)));
    }
    if (queries.stream().noneMatch(query -> query.name().equals("order_lines"))) {
      yaml.problem("order_lines.sql is missing: a connector without order lines feeds nothing");
    }
    return queries;
  }

  private void nameUnknownSqlFiles(List<Query> views) {
    List<String> known =
        new ArrayList<>(Tables.CANONICAL.stream().map(table -> table.name() + ".sql").toList());
    views.forEach(view -> known.add(view.name() + ".sql"));
    for (String file : folder.sqlFiles()) {
      if (!known.contains(file)) {
        yaml.problem(
            "%s fills no canonical table and is not named under views%s"
                .formatted(file, Nearest.question(file, known)));
      }
    }
  }

  private SourceSpec source(
      String name, StrictYaml.Section section, List<String> encodings, List<String> nullWords) {
    List<String> files = section.list("files");
    if (files.isEmpty()) {
      yaml.problem("sources.%s.files is missing".formatted(name));
    }
    SourceSpec.Format format = section.choice("format", SourceSpec.Format.CSV);
    boolean headless = format == SourceSpec.Format.CSV && !section.flag("heading_row", true);
    byte delimiter = 0;
    int width = 0;
    if (headless) {
      String word =
          known(
                  "sources." + name + ".delimiter",
                  List.of(section.text("delimiter", "")),
                  DELIMITERS.keySet())
              .get(0);
      delimiter = DELIMITERS.getOrDefault(word, (byte) ',');
      width = section.number("width", 0);
      if (width < 1) {
        yaml.problem(
            "sources.%s.width is missing: without headings the number of cells must be said"
                .formatted(name));
      }
    }
    String shorthand =
        format == SourceSpec.Format.XES ? "event" : headless ? "position" : "heading";
    List<ColumnSpec> columns = new ArrayList<>();
    for (Map.Entry<String, StrictYaml.Section> one :
        section.named("columns", shorthand).entrySet()) {
      columns.add(column(name, one.getKey(), one.getValue(), nullWords, shorthand, width));
    }
    if (columns.isEmpty()) {
      yaml.problem("sources.%s.columns is missing".formatted(name));
    }
    List<String> names = columns.stream().map(ColumnSpec::name).toList();
    List<String> grain = section.list("grain");
    for (String column : grain) {
      if (!names.contains(column)) {
        yaml.problem(
            "sources.%s.grain names no column: %s%s"
                .formatted(name, column, Nearest.question(column, names)));
      }
    }
    return new SourceSpec(
        name,
        files,
        section.flag("optional"),
        section.has("encodings")
            ? encodings("sources." + name + ".encodings", section.list("encodings"))
            : encodings,
        grain,
        section.list("attrs"),
        columns,
        format,
        document(format, section, columns),
        delimiter,
        width,
        format == SourceSpec.Format.CSV || format == SourceSpec.Format.XLSX
            ? sheet(name, section, columns)
            : SheetShape.PLAIN);
  }

  private SheetShape sheet(String source, StrictYaml.Section section, List<ColumnSpec> columns) {
    String path = "sources." + source;
    int headingRows = section.number("heading_rows", 1);
    if (headingRows < 1 || headingRows > 2) {
      yaml.problem(path + ".heading_rows is neither 1 nor 2");
    }
    List<String> names = columns.stream().map(ColumnSpec::name).toList();
    List<SheetShape.Group> groups = new ArrayList<>();
    for (StrictYaml.Section group : section.children("fill_down")) {
      String by = group.text("group");
      List<String> filled = group.list("columns");
      List<String> all = new ArrayList<>(filled);
      all.add(by);
      for (String column : all) {
        if (!names.contains(column)) {
          yaml.problem(
              "%s.fill_down names no column: %s%s"
                  .formatted(path, column, Nearest.question(column, names)));
        }
      }
      if (columns.stream().anyMatch(column -> column.name().equals(by) && !column.required())) {
        yaml.problem(
            "%s.fill_down: the column %s must be required, since it tells where a group begins"
                .formatted(path, by));
      }
      groups.add(new SheetShape.Group(by, filled));
    }
    return new SheetShape(section.text("sheet", ""), headingRows, groups);
  }

  private DocumentShape document(
      SourceSpec.Format format, StrictYaml.Section section, List<ColumnSpec> columns) {
    return switch (format) {
      case JSON -> document(section, List.of());
      case OCEL -> part(section);
      case CSV, XLSX, XES ->
          section.has("json")
              ? document(section.child("json"), firstHeadings(columns))
              : DocumentShape.NONE;
    };
  }

  private static DocumentShape part(StrictYaml.Section section) {
    String part = section.choice("part", OcelPart.class).code();
    return new DocumentShape(part, "", List.of(), List.of());
  }

  /** How the values of a record are named that has no names itself: as the columns stand. */
  private static List<String> firstHeadings(List<ColumnSpec> columns) {
    return columns.stream()
        .flatMap(column -> column.headings().stream().limit(1))
        .distinct()
        .toList();
  }

  private DocumentShape document(StrictYaml.Section section, List<String> fieldsOtherwise) {
    List<String> fields = section.list("fields");
    return new DocumentShape(
        section.text("records", ""),
        section.text("unfold", ""),
        fields.isEmpty() ? fieldsOtherwise : fields,
        errors(yaml, section));
  }

  /** How a system tells errors where data were expected. */
  static List<DocumentShape.ErrorRule> errors(StrictYaml yaml, StrictYaml.Section section) {
    List<DocumentShape.ErrorRule> errors = new ArrayList<>();
    for (StrictYaml.Section error : section.children("errors")) {
      String at = error.text("at");
      boolean equalTo = error.has("equal_to");
      if (equalTo == error.has("other_than")) {
        yaml.problem("errors at %s wants either equal_to or other_than".formatted(at));
      }
      String text = equalTo ? error.text("equal_to") : error.text("other_than", "");
      errors.add(new DocumentShape.ErrorRule(at, equalTo, text, error.text("message")));
    }
    return errors;
  }

  /** How the file shows a column: under headings, at a position, or as an attribute of events. */
  private record Shown(List<String> headings, int position, ColumnSpec.Level level) {}

  private Shown shown(
      String path, String name, StrictYaml.Section body, String shorthand, int width) {
    if (shorthand.equals("position")) {
      int position = body.number("position", 0);
      if (position < 1 || position > width) {
        yaml.problem("%s.position is not within 1 and %d".formatted(path, width));
      }
      return new Shown(List.of(name), position, ColumnSpec.Level.EVENT);
    }
    boolean ofTrace = shorthand.equals("event") && body.has("trace");
    String key = ofTrace ? "trace" : shorthand;
    List<String> headings = body.list(key);
    if (headings.isEmpty() || headings.get(0).isEmpty()) {
      yaml.problem("%s.%s is missing".formatted(path, key));
    }
    return new Shown(headings, 0, ofTrace ? ColumnSpec.Level.TRACE : ColumnSpec.Level.EVENT);
  }

  private ColumnSpec column(
      String source,
      String name,
      StrictYaml.Section body,
      List<String> nullWords,
      String shorthand,
      int width) {
    String path = "sources." + source + ".columns." + name;
    if (!name.matches("[a-z][a-z0-9_]*")) {
      yaml.problem(path + " is not lower-case letters, digits and _");
    }
    Shown shown = shown(path, name, body, shorthand, width);
    ColumnSpec.Kind kind = body.choice("type", ColumnSpec.Kind.TEXT);
    List<String> formats = body.list("formats");
    boolean dated = kind == ColumnSpec.Kind.DATE || kind == ColumnSpec.Kind.INSTANT;
    if (!formats.isEmpty() && !dated) {
      yaml.problem(path + ".formats is for the types date and instant only");
    }
    LocalDate earliest = body.day("earliest");
    LocalDate latest = body.day("latest");
    if ((earliest != null || latest != null) && !dated) {
      yaml.problem(path + ".earliest and latest are for the types date and instant only");
    }
    if (formats.isEmpty() && dated && shorthand.equals("event")) {
      formats = XES_INSTANTS;
    }
    List<String> words = new ArrayList<>(nullWords);
    words.addAll(body.list("null_words"));
    List<String> trueWords = body.list("true_words");
    List<String> falseWords = body.list("false_words");
    return new ColumnSpec(
        name,
        shown.headings(),
        body.flag("one_heading"),
        kind,
        body.flag("required"),
        body.flag("filled"),
        formats,
        words,
        trueWords.isEmpty() ? DEFAULT_TRUE : trueWords,
        falseWords.isEmpty() ? DEFAULT_FALSE : falseWords,
        shown.position(),
        shown.level(),
        earliest,
        latest,
        body.has("zone") ? zone(body.text("zone")) : null);
  }

  private ProcessDefinition process(String name) {
    String path = "processes/" + name + ".yaml";
    Optional<String> text = file(path).or(() -> Folder.resource(path));
    if (text.isEmpty()) {
      throw IngestFaults.processInvalid(path, "there is no such file");
    }
    text.ifPresent(found -> read(path, found));
    return ProcessFile.read(path, text.get());
  }

  private List<String> encodings(String path, List<String> names) {
    List<String> encodings = names.isEmpty() ? List.of("utf-8") : names;
    for (String encoding : encodings) {
      try {
        Charset.forName(encoding);
      } catch (IllegalArgumentException e) {
        yaml.problem("%s names no encoding: %s".formatted(path, encoding));
      }
    }
    return encodings;
  }

  private ZoneId zone(String name) {
    try {
      return ZoneId.of(name);
    } catch (DateTimeException e) {
      yaml.problem(
          "zone names no time zone: "
              + name
              + Nearest.question(name, ZoneId.getAvailableZoneIds()));
      return ZoneId.of("UTC");
    }
  }

  private List<String> known(String path, List<String> given, Set<String> known) {
    for (String value : given) {
      if (!known.contains(value)) {
        yaml.problem(
            "%s: %s is none of %s%s"
                .formatted(
                    path,
                    value,
                    String.join(", ", known.stream().sorted().toList()),
                    Nearest.question(value, known)));
      }
    }
    return given;
  }

  private Optional<String> file(String name) {
    Optional<String> text = folder.read(name);
    text.ifPresent(found -> read(name, found));
    return text;
  }

  private void read(String name, String text) {
    texts.put(name, text);
    digest(text);
  }

  private void digest(String text) {
    digest.update(text.getBytes(StandardCharsets.UTF_8));
    digest.update((byte) 0);
  }
}
