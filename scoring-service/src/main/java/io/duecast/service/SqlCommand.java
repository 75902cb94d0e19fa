package io.duecast.service;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.ObjectMapper;
import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.duecast.command.CommonOptions;
import io.duecast.command.Terminal;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.lake.LakeReader;
import io.duecast.service.lake.LakeSnapshot;
import io.duecast.service.lake.ReadOnlySql;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.OutputStreamWriter;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** One reading statement over the lake's current tables. */
@Command(name = "sql", mixinStandardHelpOptions = true)
final class SqlCommand implements Callable<Integer> {

  /** A table is laid out in memory; files and JSON stream. */
  private static final int MOST_TABLE_ROWS = 100_000;

  @Mixin private CommonOptions common = new CommonOptions();

  @Parameters(paramLabel = "QUERY", descriptionKey = "sql.query")
  private String query = "";

  @Option(
      names = "--format",
      paramLabel = "table|csv|json",
      defaultValue = "table",
      descriptionKey = "sql.format")
  private String format = "table";

  @Override
  public Integer call() {
    String wanted = common.json() ? "json" : format.toLowerCase(Locale.ROOT);
    if (!List.of("table", "csv", "json").contains(wanted)) {
      throw ServiceFaults.wrongValue("--format", format, List.of("table", "csv", "json"));
    }
    ServiceSettings settings = common.settings(ServiceSettings.class, "service");
    try (LakeReader lake = LakeReader.open(common.lake(), settings.limits())) {
      lake.<Integer>with(
          snapshot -> {
            try {
              switch (wanted) {
                case "csv" -> csv(snapshot);
                case "json" -> json(snapshot);
                default -> table(snapshot, common.terminal());
              }
            } catch (IOException e) {
              throw new UncheckedIOException(e);
            }
            return 0;
          });
    }
    return 0;
  }

  private void table(LakeSnapshot snapshot, Terminal terminal) {
    List<String> headings = new ArrayList<>();
    List<List<String>> rows = new ArrayList<>();
    ReadOnlySql.run(
        snapshot,
        query,
        new ReadOnlySql.Receiver() {
          @Override
          public void columns(List<String> names) {
            headings.addAll(names);
          }

          @Override
          public void row(List<@Nullable Object> values) {
            if (rows.size() == MOST_TABLE_ROWS) {
              throw ServiceFaults.tooManyRowsForTable(MOST_TABLE_ROWS);
            }
            rows.add(values.stream().map(value -> text(value).replaceAll("\\R", " ")).toList());
          }
        });
    terminal.table(headings, rows);
  }

  private void csv(LakeSnapshot snapshot) throws IOException {
    CsvWriter csv = CsvWriter.builder().lineDelimiter(LineDelimiter.CRLF).build(standardOutput());
    ReadOnlySql.run(
        snapshot,
        query,
        new ReadOnlySql.Receiver() {
          @Override
          public void columns(List<String> names) {
            csv.writeRecord(names);
          }

          @Override
          public void row(List<@Nullable Object> values) {
            csv.writeRecord(values.stream().map(SqlCommand::text).toList());
          }
        });
    csv.flush();
  }

  private void json(LakeSnapshot snapshot) throws IOException {
    try (JsonGenerator json = new ObjectMapper().createGenerator(standardOutput())) {
      // Standard output stays open for whoever writes next.
      json.disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET);
      json.writeStartArray();
      List<String> columns = new ArrayList<>();
      ReadOnlySql.run(
          snapshot,
          query,
          new ReadOnlySql.Receiver() {
            @Override
            public void columns(List<String> names) {
              columns.addAll(names);
            }

            @Override
            public void row(List<@Nullable Object> values) {
              try {
                json.writeRaw("\n");
                json.writeStartObject();
                for (int i = 0; i < columns.size(); i++) {
                  json.writeFieldName(columns.get(i));
                  write(json, values.get(i));
                }
                json.writeEndObject();
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            }
          });
      json.writeEndArray();
      json.writeRaw("\n");
    }
  }

  private static void write(JsonGenerator json, @Nullable Object value) throws IOException {
    if (value == null) {
      json.writeNull();
    } else if (value instanceof Boolean flag) {
      json.writeBoolean(flag);
    } else if (value instanceof BigDecimal number) {
      json.writeNumber(plain(number));
    } else if (value instanceof Double number) {
      json.writeNumber(number);
    } else if (value instanceof Number number) {
      json.writeNumber(number.toString());
    } else if (value instanceof Map<?, ?> map) {
      json.writeStartObject();
      for (Map.Entry<?, ?> entry : map.entrySet()) {
        json.writeFieldName(String.valueOf(entry.getKey()));
        write(json, entry.getValue());
      }
      json.writeEndObject();
    } else {
      json.writeString(text(value));
    }
  }

  /** A value as people read it: no trailing zeros, instants in ISO form, null as nothing. */
  private static String text(@Nullable Object value) {
    if (value == null) {
      return "";
    }
    if (value instanceof BigDecimal number) {
      return plain(number);
    }
    if (value instanceof OffsetDateTime instant) {
      return instant.toInstant().toString();
    }
    return value.toString();
  }

  private static String plain(BigDecimal number) {
    return number.signum() == 0 ? "0" : number.stripTrailingZeros().toPlainString();
  }

  private static Writer standardOutput() {
    return new BufferedWriter(new OutputStreamWriter(System.out, StandardCharsets.UTF_8));
  }
}
