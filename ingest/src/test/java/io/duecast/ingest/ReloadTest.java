package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.entry;
import static org.assertj.core.api.Assertions.tuple;

import io.duecast.contract.Tables;
import io.duecast.contract.check.Rejects;
import io.duecast.contract.lake.LoadCounts;
import io.duecast.contract.lake.Loads;
import io.duecast.contract.order.DateRevisions;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.OrderLines;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.process.ProcessStages;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import io.duecast.ingest.connector.Choices;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.normalize.PeopleKey;
import io.duecast.ingest.publish.PublishedTable;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same files twice, changed files, and a load that was killed. */
class ReloadTest {

  private static final Path GOLDEN = TestLake.resource("golden/kingdee");
  private static final Path CONNECTOR = TestLake.resource("connectors/kingdee");

  @TempDir private static Path shared;

  private static IngestResult first;

  @TempDir private Path folder;

  @BeforeAll
  static void loadTheGoldenFiles() {
    first = new TestLake(shared).load("kingdee", GOLDEN);
  }

  @Test
  void theSameFilesLoadOnce() throws IOException {
    TestLake lake = copyOfLake();
    Map<String, Long> before = versions(lake);

    IngestResult second = lake.load("kingdee", copyOfGolden("again"));

    assertThat(first.alreadyLoaded()).isFalse();
    assertThat(second.alreadyLoaded()).isTrue();
    assertThat(second.loadId()).isEqualTo(first.loadId());
    assertThat(versions(lake)).isEqualTo(before);
  }

  @Test
  void aChangedDateLeavesARevisionAlsoWhenTheLoadIsKilledAndRunAgain() throws IOException {
    TestLake lake = copyOfLake();
    Path later = copyOfGolden("later");
    // The draft's only line moves from 04-03 to 04-10; nobody wrote a change bill.
    edit(
        later.resolve("PUR_PurchaseOrder.csv"),
        "2026-04-03T08:31:40.02,0.0",
        "2026-04-10T08:31:40.02,0.0");

    IngestResult second = lake.load("kingdee", later);

    assertThat(
            lake.lines(
                DateRevisions.TABLE,
                DateRevisions.FIELD,
                DateRevisions.OLD_VALUE,
                DateRevisions.NEW_VALUE,
                DateRevisions.EVIDENCE))
        .containsExactly(
            "promised | 2026-03-20 | 2026-03-25 | change_doc",
            "promised | 2026-04-03 | 2026-04-10 | snapshot_diff",
            "required | 2026-04-03 | 2026-04-10 | snapshot_diff");
    assertThat(
            lake.lines(
                OrderLines.TABLE,
                OrderLines.LINE_ID,
                OrderLines.PROMISED_DATE_FIRST,
                OrderLines.PROMISED_DATE,
                OrderLines.PROMISE_SOURCE))
        .contains("201040 | 2026-04-03 | 2026-04-10 | snapshot");
    PublishedTable lines = table(second, "order_lines");
    assertThat(lines.inserted()).isZero();
    assertThat(lines.updated()).isEqualTo(1);

    List<String> revisions = lake.lines(DateRevisions.TABLE);
    // Killed just before its mark was written: everything is there save the load's own row.
    DeltaTables tables = DeltaTables.open(TestLake.spark(), lake.lake());
    tables.replace(
        Loads.TABLE, tables.read(Loads.TABLE).filter("load_id <> '" + second.loadId() + "'"));
    IngestResult again = lake.load("kingdee", later);

    assertThat(again.alreadyLoaded()).isFalse();
    assertThat(lake.lines(DateRevisions.TABLE)).isEqualTo(revisions);
    assertThat(lake.rows(Loads.TABLE)).hasSize(2);
    assertThat(lake.rows(LoadCounts.TABLE)).hasSize(18);
    assertThat(lake.rows(OrderLines.TABLE)).hasSize(5);
  }

  @Test
  void aChangeBillThatTellsTheMoveIsNotToldTwice() throws IOException {
    TestLake lake = copyOfLake();
    Path later = copyOfGolden("later");
    edit(
        later.resolve("PUR_PurchaseOrder.csv"),
        "2026-04-03T08:31:40.02,0.0",
        "2026-04-10T08:31:40.02,0.0");
    edit(
        later.resolve("PUR_POChange.csv"),
        "供应商产能不足\n",
        "供应商产能不足\n600019,CGBG000019,2026-03-20T00:00:00,2026-03-20T10:00:00,C,CGDD000131,201040,M-1001,"
            + "2026-04-03T00:00:00,2026-04-10T00:00:00,缺料\n");

    lake.load("kingdee", later);

    assertThat(
            lake.lines(
                DateRevisions.TABLE,
                DateRevisions.FIELD,
                DateRevisions.NEW_VALUE,
                DateRevisions.EVIDENCE))
        .containsExactly(
            "promised | 2026-03-25 | change_doc", "promised | 2026-04-10 | change_doc");
  }

