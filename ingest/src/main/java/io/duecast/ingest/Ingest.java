package io.duecast.ingest;

import io.duecast.command.Terminal;
import io.duecast.contract.Sha256;
import io.duecast.contract.Text;
import io.duecast.contract.check.RejectRule;
import io.duecast.contract.lake.Lake;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.PartnerContacts;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.land.InspectedFile;
import io.duecast.ingest.land.Inspection;
import io.duecast.ingest.land.LoadManifest;
import io.duecast.ingest.land.Manifests;
import io.duecast.ingest.land.RawFiles;
import io.duecast.ingest.normalize.CanonicalRows;
import io.duecast.ingest.normalize.Corrections;
import io.duecast.ingest.normalize.People;
import io.duecast.ingest.normalize.PeopleKey;
import io.duecast.ingest.normalize.ReadPlan;
import io.duecast.ingest.normalize.RecordFormat;
import io.duecast.ingest.normalize.Staging;
import io.duecast.ingest.normalize.Survey;
import io.duecast.ingest.publish.EarlierLoads;
import io.duecast.ingest.publish.Extent;
import io.duecast.ingest.publish.LoadRecord;
import io.duecast.ingest.publish.PublishedTable;
import io.duecast.ingest.publish.Publisher;
import io.duecast.ingest.quality.JudgedTable;
import io.duecast.ingest.quality.Judgement;
import io.duecast.ingest.quality.SourceRates;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.jspecify.annotations.Nullable;

/** Walks one extract from its files to the lake's tables. */
final class Ingest {

  /** Stamps before this come from archives without times and say nothing. */
  private static final Instant PLAUSIBLE_EXTRACT = Instant.parse("2000-01-01T00:00:00Z");

  private static final int PUBLISHED_TOGETHER = 3;

  private final SparkSession spark;
  private final Connector connector;
  private final Terminal terminal;
  private final PeopleKey peopleKey;
  private final @Nullable Path correctionsFile;

  /**
   * An ingest with one connector.
   *
   * @param peopleKey makes pseudonyms of names, where the source is loaded so
   * @param correctionsFile see {@link Corrections}; null for none
   */
  Ingest(
      SparkSession spark,
      Connector connector,
      Terminal terminal,
      PeopleKey peopleKey,
      @Nullable Path correctionsFile) {
    this.spark = spark;
    this.connector = connector;
    this.terminal = terminal;
    this.peopleKey = peopleKey;
    this.correctionsFile = correctionsFile;
  }

  /** Finds and judges the files of an extract; needs no engine, so that mistakes show at once. */
  static List<InspectedFile> inspect(Connector connector, Extract extract, Terminal terminal) {
    try (Terminal.Progress step = terminal.step(Text.of("检查文件", "Inspect files"))) {
      List<InspectedFile> files = Inspection.inspect(connector, extract);
      step.rows(files.size());
      return files;
    }
  }

  /** What a user says of an extract. */
  enum Claim {
    /** Nothing. */
    NONE,
    /** It holds everything of its source and instance. */
    COMPLETE,
    /** The same, and the user knows that much is gone. */
    COMPLETE_ALTHOUGH_SHORT
  }

