package io.duecast.ingest.fetch;

import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.ingest.connector.DocumentShape;
import io.duecast.ingest.connector.FetchSpec;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fault.IngestFaults;
import io.duecast.ingest.land.JsonRecords;
import io.duecast.ingest.land.TemporaryFolder;
import io.duecast.ingest.land.Way;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads the pages of a source, each into a file of its own as it came. */
final class PageReader {

  /** Before every order that a system can hold. */
  private static final LocalDateTime BEGINNING = LocalDateTime.of(1900, 1, 1, 0, 0);

  private final Exchange exchange;
  private final Map<String, String> settings;

  PageReader(Exchange exchange, Map<String, String> settings) {
    this.exchange = exchange;
    this.settings = settings;
  }

  Outcome read(
      SourceSpec source,
      FetchSpec.Pages pages,
      Optional<FetchSpec.Watermark> watermark,
      Optional<String> since,
      Path folder) {
    try {
      return new Reading(source, pages, watermark, since, folder).run();
    } catch (IOException e) {
      throw IngestFaults.unreadable(folder.toString(), e);
    }
  }

  /** The way through the pages of one source. */
  private final class Reading {
    private final SourceSpec source;
    private final FetchSpec.Pages pages;
    private final Optional<FetchSpec.Watermark> watermark;
    private final Path folder;
    private final Highest highest = new Highest(Instant.now());
    private final Map<String, Object> values = new LinkedHashMap<>(settings);
    private long records;
    private long gone;
    private long listedAgain;
    private long onPage;
    private @Nullable JsonNode cursor;
    private final List<String> ids = new ArrayList<>();

    Reading(
        SourceSpec source,
        FetchSpec.Pages pages,
        Optional<FetchSpec.Watermark> watermark,
        Optional<String> since,
        Path folder) {
      this.source = source;
      this.pages = pages;
      this.watermark = watermark;
      this.folder = folder;
      values.put("each", pages.each());
      values.put("fields", String.join(",", source.document().fields()));
      values.put("limit", pages.paging().limit());
      values.put("start", 0L);
      values.put("page", (long) pages.paging().firstPage());
      values.put("since", since(since));
    }

    private String since(Optional<String> last) {
      Duration overlap = watermark.map(FetchSpec.Watermark::overlap).orElse(Duration.ZERO);
      LocalDateTime from =
          last.map(
                  text ->
                      TextTime.read(text)
                          .orElseThrow(
                              () ->
                                  IngestFaults.watermarkUnusable(
                                      source.name(),
                                      watermark.map(FetchSpec.Watermark::columns).orElse(List.of()),
                                      text))
                          .minus(overlap))
              .orElse(BEGINNING);
      return DateTimeFormatter.ofPattern(pages.sinceFormat(), Locale.ROOT).format(from);
    }

    Outcome run() throws IOException {
      URI named = null;
      Path before = null;
      List<String> idsBefore = List.of();
      List<Path> lists = new ArrayList<>();
      for (int number = 1; ; number++) {
        Path file =
            folder.resolve(pages.file().replace("#", String.format(Locale.ROOT, "%05d", number)));
        Exchange.Request request = request(named);
        JsonNode answer = exchange.send(source.name(), request, source.document().errors(), file);
        onPage = 0;
        cursor = null;
        ids.clear();
        new JsonRecords(listed(), file).forEach(this::note);
        boolean repeats =
            pages.details().isPresent()
                ? ids.equals(idsBefore)
                : before != null && Files.mismatch(before, file) < 0;
        if (repeats && onPage > 0) {
          throw IngestFaults.pageRepeats(source.name(), String.valueOf(file.getFileName()));
        }
        before = file;
        if (pages.details().isPresent() && !ids.isEmpty()) {
          idsBefore = List.copyOf(ids);
          lists.add(file);
        }
        named = link(request.address(), answer);
        if (isLast(named)) {
          if (pages.details().isPresent()) {
            readWhole(pages.details().get(), lists);
          }
          return new Outcome(records - gone - listedAgain, gone, highest.text());
        }
        advance(number);
      }
    }