  /** With everything gone that the loads were made of, save what the lake kept. */
  @Test
  void theTablesAreBuiltAgainFromTheRawFilesAlone() throws IOException {
    TestLake lake = copyOfLake();
    Path own = TestLake.copy(CONNECTOR, folder.resolve("own"));
    edit(
        own.resolve("connector.yaml"),
        "calendar: china",
        "calendar: weekdays\nwhole_orders: true\npeople: hash");
    Path key = TestLake.write(folder.resolve("key"), "an example, and no secret");
    Path otherKey = TestLake.write(folder.resolve("other"), "another one, no secret either");
    Path later = copyOfGolden("later");
    edit(
        later.resolve("PUR_PurchaseOrder.csv"),
        "2026-04-03T08:31:40.02,0.0",
        "2026-04-10T08:31:40.02,0.0");
    Path mended =
        TestLake.write(
            folder.resolve("mended.csv"),
            "source,key,column,value,by,why\npurchase_order,101391|201002,FQty,21,李敏,合同\n");
    dropRow(later.resolve("PUR_PurchaseOrder.csv"), ",201003,");
    Path places = folder.resolve("places");
    TestLake.write(places.resolve("tet.csv"), "2026-02-16,2026-02-20,off,Tet\n");
    Path sites =
        TestLake.write(
            places.resolve("sites.csv"),
            "kind,code,calendar,zone,own_days\ncountry,CN,weekdays,Asia/Ho_Chi_Minh,tet.csv\n");
    IngestResult second =
        lake.load(
            Connectors.find(
                own.toString(),
                new Choices(
                    Optional.empty(),
                    Map.of(),
                    Optional.empty(),
                    Optional.of(sites),
                    Optional.empty())),
            later,
            mended,
            Ingest.Claim.NONE,
            new PeopleKey(Optional.of(key), name -> null));
    for (Path gone : List.of(own, later, places)) {
      TestLake.remove(gone);
    }
    Files.delete(mended);
    DeltaTables tables = DeltaTables.open(TestLake.spark(), lake.lake());
    List<String> lines = TestLake.linesWithLineage(OrderLines.TABLE, lake.rows(OrderLines.TABLE));

    long version = tables.version(OrderLines.TABLE);
    tables.replace(OrderLines.TABLE, tables.read(OrderLines.TABLE).filter("line_id <> '201040'"));

    TestLake.Answer keyless = TestLake.run("rebuild", "--lake", lake.lake().root());
    TestLake.Answer foreign = rebuild(lake, otherKey);
    TestLake.Answer mends = rebuild(lake, key);

    assertThat(keyless.exitCode()).isEqualTo(4);
    assertThat(keyless.err()).contains("DUECAST_PEOPLE_KEY");
    assertThat(foreign.exitCode()).isEqualTo(4);
    assertThat(foreign.err()).contains("not the one that the loads of this lake were made with");
    assertThat(mends.exitCode()).as(mends.err()).isZero();
    assertThat(mends.out())
        .as("revisions between the two extracts and what was refused included")
        .contains("Built again from 2 load(s): 1 table(s) differed and were replaced");
    assertThat(TestLake.linesWithLineage(OrderLines.TABLE, lake.rows(OrderLines.TABLE)))
        .isEqualTo(lines)
        .anyMatch(line -> line.contains("qty=21"))
        .anyMatch(line -> line.contains("deleted_at"));
    assertThat(lake.lines(OrderHeaders.TABLE, OrderHeaders.CREATED_BY))
        .as("the first load kept names, the second hashed them")
        .anyMatch(name -> name.startsWith("P-"));
    assertThat(tables.at(Map.of("order_lines", Long.toString(version))).read(OrderLines.TABLE))
        .as("models that rest on the version before can still read it")
        .matches(rows -> rows.count() == 5);
    assertThat(Path.of(lake.lake().rebuild().root())).doesNotExist();
    assertThat(lake.lines(Loads.TABLE, Loads.SITES))
        .as("the first load told of no sites")
        .containsExactly(
            "", "country|Asia/Ho_Chi_Minh|CN\nweekdays\n2026-02-16,2026-02-20,off,Tet");
    assertThat(Path.of(lake.lake().manifest(second.loadId())))
        .isDirectoryRecursivelyContaining("glob:**/sites/sites.csv")
        .isDirectoryRecursivelyContaining("glob:**/sites/tet.csv");
  }