  /**
   * Loads the files into the lake; the same bytes from the same connector load once.
   *
   * @throws io.duecast.contract.fault.Fault CONFLICT when names became something else since: loaded
   *     once, the files would not bring them back
   */
  IngestResult load(List<InspectedFile> files, Lake place, Claim claim) {
    Instant started = Instant.now();
    DeltaTables lake = DeltaTables.openOrCreate(spark, place);
    EarlierLoads earlier = EarlierLoads.of(spark, lake, connector);
    People people = People.of(connector.people(), earlier.people(), peopleKey);
    List<String> warnings = warnings(files);
    warnOfNamesBefore(people, earlier).ifPresent(warnings::add);
    String loadId = loadId(files, claim != Claim.NONE, people);
    if (earlier.published().contains(loadId)) {
      if (earlier.people().mark().filter(people.mark()::equals).isEmpty()) {
        throw IngestFaults.peopleSetBack();
      }
      return new IngestResult(
          loadId,
          connector.name(),
          true,
          files.size(),
          files.stream().mapToLong(InspectedFile::bytes).sum(),
          0,
          0,
          0,
          List.of(),
          Map.of(),
          List.of(),
          warnings);
    }
    Map<InspectedFile, RawFiles.Kept> kept;
    Manifests manifests = new Manifests(place, spark.sessionState().newHadoopConf());
    LoadManifest manifest;
    try (Terminal.Progress step = terminal.step(Text.of("原样保存", "Keep the files as they came"))) {
      kept =
          RawFiles.keep(
              files,
              place.rawFiles(),
              place.rawFiles(connector.sourceSystem(), loadId),
              spark.sessionState().newHadoopConf());
      // An attempt that broke off has written rows with its instant already.
      Instant extractedAt =
          manifests
              .find(loadId)
              .map(attempt -> Instant.parse(attempt.extractedAt()))
              .orElseGet(() -> extractedAt(files, started));
      manifest = manifest(loadId, started, extractedAt, claim, people, kept);
      manifests.keep(manifest, connector.origin(), correctionsFile);
      step.rows(files.size());
    }
    Map<InspectedFile, String> addresses = new LinkedHashMap<>();
    kept.forEach((file, one) -> addresses.put(file, one.address()));
    return publish(lake, manifest, addresses, people, started, claim == Claim.COMPLETE, warnings);
  }

  /**
   * Does a load again from what the lake kept of it; names of people become what they became then.
   *
   * @param lake to build the tables in; not the one that keeps the files
   * @param addresses where the rows of each file lie
   */
  IngestResult replay(
      LoadManifest manifest, Map<InspectedFile, String> addresses, DeltaTables lake) {
    People people = People.noted(manifest.people(), peopleKey);
    return publish(
        lake,
        manifest,
        addresses,
        people,
        Instant.parse(manifest.startedAt()),
        false,
        warnings(List.copyOf(addresses.keySet())));
  }

  private IngestResult publish(
      DeltaTables lake,
      LoadManifest manifest,
      Map<InspectedFile, String> addresses,
      People people,
      Instant started,
      boolean refuseCut,
      List<String> warnings) {
    List<InspectedFile> files = List.copyOf(addresses.keySet());
    long bytes = files.stream().mapToLong(InspectedFile::bytes).sum();
    String loadId = manifest.loadId();
    Instant extractedAt = Instant.parse(manifest.extractedAt());
    Corrections corrections = corrections(files);
    Survey survey = survey(addresses);
    long rowsIn = survey.rows().values().stream().mapToLong(Long::longValue).sum();
    long rowsRefused = survey.refused().values().stream().mapToLong(Long::longValue).sum();
    try (Staging staging = new Staging(spark, lake.lake().staging(loadId))) {
      Judgement judgement =
          judge(survey, corrections, people, Optional.of(lake), extractedAt, staging);
      LoadRecord load =
          new LoadRecord(
              connector,
              people.mark(),
              loadId,
              started,
              extractedAt,
              files.size(),
              bytes,
              rowsIn,
              rowsRefused,
              tells(manifest.complete(), survey, corrections, people, judgement, staging));
      Publisher publisher = new Publisher(spark, lake, load);
      if (refuseCut) {
        publisher.refuseCutExtract(judgement.tables());
      }
      SourceRates quality = new SourceRates(sources(files, survey), judgement);
      List<SourceRates.SourceRate> rates =
          quality.rates(load.extractedAt(), publisher.earlierRows());
      List<PublishedTable> tables = publish(publisher, judgement);
      try (Terminal.Progress step = terminal.step(Text.of("记录拒绝与计数", "Note rejects and counts"))) {
        publisher.publishProcesses();
        publisher.publishRejects(quality.rejects());
        publisher.publishRates(rates);
        publisher.commit(tables, cells(judgement.byRule()));
        step.rows(judgement.byRule().values().stream().mapToLong(Long::longValue).sum());
      }
      judgement.close();
      return new IngestResult(
          loadId,
          connector.name(),
          false,
          files.size(),
          bytes,
          rowsIn,
          rowsRefused,
          cells(judgement.byRule()),
          tables,
          judgement.byRule(),
          rates,
          warnings);
    }
  }

