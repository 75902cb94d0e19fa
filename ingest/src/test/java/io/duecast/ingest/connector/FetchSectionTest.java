package io.duecast.ingest.connector;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a connector may say of reading from running systems. */
class FetchSectionTest {

  @TempDir private Path folder;

  @Test
  void everyMistakeIsToldWithItsPlace() throws IOException {
    Files.writeString(folder.resolve("order_lines.sql"), "SELECT 1");
    Files.writeString(
        folder.resolve("connector.yaml"),
        """
        name: own
        label: {zh: 自己的, en: Own}
        source_system: own
        directions: [purchase]
        login: {secret: pa55word, secret_file: x, headers: {Host: a}, query: {token: "{tokn}"}, method: PATCH}
        http: {attempts: 0, timeout: 2 minutes}
        settings: {company: {default: "1", zh: 公司, en: company}}
        subqueries: {other: "SELECT 1"}
        sources:
          a: {files: [a.csv], columns: {id: id}, table: a; drop table b, query: "SELECT 1", watermark: m, overlap: 1 day}
          b: {files: [a.csv], columns: {id: id}, query: "SELECT * FROM b WHERE c = :compny", open: "x = 1"}
          c: {files: [c.csv], columns: {id: id}, query: "UPDATE b SET c = 1"}
          d: {files: [d.json], format: json, columns: {id: id}, http: {path: /d, paging: {by: curser, limit: 5}}}
          e: {files: ["e*.json"], format: json, columns: {id: id}, http: {path: "/{compny}", method: PUT, since_format: "dd QQ?!'", paging: {by: cursor}}}
          f: {files: [f.csv], columns: {id: id}, watermark: m, open: "1 = 1", when: compny}
          g: {files: [g.csv], columns: {id: id}, each: ["x;y"], query: "SELECT id FROM {othr}"}
          h: {files: [h.csv], columns: {id: id}, each: [PO, PO2], query: "SELECT id FROM {each}"}
          i: {files: ["AB*.json"], format: json, columns: {id: id}, each: [A, B], http: {path: "/{each}"}}
          j: {files: ["j*.json"], format: json, columns: {id: id}, http: {path: /j, method: GET, form: true, body: {a: b}}}
        """);

    assertThatThrownBy(() -> Connectors.find(folder.toString()))
        .hasMessageContainingAll(
            "login has both secret and secret_file",
            "login.secret is not the name of a variable such as ${DUECAST_SOURCE_SECRET}",
            "login.headers: Host is set by the connection itself",
            "login.query: {tokn} is no setting; did you mean token?",
            "login.method is neither GET nor POST: PATCH",
            "sources.j.http.form is a body that is posted",
            "http.timeout is no duration such as 1d, 6h, 30m or 10s: 2 minutes",
            "there is one attempt",
            "sources.a has both table and query",
            "sources.a.table is no name of a table: a; drop table b",
            "sources.a.overlap is no duration such as 1d, 6h, 30m or 10s: 1 day",
            "sources.b and the source a would both write a.csv",
            "sources.b.query: :compny is no setting; did you mean company?",
            "sources.b.open is for sources with a watermark",
            "sources.c.query: only reading is allowed, not UPDATE",
            "sources.c.query: only one SELECT is allowed, and this begins with update",
            "sources.d.http: the source's files need a pattern with *",
            "sources.d.http.paging.by: curser is none of cursor, link, none, page, start; did you mean cursor?",
            "sources.e.http.method is neither GET nor POST: PUT",
            "sources.e.http.since_format",
            "sources.e.http.paging.at is missing",
            "sources.e.http.paging.limit is missing",
            "sources.e.http.path: {compny} is no setting; did you mean company?",
            "sources.f.open is a condition on a table or query, and there is none",
            "sources.f.when: there is no setting compny; did you mean company?",
            "sources.g.each holds what is no name: x;y",
            "sources.h: h/PO and h/PO2 would both write h.csv; give files a name for each of them",
            "sources.i.http: i/A and i/B would both write AB-#.json",
            "sources.g.query: {othr} is none of the subqueries; did you mean other?",
            "sources.f.watermark belongs to a table, a query or http")
        .hasMessageNotContaining("pa55word");
  }

  @Test
  void partsAreWrittenUnderTheirOwnNamesEvenWhereOneBeginsWithAnother() throws IOException {
    Files.writeString(folder.resolve("order_lines.sql"), "SELECT 1");
    Files.writeString(
        folder.resolve("connector.yaml"),
        """
        name: own
        label: {zh: 自己的, en: Own}
        source_system: own
        directions: [purchase]
        subqueries: {changes: "SELECT id, MAX(day) AS touched FROM d GROUP BY id"}
        sources:
          order:
            files: ["{PO2,PO}{,-*}.csv"]
            json: {records: data}
            each: [PO, PO2]
            columns: {id: id}
            query: SELECT o.*, c.touched FROM {each} o JOIN {changes} c ON c.id = o.id
            http: {path: "/{each}"}
            watermark: touched
          vendor: {files: [v.csv], columns: {id: id}, table: v, watermark: touched}
          paid: {files: [p.csv], columns: {id: id}, query: "SELECT * FROM {changes} c", watermark: id, overlap: 1h}
          own: {files: [o.csv], columns: {id: id}, query: "SELECT o.* FROM o JOIN {changes} c ON c.id = o.id", watermark: rowversion}
        """);

    FetchSpec spec = Connectors.find(folder.toString()).fetch();

    assertThat(spec.tables().values().stream().map(FetchSpec.Rows::file))
        .containsExactly("PO.csv", "PO2.csv", "v.csv", "p.csv", "o.csv");
    assertThat(spec.pages().values().stream().map(FetchSpec.Pages::file))
        .containsExactly("PO-#.json", "PO2-#.json");
    assertThat(spec.watermarks())
        .allSatisfy(
            (source, watermark) ->
                assertThat(watermark.isCommon())
                    .as(source)
                    .isEqualTo(source.equals("order") || source.equals("paid")));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "DELETE FROM a",
        "SELECT 1; DROP TABLE a",
        "SELECT * INTO b FROM a",
        "WITH x AS (INSERT INTO a VALUES (1) RETURNING 1) SELECT * FROM x",
        "SELECT 1 EXEC ('DROP TABLE a')",
        "SELECT * FROM a FOR UPDATE",
        "SELECT 'a FROM a",
        "SELECT (1",
        "SELECT 1) UNION (SELECT 2)",
        "SELECT a ? 'b' FROM c WHERE d = :d",
        "",
      })
  void whatIsNoSingleReadingIsRefused(String sql) {
    List<String> problems = new ArrayList<>();

    ReadQuery.statement(sql, problems);

    assertThat(problems).isNotEmpty();
  }

  @Test
  void quotesCommentsAndCastsAreLeftAsTheyAre() {
    List<String> problems = new ArrayList<>();

    ReadQuery query =
        ReadQuery.statement(
            "/* drop; */ SELECT 'it''s; :no', \"delete\", [update], `set`, a::date, insert(a, 1, 2, '') -- ;\nFROM t WHERE c = :c AND d = :d;",
            problems);

    assertThat(problems).isEmpty();
    assertThat(query.sql())
        .isEqualTo(
            "  SELECT 'it''s; :no', \"delete\", [update], `set`, a::date, insert(a, 1, 2, '')  \nFROM t WHERE c = ? AND d = ?");
    assertThat(query.parameters()).containsExactly("c", "d");
  }
}