  /** Case 12 of the cases that every adapter meets. */
  @Test
  void whatACompleteExtractLacksIsMarkedAndLivesAgainWhenItReturns() throws IOException {
    TestLake lake = copyOfLake();
    Path cut = copyOfGolden("cut");
    dropRow(cut.resolve("PUR_PurchaseOrder.csv"), ",201040,");
    dropRow(cut.resolve("PUR_PurchaseOrder.csv"), ",201002,");
    dropRow(cut.resolve("STK_InStock.csv"), "300533,");
    // Refused for want of a supplier, and no row at all.
    editRow(cut.resolve("PUR_PurchaseOrder.csv"), ",201003,", ",S0017,", ",,");
    editRow(cut.resolve("PUR_PurchaseOrder.csv"), ",201003,", "\n", "\n合计" + ",".repeat(49) + "\n");

    assertThatThrownBy(() -> lake.load("kingdee", cut, null, Ingest.Claim.COMPLETE))
        .hasMessageContaining("2 of the 5 order lines")
        .hasMessageContaining("add --yes");
    IngestResult marks = lake.load("kingdee", cut, null, Ingest.Claim.COMPLETE_ALTHOUGH_SHORT);

    assertThat(marks.rejects()).contains(entry("REQUIRED_MISSING", 1L), entry("TOTAL_ROW", 1L));
    assertThat(table(marks, "order_lines").deleted())
        .as("the line whose row was refused is still there")
        .isEqualTo(2);
    assertThat(lake.rows(OrderLines.TABLE))
        .filteredOn(row -> row.getAs(OrderLines.DELETED_AT.name()) != null)
        .extracting(row -> row.getAs("line_id"), row -> row.getAs("line_status"))
        .as("what was received of a line stays received")
        .containsExactlyInAnyOrder(tuple("201040", "cancelled"), tuple("201002", "closed_short"));
    assertThat(lake.rows(OrderLines.TABLE))
        .filteredOn(row -> row.getAs("line_id").equals("201040"))
        .as("until then it was open")
        .allMatch(row -> row.getAs("closed_at").equals(row.getAs("deleted_at")));
    assertThat(lake.rows(Receipts.TABLE))
        .filteredOn(row -> row.getAs(Receipts.DELETED_AT.name()) != null)
        .extracting(row -> row.<String>getAs("receipt_no"), row -> row.getAs("effective"))
        .containsExactly(tuple("CGRK000483", false));

    Path back = copyOfGolden("back");
    edit(back.resolve("PUR_PurchaseOrder.csv"), ",201001,", ",2.01001E+5,");
    lake.load("kingdee", back, null, Ingest.Claim.COMPLETE);

    assertThat(lake.lines(OrderLines.TABLE, OrderLines.LINE_ID, OrderLines.LINE_STATUS))
        .contains("201040 | open", "201002 | closed_short");
    assertThat(lake.lines(OrderLines.TABLE))
        .as("a row without a readable key may be any")
        .noneMatch(line -> line.contains("deleted_at"));
    assertThat(lake.lines(Receipts.TABLE)).noneMatch(line -> line.contains("deleted_at"));
  }

  @Test
  void connectorsWithDifferentProcessesShareALake() throws IOException {
    TestLake lake = copyOfLake();
    lake.load("scms", TestLake.resource("scms/sample.csv"));

    assertThat(lake.lines(ProcessStages.TABLE, ProcessStages.PROCESS).stream().distinct())
        .containsExactly("purchase", "sales", "scms");
    assertThat(lake.rows(OrderLines.TABLE)).hasSize(45);
    assertThat(lake.rows(Rejects.TABLE)).isEmpty();
  }

  private static Map<String, Long> versions(TestLake lake) {
    Map<String, Long> versions = new HashMap<>();
    for (TableSpec table : Tables.CANONICAL) {
      versions.put(table.name(), lake.version(table));
    }
    versions.put(Loads.TABLE.name(), lake.version(Loads.TABLE));
    return versions;
  }

  private static PublishedTable table(IngestResult result, String name) {
    return result.tables().stream()
        .filter(table -> table.table().equals(name))
        .findFirst()
        .orElseThrow();
  }

  /** A lake of its own that holds the golden files already. */
  private TestLake copyOfLake() throws IOException {
    return new TestLake(TestLake.copy(shared, folder.resolve("lake")));
  }

  private Path copyOfGolden(String name) throws IOException {
    return TestLake.copy(GOLDEN, folder.resolve(name));
  }

  private static TestLake.Answer rebuild(TestLake lake, Path key) {
    return TestLake.run(
        "rebuild", "--lake", lake.lake().root(), "--people-key-file", key.toString());
  }

  private static void dropRow(Path file, String holding) throws IOException {
    List<String> rows = Files.readAllLines(file);
    List<String> kept = rows.stream().filter(row -> !row.contains(holding)).toList();
    assertThat(kept).hasSize(rows.size() - 1);
    Files.write(file, kept);
  }

  private static void editRow(Path file, String holding, String from, String to)
      throws IOException {
    List<String> rows =
        Files.readAllLines(file).stream()
            .map(row -> row.contains(holding) ? (row + "\n").replace(from, to) : row + "\n")
            .toList();
    Files.writeString(file, String.join("", rows));
  }

  private static void edit(Path file, String from, String to) throws IOException {
    String text = Files.readString(file);
    assertThat(text).contains(from);
    Files.writeString(file, text.replace(from, to));
  }
}
