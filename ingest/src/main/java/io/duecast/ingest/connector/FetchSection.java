package io.duecast.ingest.connector;

import io.duecast.command.Nearest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What {@code connector.yaml} says of reading from running systems. */
final class FetchSection {

  /** Secrets come in by these names alone, so that no other variable can leave the machine. */
  private static final Pattern VARIABLE = Pattern.compile("\\$\\{DUECAST_[A-Z0-9_]+}");

  private static final Set<String> OF_THE_CLIENT =
      Set.of("connection", "content-length", "expect", "host", "upgrade");
  private static final Set<String> OF_LOGIN = Set.of("user", "secret", "token", "base");
  private static final Set<String> OF_PAGES =
      Set.of("cursor", "start", "page", "limit", "since", "each", "fields");
  private static final Set<String> OF_BODIES = union(OF_PAGES, OF_LOGIN);
  private static final Set<String> OF_DETAILS = union(OF_PAGES, Set.of("id"));

  /** Stands in a table's name, a query or a request for the part of the source that is read. */
  private static final String EACH = "each";

  private static final String TEXT_END = ".csv";
  private static final String DOCUMENT_END = ".json";

  private final StrictYaml yaml;
  private final StrictYaml.Section root;
  private final Map<String, FetchSpec.Rows> tables = new LinkedHashMap<>();
  private final Map<String, FetchSpec.Pages> pages = new LinkedHashMap<>();
  private final Map<String, FetchSpec.Watermark> watermarks = new LinkedHashMap<>();
  private final Map<String, String> conditions = new LinkedHashMap<>();
  private final Map<String, String> writers = new LinkedHashMap<>();
  private final Map<String, String> subqueries = new LinkedHashMap<>();

  FetchSection(StrictYaml yaml, StrictYaml.Section root) {
    this.yaml = yaml;
    this.root = root;
    root.texts("subqueries")
        .forEach(
            (name, sql) ->
                subqueries.put(name, "(" + put("subqueries." + name, sql.strip(), "") + ")"));
  }

  /** Notes what a source says of its way in. */
  void source(SourceSpec source, StrictYaml.Section section) {
    String path = "sources." + source.name();
    boolean table = section.has("table");
    boolean query = section.has("query");
    boolean open = section.has("open");
    if (table && query) {
      yaml.problem(path + " has both table and query; one of them says what is read");
    }
    List<String> parts = section.list(EACH);
    for (String part : parts) {
      if (!part.matches("[\\p{L}\\p{N}_][\\p{L}\\p{N}_ .]*")) {
        yaml.problem(path + ".each holds what is no name: " + part);
      }
    }
    List<String> read = parts.isEmpty() ? List.of("") : parts;
    if (table || query) {
      for (String part : read) {
        tables.put(reading(source, part), rows(path, source, section, part));
      }
    } else if (open) {
      yaml.problem(path + ".open is a condition on a table or query, and there is none");
    }
    if (section.has("http")) {
      for (String part : read) {
        pages.put(
            reading(source, part), pages(path + ".http", source, section.child("http"), part));
      }
    }
    if (section.has("when")) {
      conditions.put(source.name(), section.text("when"));
    }
    if (section.has("watermark")) {
      watermarks.put(
          source.name(),
          new FetchSpec.Watermark(
              section.list("watermark"),
              duration(path + ".overlap", section, "overlap", "1d"),
              query && isOfSubquery(section.text("query"), section.list("watermark"))));
      if (!table && !query && !section.has("http")) {
        yaml.problem(path + ".watermark belongs to a table, a query or http, and there is none");
      }
    }
  }

  /** Whether a subquery of the query gives the columns. */
  private boolean isOfSubquery(String query, List<String> columns) {
    return FetchSpec.PLACEHOLDER
        .matcher(query)
        .results()
        .map(found -> subqueries.getOrDefault(found.group(1), ""))
        .anyMatch(
            sql ->
                columns.stream()
                    .allMatch(
                        column ->
                            Pattern.compile(
                                    "\\b" + Pattern.quote(column) + "\\b", Pattern.CASE_INSENSITIVE)
                                .matcher(sql)
                                .find()));
  }