  /**
   * Of rows that were refused those count as there whose key can be read. One without a key may be
   * any row: where there is one, nothing can be said to be gone.
   */
  private Extent tells(
      boolean complete,
      Survey survey,
      Corrections corrections,
      People people,
      Judgement judgement,
      Staging staging) {
    if (!complete && !connector.wholeOrders()) {
      return Extent.ROWS;
    }
    if (survey.mayBeAny() == 0 && survey.keyed() > 0) {
      judgement.alsoThere(
          CanonicalRows.withRefused(
              spark, connector, survey.plans(), corrections, people, staging, Publisher.MARKED));
    }
    boolean allKnown = survey.mayBeAny() == 0 && judgement.keysAreWhole(Publisher.MARKED);
    if (complete && !allKnown) {
      terminal.say(
          Text.of(
              "  ! 有读不出键的行，因此不标记任何行为已删除；请先改正。",
              "  ! There are rows whose key could not be read, so no row is marked as deleted; mend them first."));
    } else if (complete && survey.keyed() > 0) {
      terminal.say(
          Text.of(
              "  ! %s 行被拒绝，但键可读：不会被标记为已删除。".formatted(Terminal.number(survey.keyed())),
              "  ! %s row(s) were refused although their key can be read: they are not taken for deleted."
                  .formatted(Terminal.number(survey.keyed()))));
    }
    return !allKnown ? Extent.ROWS : complete ? Extent.SOURCE : Extent.ORDERS;
  }

  private LoadManifest manifest(
      String loadId,
      Instant started,
      Instant extractedAt,
      Claim claim,
      People people,
      Map<InspectedFile, RawFiles.Kept> kept) {
    List<LoadManifest.KeptFile> files = new ArrayList<>();
    kept.forEach(
        (file, at) ->
            files.add(
                new LoadManifest.KeptFile(
                    file.source().name(),
                    file.name(),
                    file.bytes(),
                    file.sha256(),
                    file.encoding(),
                    at.below(),
                    at.sha256(),
                    file.layout(),
                    file.missing())));
    return new LoadManifest(
        loadId,
        connector.name(),
        connector.sourceSystem(),
        connector.sourceInstance(),
        connector.settings(),
        connector.origin().ownDays() != null,
        connector.origin().sites().keySet().stream().findFirst().orElse(null),
        correctionsFile == null ? null : String.valueOf(correctionsFile.getFileName()),
        claim != Claim.NONE,
        people.mark(),
        started.toString(),
        extractedAt.toString(),
        files);
  }

  /**
   * Everything up to the lake, and nothing in it.
   *
   * @param shown rows shown of each table and of the rejects
   * @param staging keeps the rows; close it when they have been shown
   */
  Trial tryOut(List<InspectedFile> files, int shown, Staging staging) {
    Map<InspectedFile, String> addresses = new HashMap<>();
    // An address of Hadoop's: one of Java's writes blanks and Chinese letters in percents.
    files.forEach(
        file ->
            addresses.put(
                file,
                new org.apache.hadoop.fs.Path(file.utf8().toAbsolutePath().toUri()).toString()));
    Survey survey = survey(addresses);
    Judgement judgement =
        judge(
            survey,
            corrections(files),
            People.of(connector.people(), People.Before.NOTHING, peopleKey),
            Optional.empty(),
            extractedAt(files, Instant.now()),
            staging);
    Map<String, Dataset<Row>> heads = new LinkedHashMap<>();
    for (JudgedTable judged : judgement.tables()) {
      heads.put(judged.table().name(), judged.sound().limit(shown));
    }
    return new Trial(
        files,
        judgement.tables(),
        heads,
        judgement.rejects().map(rejects -> rejects.limit(shown)),
        judgement.byRule(),
        warnings(files));
  }

  /** What a trial shows. */
  record Trial(
      List<InspectedFile> files,
      List<JudgedTable> tables,
      Map<String, Dataset<Row>> heads,
      Optional<Dataset<Row>> rejects,
      Map<String, Long> rejectsByRule,
      List<String> warnings) {}