    /**
     * Puts the whole records in the place of the pages that name them. The list has been read to
     * its end before: reading records takes long, meanwhile a list shifts, and what moved to a page
     * that was read already would be missed. What moved the other way stands there twice.
     */
    private void readWhole(FetchSpec.Details details, List<Path> lists) throws IOException {
      Set<String> read = new HashSet<>();
      for (Path list : lists) {
        ids.clear();
        new JsonRecords(listed(), list).forEach(record -> ids.add(id(details, record)));
        int listed = ids.size();
        ids.removeIf(id -> !read.add(id));
        listedAgain += listed - ids.size();
        if (ids.isEmpty()) {
          Files.delete(list);
        } else {
          readWhole(details, list);
        }
      }
    }

    /** Where the records of a page lie. */
    private DocumentShape listed() {
      return pages
          .details()
          .map(FetchSpec.Details::list)
          .filter(way -> !way.isEmpty())
          .map(source.document()::at)
          .orElse(source.document());
    }

    private static String id(FetchSpec.Details details, JsonNode record) {
      return Way.text(Way.follow(record, details.at()));
    }

    private void readWhole(FetchSpec.Details details, Path file) throws IOException {
      Path whole = TemporaryFolder.file(".records");
      Path one = TemporaryFolder.file(".record");
      long goneOnPage = 0;
      try {
        try (OutputStream out = Files.newOutputStream(whole)) {
          for (String id : ids) {
            JsonNode answer =
                exchange.send(source.name(), detail(details, id), source.document().errors(), one);
            if (answer.isMissingNode()) {
              goneOnPage++;
            } else {
              Files.copy(one, out);
              out.write('\n');
            }
          }
        }
        if (goneOnPage == ids.size()) {
          // One or the other may be deleted meanwhile; all of them tell of a wrong address.
          throw IngestFaults.detailsMissing(source.name(), details.path(), goneOnPage);
        }
        gone += goneOnPage;
        Files.move(whole, file, StandardCopyOption.REPLACE_EXISTING);
      } finally {
        Files.deleteIfExists(whole);
        Files.deleteIfExists(one);
      }
    }

    private Exchange.Request detail(FetchSpec.Details details, String id) {
      if (id.isEmpty()) {
        throw IngestFaults.detailUnnamed(source.name(), details.at());
      }
      Map<String, Object> known = new LinkedHashMap<>(values);
      known.put("id", id);
      Template template = new Template(known);
      return new Exchange.Request(
          "GET",
          exchange.address(template.path(details.path()), Map.of()),
          template.entries(pages.headers()),
          null,
          false,
          known,
          true);
    }

    private void note(JsonNode record) {
      records++;
      onPage++;
      pages.details().ifPresent(details -> ids.add(id(details, record)));
      if (pages.paging().by() == FetchSpec.Paging.By.CURSOR) {
        cursor = Way.follow(record, pages.paging().at().get(0));
      }
      watermark.ifPresent(
          mark -> {
            for (String column : mark.columns()) {
              String text = Way.text(Way.follow(record, column));
              if (!text.isEmpty()) {
                highest.note(text);
              }
            }
          });
    }

    private Exchange.Request request(@Nullable URI named) {
      Template template = new Template(values);
      return new Exchange.Request(
          pages.method(),
          named == null
              ? exchange.address(template.path(pages.path()), template.entries(pages.query()))
              : named,
          template.entries(pages.headers()),
          pages.body(),
          pages.form(),
          Map.copyOf(values),
          false);
    }

    private @Nullable URI link(URI from, JsonNode answer) {
      if (pages.paging().by() == FetchSpec.Paging.By.LINK) {
        for (String way : pages.paging().at()) {
          String text = Way.text(Way.follow(answer, way));
          if (!text.isEmpty()) {
            return exchange.next(from, text);
          }
        }
      }
      return null;
    }

    private boolean isLast(@Nullable URI named) {
      return switch (pages.paging().by()) {
        case NONE -> true;
        case LINK -> named == null;
        case CURSOR, START, PAGE ->
            pages.paging().lastIsEmpty() ? onPage == 0 : onPage < pages.paging().limit();
      };
    }

    private void advance(int number) {
      values.put("start", records);
      values.put("page", (long) pages.paging().firstPage() + number);
      if (pages.paging().by() == FetchSpec.Paging.By.CURSOR) {
        if (cursor == null || Way.text(cursor).isEmpty()) {
          throw IngestFaults.cursorMissing(source.name(), pages.paging().at().get(0));
        }
        values.put("cursor", cursor.isIntegralNumber() ? cursor.longValue() : Way.text(cursor));
      }
    }
  }
}