  /** Everything, with names in requests and queries held against the settings there are. */
  FetchSpec read(Set<String> settings) {
    FetchSpec.Login login = login(root.child("login"));
    StrictYaml.Section http = root.child("http");
    FetchSpec.Pace pace =
        new FetchSpec.Pace(
            http.number("per_second", 0),
            http.number("attempts", 5),
            duration("http.timeout", http, "timeout", "2m"));
    if (pace.perSecond() < 0 || pace.attempts() < 1) {
      yaml.problem("http.per_second and http.attempts are not negative, and there is one attempt");
    }
    headers("login.headers", login.headers());
    placeholders("login.headers", login.headers().values(), settings, OF_LOGIN);
    placeholders("login.query", login.query().values(), settings, OF_LOGIN);
    placeholders("login.body", texts(login.body()), settings, OF_LOGIN);
    placeholders("login.path", List.of(login.path()), settings, Set.of());
    placeholders("login.server", List.of(login.server()), settings, Set.of());
    conditions.forEach(
        (source, setting) -> {
          if (!settings.contains(setting)) {
            yaml.problem(
                "sources.%s.when: there is no setting %s%s"
                    .formatted(source, setting, Nearest.question(setting, settings)));
          }
        });
    pages.forEach(
        (reading, page) -> {
          String path = "sources." + page.source() + ".http";
          placeholders(path + ".path", List.of(page.path()), settings, OF_PAGES);
          placeholders(path + ".query", page.query().values(), settings, OF_PAGES);
          headers(path + ".headers", page.headers());
          placeholders(path + ".headers", page.headers().values(), settings, OF_PAGES);
          placeholders(path + ".body", texts(page.body()), settings, OF_BODIES);
          page.details()
              .ifPresent(
                  details ->
                      placeholders(
                          path + ".details.path", List.of(details.path()), settings, OF_DETAILS));
        });
    tables.forEach(
        (reading, rows) -> {
          parameters("sources." + rows.source() + ".query", rows.query(), settings);
          parameters("sources." + rows.source() + ".open", rows.open(), settings);
        });
    return new FetchSpec(login, pace, tables, pages, watermarks, conditions);
  }

  private static String reading(SourceSpec source, String part) {
    return part.isEmpty() ? source.name() : source.name() + "/" + part;
  }

  private static Set<String> union(Set<String> some, Set<String> more) {
    Set<String> all = new LinkedHashSet<>(some);
    all.addAll(more);
    return Set.copyOf(all);
  }

  /** The text with the part that is read, and with the subqueries it names. */
  private String put(String path, String text, String part) {
    return FetchSpec.PLACEHOLDER
        .matcher(text)
        .replaceAll(
            found -> {
              String name = found.group(1);
              String sql =
                  name.equals(EACH) && !part.isEmpty() ? part : subqueries.getOrDefault(name, "");
              if (sql.isEmpty()) {
                yaml.problem(
                    "%s: {%s} is none of the subqueries%s"
                        .formatted(path, name, Nearest.question(name, subqueries.keySet())));
              }
              return Matcher.quoteReplacement(sql);
            });
  }

  private FetchSpec.Rows rows(
      String path, SourceSpec source, StrictYaml.Section section, String part) {
    String table = put(path + ".table", section.text("table", ""), part);
    if (source.format() != SourceSpec.Format.CSV || source.headless()) {
      yaml.problem(path + ": rows of a database are read as CSV with headings, not otherwise");
    }
    if (table.matches(".*[;'\"`\\[\\]].*") || table.startsWith(".") || table.endsWith(".")) {
      yaml.problem(path + ".table is no name of a table: " + table);
    }
    Optional<ReadQuery> query =
        section.has("query") ? Optional.of(sql(path, section, "query", part)) : Optional.empty();
    Optional<ReadQuery> open =
        section.has("open") ? Optional.of(sql(path, section, "open", part)) : Optional.empty();
    if (open.isPresent() && !section.has("watermark")) {
      yaml.problem(path + ".open is for sources with a watermark: others are read whole");
    }
    return new FetchSpec.Rows(
        source.name(), rowsFile(path, source, table, part), table, query, open);
  }

  private ReadQuery sql(String path, StrictYaml.Section section, String key, String part) {
    List<String> problems = new ArrayList<>();
    String text = put(path + "." + key, section.text(key), part);
    ReadQuery read =
        key.equals("query")
            ? ReadQuery.statement(text, problems)
            : ReadQuery.condition(text, problems);
    problems.forEach(problem -> yaml.problem(path + "." + key + ": " + problem));
    return read;
  }

  /** The table's own name where the source knows files of it, else the name that fits best. */
  private String rowsFile(String path, SourceSpec source, String table, String part) {
    String own = table.substring(table.lastIndexOf('.') + 1) + TEXT_END;
    String file =
        !table.isEmpty() && new NamePatterns(source.files()).fit(own)
            ? own
            : named(source, part, pattern -> !pattern.matches(".*[*?\\[].*"))
                .orElse(source.files().isEmpty() ? own : filled(source, source.name()));
    return checked(path, source, part, file, file);
  }