  private Survey survey(Map<InspectedFile, String> addresses) {
    List<ReadPlan> plans = new ArrayList<>();
    for (SourceSpec source : connector.sources()) {
      List<ReadPlan.PlannedFile> planned = new ArrayList<>();
      addresses.forEach(
          (file, address) -> {
            if (file.source().equals(source)) {
              planned.add(
                  new ReadPlan.PlannedFile(address, file.name(), file.layout(), new HashMap<>()));
            }
          });
      if (!planned.isEmpty()) {
        plans.add(new ReadPlan(source, connector.zone().getId(), planned));
      }
    }
    try (Terminal.Progress step = terminal.step(Text.of("通读记录", "Read every record"))) {
      Survey survey = Survey.of(spark, plans);
      step.rows(survey.rows().values().stream().mapToLong(Long::longValue).sum());
      return survey;
    }
  }

  private List<SourceRates.Source> sources(List<InspectedFile> files, Survey survey) {
    return connector.sources().stream()
        .map(
            source ->
                new SourceRates.Source(
                    source.name(),
                    survey.rows().getOrDefault(source.name(), 0L),
                    files.stream()
                        .filter(file -> file.source().equals(source))
                        .map(InspectedFile::name)
                        .toList()))
        .toList();
  }

  private Corrections corrections(List<InspectedFile> files) {
    return correctionsFile == null
        ? Corrections.none()
        : Corrections.read(spark, correctionsFile, connector, files);
  }

  private Judgement judge(
      Survey survey,
      Corrections corrections,
      People people,
      Optional<DeltaTables> lake,
      Instant extractedAt,
      Staging staging) {
    try (Terminal.Progress step = terminal.step(Text.of("规范化并检查", "Normalise and check"))) {
      Function<TableSpec, Optional<Dataset<Row>>> published =
          table -> lake.filter(there -> there.exists(table)).map(there -> there.read(table));
      Map<TableSpec, Dataset<Row>> rows =
          CanonicalRows.of(
              spark,
              connector,
              survey.plans(),
              corrections,
              people,
              published.apply(PartnerContacts.TABLE),
              staging);
      Judgement judgement =
          Judgement.of(
              rows,
              published,
              corrections.outcome(spark, survey.plans()).among(unreadable(survey)).stream()
                  .map(refused -> people.withoutNames(refused, connector))
                  .toList(),
              extractedAt);
      step.rows(judgement.tables().stream().mapToLong(JudgedTable::rowsIn).sum());
      return judgement;
    }
  }

  private List<Dataset<Row>> unreadable(Survey survey) {
    return survey.plans().stream()
        .filter(plan -> survey.suspicious().contains(plan.source().name()))
        .map(plan -> RecordFormat.rejects(spark, plan))
        .toList();
  }

  /**
   * Publishes the tables side by side, since most of a commit is waiting. Revisions go before the
   * lines whose difference they tell.
   */
  private List<PublishedTable> publish(Publisher publisher, Judgement judgement) {
    Map<TableSpec, PublishedTable> published = new ConcurrentHashMap<>();
    List<JudgedTable> tables = judgement.tables();
    boolean linesThere = publisher.hasLines();
    tables.stream()
        .filter(judged -> linesThere && judged.table().equals(DateRevisions.TABLE))
        .forEach(judged -> published.put(judged.table(), publish(publisher, judged, tables)));
    ExecutorService pool = Executors.newFixedThreadPool(PUBLISHED_TOGETHER);
    try {
      List<Future<?>> running = new ArrayList<>();
      for (JudgedTable judged : tables) {
        if (!published.containsKey(judged.table())) {
          running.add(
              pool.submit(() -> published.put(judged.table(), publish(publisher, judged, tables))));
        }
      }
      for (Future<?> one : running) {
        one.get();
      }
    } catch (ExecutionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Interrupted while publishing", e);
    } finally {
      pool.shutdownNow();
    }
    List<PublishedTable> inOrder = new ArrayList<>();
    for (JudgedTable judged : tables) {
      PublishedTable one = published.get(judged.table());
      if (one != null) {
        inOrder.add(one);
      }
    }
    return inOrder;
  }

