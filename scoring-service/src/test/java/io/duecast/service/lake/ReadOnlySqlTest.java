package io.duecast.service.lake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.service.GoldenLake;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadOnlySqlTest {

  private static LakeReader reader;

  @BeforeAll
  static void open() {
    reader = LakeReader.open(GoldenLake.lake(), new QueryLimits("256MB", 2, 2, 4));
  }

  @AfterAll
  static void close() {
    reader.close();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select count(*) from scores",
        "with s as (select * from order_lines) select count(*) from s",
        "from suppliers select count(*)",
        "describe scores",
        "show tables",
        "summarize runs",
        "values (1)",
        "select 1;"
      })
  void readingStatementsAnswer(String query) {
    assertThat(rows(query)).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "create table t (a int)",
        "insert into scores select * from scores",
        "delete from scores",
        "update scores set rank = 1",
        "drop view scores",
        "copy scores to '/tmp/duecast-stolen.csv'",
        "copy (select 1) to 'out.parquet'",
        "export database '/tmp/duecast-stolen'",
        "attach '/tmp/duecast.db' as other",
        "install httpfs",
        "load json",
        "pragma database_list",
        "set threads = 64",
        "reset enable_external_access",
        "call pragma_version()",
        "begin",
        "prepare p as select 1",
        "select 1; drop view scores",
        "select 1; select 2",
        "",
        "-- nothing"
      })
  void anythingElseIsRefused(String query) {
    assertRefused(query, "Only a single reading statement is taken");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select * from read_csv('/etc/passwd')",
        "select * from read_text('/etc/passwd')",
        "select * from read_blob('/etc/passwd')",
        "select * from glob('/etc/*')",
        "select * from read_csv('https://example.org/x.csv')",
        "select * from read_parquet('/etc/hostname')",
        "select * from read_text('../../../../../etc/passwd')"
      })
  void filesOutsideTheLakeAreClosed(String query) {
    assertRefused(query, "");
  }

  @Test
  void otherFilesOfTheLakeAreClosedToo() {
    assertRefused(
        "select * from read_text('" + reader.lake().marker() + "')",
        "files, network and settings are closed");
  }

  @Test
  void nothingIsWritten(@TempDir Path folder) throws IOException {
    Path target = folder.resolve("stolen.csv");
    assertRefused("copy scores to '" + target + "'", "");
    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  @Test
  void aWrongNameIsAnsweredWithTheRightOne() {
    assertThatThrownBy(() -> rows("select lat_probability from scores"))
        .isInstanceOf(Fault.class)
        .hasMessageContaining("late_probability")
        .hasMessageContaining("DESCRIBE");
  }

  @Test
  void aQueryThatNeverEndsIsCancelled() {
    assertThatThrownBy(
            () ->
                rows(
                    "select count(*) from range(100000000) a, range(1000000) b where a.range * b.range % 7 = 3"))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.OVERLOADED))
        .hasMessageContaining("did not end within 2 seconds");
  }

  @Test
  void noRowIsLeftOut() {
    assertThat(rows("select * from range(250000)")).hasSize(250_000);
  }

  private static void assertRefused(String query, String words) {
    assertThatThrownBy(() -> rows(query))
        .as(query)
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.SQL_REFUSED))
        .hasMessageContaining(words);
  }

  private static List<List<@Nullable Object>> rows(String query) {
    List<List<@Nullable Object>> rows = new ArrayList<>();
    reader.with(
        lake -> {
          ReadOnlySql.run(
              lake,
              query,
              new ReadOnlySql.Receiver() {
                @Override
                public void columns(List<String> names) {}

                @Override
                public void row(List<@Nullable Object> values) {
                  rows.add(values);
                }
              });
          return true;
        });
    return rows;
  }
}