  /**
   * The first of the source's patterns that is wanted and is, begins with, or else has the part.
   */
  private static Optional<String> named(
      SourceSpec source, String part, Predicate<String> isWanted) {
    List<String> wanted =
        NamePatterns.writtenOut(source.files()).stream().filter(isWanted).toList();
    Pattern whole = Pattern.compile(Pattern.quote(part) + (part.isEmpty() ? "" : "([-.*]|$)"));
    return Stream.<Predicate<String>>of(
            pattern -> whole.matcher(pattern).lookingAt(),
            pattern -> pattern.startsWith(part),
            pattern -> pattern.contains(part))
        .flatMap(fits -> wanted.stream().filter(fits))
        .findFirst();
  }

  private FetchSpec.Pages pages(
      String path, SourceSpec source, StrictYaml.Section section, String part) {
    if (source.format() != SourceSpec.Format.JSON && !source.mayBeDocument()) {
      yaml.problem(path + ": answers are read with format: json, or of CSV sources with json:");
    }
    Object body = section.anything("body");
    String method = method(path, section, body == null ? "GET" : "POST");
    if (section.flag("form") && method.equals("GET")) {
      yaml.problem(path + ".form is a body that is posted; query says what a GET asks for");
    }
    String sinceFormat = section.text("since_format", "yyyy-MM-dd'T'HH:mm:ss");
    try {
      String shown =
          DateTimeFormatter.ofPattern(sinceFormat, Locale.ROOT).format(LocalDateTime.MIN);
      if (shown.isBlank()) {
        yaml.problem(path + ".since_format is empty");
      }
    } catch (IllegalArgumentException | DateTimeException e) {
      yaml.problem("%s.since_format: %s".formatted(path, e.getMessage()));
    }
    String number = "#";
    String pattern = named(source, part, file -> file.contains("*")).orElse("");
    String file = "";
    if (pattern.isEmpty()) {
      yaml.problem(
          path + ": the source's files need a pattern with *, under which pages get their numbers");
    } else {
      int star = pattern.lastIndexOf('*');
      String before = pattern.substring(0, star).replace("*", source.name());
      String dash = before.endsWith("-") || before.endsWith("_") ? "" : "-";
      String name = before.isEmpty() ? source.name() : before;
      file =
          checked(path, source, part, name + dash + number + pattern.substring(star + 1), pattern);
      if (source.format() == SourceSpec.Format.CSV && file.endsWith(TEXT_END)) {
        // Sources of text that may come as JSON know such files by the name of their text.
        file = file.substring(0, file.length() - TEXT_END.length()) + DOCUMENT_END;
      }
    }
    return new FetchSpec.Pages(
        source.name(),
        part,
        file,
        method,
        section.text("path"),
        section.texts("query"),
        section.texts("headers"),
        body,
        section.flag("form"),
        section.has("paging")
            ? paging(path + ".paging", section.child("paging"))
            : new FetchSpec.Paging(FetchSpec.Paging.By.NONE, List.of(), 0, 0, false),
        section.has("details") ? Optional.of(details(section.child("details"))) : Optional.empty(),
        sinceFormat);
  }

  private String method(String path, StrictYaml.Section section, String otherwise) {
    String method = section.text("method", otherwise);
    if (!Set.of("GET", "POST").contains(method)) {
      yaml.problem("%s.method is neither GET nor POST: %s".formatted(path, method));
    }
    return method;
  }

  private static FetchSpec.Details details(StrictYaml.Section section) {
    return new FetchSpec.Details(
        section.text("at"), section.text("list", ""), section.text("path"));
  }

  private FetchSpec.Paging paging(String path, StrictYaml.Section section) {
    FetchSpec.Paging.By by = section.choice("by", FetchSpec.Paging.By.class);
    List<String> at = section.list("at");
    boolean named = by == FetchSpec.Paging.By.CURSOR || by == FetchSpec.Paging.By.LINK;
    if (named && at.isEmpty()) {
      yaml.problem(path + ".at is missing");
    }
    int limit = section.number("limit", 0);
    if (limit < 1 && by != FetchSpec.Paging.By.NONE && by != FetchSpec.Paging.By.LINK) {
      yaml.problem(path + ".limit is missing: a page with fewer records is the last");
    }
    String last = section.text("last", "short");
    if (!Set.of("short", "empty").contains(last)) {
      yaml.problem("%s.last is neither short nor empty: %s".formatted(path, last));
    }
    return new FetchSpec.Paging(by, at, limit, section.number("first", 1), last.equals("empty"));
  }