  private PublishedTable publish(
      Publisher publisher, JudgedTable judged, List<JudgedTable> tables) {
    String name = judged.table().name();
    try (Terminal.Progress step = terminal.step(Text.of("发布 " + name, "Publish " + name))) {
      PublishedTable published = publisher.publish(judged, tables);
      step.rows(published.rowsOut());
      return published;
    }
  }

  private static long cells(Map<String, Long> rejects) {
    return rejects.entrySet().stream()
        .filter(rule -> RejectRule.valueOf(rule.getKey()).severity() == RejectRule.Severity.CELL)
        .mapToLong(Map.Entry::getValue)
        .sum();
  }

  private List<String> warnings(List<InspectedFile> files) {
    List<String> warnings = new ArrayList<>();
    for (SourceSpec source : connector.sources()) {
      if (files.stream().noneMatch(file -> file.source().equals(source))) {
        warnings.add(
            terminal.language() == Text.Language.ZH
                ? "没有 %s 的文件（%s）".formatted(source.name(), String.join(", ", source.files()))
                : "no file for %s (%s)"
                    .formatted(source.name(), String.join(", ", source.files())));
      }
    }
    for (InspectedFile file : files) {
      if (!file.missing().isEmpty()) {
        String list = String.join(", ", file.missing());
        warnings.add(
            terminal.language() == Text.Language.ZH
                ? "%s 没有列 %s，按空值处理".formatted(file.name(), list)
                : "%s has no column %s; read as empty".formatted(file.name(), list));
      }
      for (Text note : file.notes()) {
        warnings.add(file.name() + ": " + note.in(terminal.language()));
      }
    }
    return warnings;
  }

  /** Rows that are there already keep the names they came with until they come again. */
  private Optional<String> warnOfNamesBefore(People people, EarlierLoads earlier) {
    if (people.areKept() || !earlier.namesKept()) {
      return Optional.empty();
    }
    return Optional.of(
        Text.of(
                "此前装载的姓名仍在未再次导出的行、此前的拒绝记录与评分、表的旧版本和 1-raw 中；要完全去除，请装载到新的数据湖",
                "names loaded before stay in rows that do not come again, in rejects and scores from before, in earlier versions of the tables and in 1-raw; to be rid of them load into a new lake")
            .in(terminal.language()));
  }

  private String loadId(List<InspectedFile> files, boolean complete, People people) {
    MessageDigest digest = Sha256.digest();
    digest.update(
        (connector.name() + "\n" + connector.version() + "\n").getBytes(StandardCharsets.UTF_8));
    if (!people.areKept()) {
      digest.update((people.mark() + "\n").getBytes(StandardCharsets.UTF_8));
    }
    files.stream()
        .map(file -> file.source().name() + " " + file.sha256() + "\n")
        .sorted()
        .forEach(line -> digest.update(line.getBytes(StandardCharsets.UTF_8)));
    if (complete) {
      digest.update("complete".getBytes(StandardCharsets.UTF_8));
    }
    if (correctionsFile != null) {
      try {
        digest.update(Files.readAllBytes(correctionsFile));
      } catch (IOException e) {
        throw IngestFaults.inputMissing(correctionsFile.toString());
      }
    }
    return HexFormat.of().formatHex(digest.digest()).substring(0, 24);
  }

  /** The youngest file's stamp, where it is plausible, else now. */
  private static Instant extractedAt(List<InspectedFile> files, Instant now) {
    Instant youngest = Instant.EPOCH;
    for (InspectedFile file : files) {
      try {
        Instant stamp = Files.getLastModifiedTime(file.original()).toInstant();
        youngest = stamp.isAfter(youngest) ? stamp : youngest;
      } catch (IOException e) {
        return now;
      }
    }
    boolean plausible = youngest.isAfter(PLAUSIBLE_EXTRACT) && youngest.isBefore(now);
    return plausible ? youngest.truncatedTo(java.time.temporal.ChronoUnit.MILLIS) : now;
  }
}