  private FetchSpec.Login login(StrictYaml.Section section) {
    List<FetchSpec.Login.Lost> lost = new ArrayList<>();
    for (StrictYaml.Section one : section.children("lost")) {
      lost.add(new FetchSpec.Login.Lost(one.text("at"), one.text("contains")));
    }
    Optional<String> secretFile =
        section.has("secret_file") ? Optional.of(section.text("secret_file")) : Optional.empty();
    if (secretFile.isPresent() && section.has("secret")) {
      yaml.problem("login has both secret and secret_file");
    }
    String method = method("login", section, "POST");
    Object body = section.anything("body");
    if (method.equals("GET") && body != null && !section.flag("form")) {
      yaml.problem("login.body goes with GET only as a form, which stands in the address");
    }
    return new FetchSpec.Login(
        variable("login.user", section.text("user", "${DUECAST_SOURCE_USER}"), true),
        variable("login.secret", section.text("secret", "${DUECAST_SOURCE_SECRET}"), false),
        secretFile,
        section.texts("headers"),
        section.texts("query"),
        section.text("server", ""),
        method,
        section.text("path", ""),
        body,
        section.flag("form"),
        section.text("token_at", ""),
        ConnectorFile.errors(yaml, section),
        lost);
  }

  private String variable(String path, String text, boolean plain) {
    boolean isVariable = VARIABLE.matcher(text).matches();
    if (!isVariable && (!plain || text.startsWith("$"))) {
      yaml.problem(
          path
              + " is not the name of a variable such as ${DUECAST_SOURCE_SECRET}; what it held is"
              + " not repeated here");
    }
    return text;
  }

  private void headers(String path, Map<String, String> headers) {
    for (String name : headers.keySet()) {
      if (OF_THE_CLIENT.contains(name.toLowerCase(Locale.ROOT))) {
        yaml.problem("%s: %s is set by the connection itself".formatted(path, name));
      }
    }
  }

  private void placeholders(
      String path, Iterable<String> texts, Set<String> settings, Set<String> own) {
    for (String text : texts) {
      Matcher placeholder = FetchSpec.PLACEHOLDER.matcher(text);
      while (placeholder.find()) {
        String name = placeholder.group(1);
        if (!own.contains(name) && !settings.contains(name)) {
          List<String> known = new ArrayList<>(settings);
          known.addAll(own);
          yaml.problem(
              "%s: {%s} is no setting%s".formatted(path, name, Nearest.question(name, known)));
        }
      }
    }
  }

  private void parameters(String path, Optional<ReadQuery> query, Set<String> settings) {
    query.ifPresent(
        read ->
            read.parameters().stream()
                .filter(name -> !settings.contains(name))
                .forEach(
                    name ->
                        yaml.problem(
                            "%s: :%s is no setting%s"
                                .formatted(path, name, Nearest.question(name, settings)))));
  }

  /** All texts of a tree. */
  private static List<String> texts(@Nullable Object tree) {
    List<String> texts = new ArrayList<>();
    if (tree instanceof Map<?, ?> map) {
      map.values().forEach(value -> texts.addAll(texts(value)));
    } else if (tree instanceof List<?> list) {
      list.forEach(value -> texts.addAll(texts(value)));
    } else if (tree != null) {
      texts.add(String.valueOf(tree));
    }
    return texts;
  }

  private static String filled(SourceSpec source, String with) {
    return source.files().get(0).replace("*", with).replace("?", "0");
  }

  /** A name that the source knows and no other reading writes. */
  private String checked(String path, SourceSpec source, String part, String file, String shown) {
    if (!new NamePatterns(source.files()).fit(file.replace('#', '1'))) {
      yaml.problem(
          "%s: a file of the name %s would not be found under the source's files %s"
              .formatted(path, shown, String.join(", ", source.files())));
    }
    String reading = reading(source, part);
    String other = writers.putIfAbsent(file, reading);
    if (other != null && !other.equals(reading)) {
      yaml.problem(
          other.startsWith(source.name() + "/")
              ? "%s: %s and %s would both write %s; give files a name for each of them"
                  .formatted(path, other, reading, file)
              : "%s and the source %s would both write %s; let one of them alone say what is read"
                  .formatted(path, other, file));
    }
    return file;
  }

  private Duration duration(String path, StrictYaml.Section section, String key, String otherwise) {
    String text = section.text(key, otherwise);
    try {
      if (text.matches("\\d{1,6}d")) {
        return Duration.ofDays(Long.parseLong(text.substring(0, text.length() - 1)));
      }
      if (text.matches("\\d{1,6}[hms]")) {
        return Duration.parse("PT" + text.toUpperCase(Locale.ROOT));
      }
    } catch (DateTimeException e) {
      yaml.problem("%s: %s".formatted(path, e.getMessage()));
      return Duration.ZERO;
    }
    yaml.problem("%s is no duration such as 1d, 6h, 30m or 10s: %s".formatted(path, text));
    return Duration.ZERO;
  }
}
