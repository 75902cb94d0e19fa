package io.duecast.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.Tables;
import io.duecast.contract.check.Rejects;
import io.duecast.contract.order.OrderHeaders;
import io.duecast.contract.order.PartnerContacts;
import io.duecast.contract.order.Receipts;
import io.duecast.contract.order.StageEvents;
import io.duecast.contract.table.PersonalData;
import io.duecast.contract.table.TableSpec;
import io.duecast.delta.DeltaTables;
import io.duecast.ingest.connector.Choices;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.connector.PeopleSetting;
import io.duecast.ingest.land.LoadManifest;
import io.duecast.ingest.land.Manifests;
import io.duecast.ingest.normalize.People;
import io.duecast.ingest.normalize.PeopleKey;
import io.duecast.ingest.publish.EarlierLoads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.apache.spark.sql.Row;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What becomes of the names of people on their way in. */
class PeopleTest {

  private static final PeopleKey KEY = key("an example, and no secret");

  /** Who appears in the files below, by name, code, telephone or mail address. */
  private static final List<String> PEOPLE =
      List.of("李敏", "LiMin", "王强", "孙库", "联系人甲", "13800000001", "jia@example.com", "赵新", "钱改");

  private static final String DRAFT = "69aa1c9c5f1c0a0001a10009";

  @TempDir private Path folder;

  @Test
  void hashedPeopleStayApartAndNoTableNamesThem() throws IOException {
    Ingest.Trial trial = load(PeopleSetting.HASH);
    Map<TableSpec, List<Row>> rows = TestLake.sound(trial);

    assertNobodyIsNamed(trial, rows);
    Set<String> buyers = cells(rows, OrderHeaders.TABLE, OrderHeaders.BUYER_NAME.name());
    assertThat(buyers).hasSize(1).allMatch(cell -> cell.matches("P-[0-9A-F]{12}"));
    assertThat(cells(rows, OrderHeaders.TABLE, OrderHeaders.CREATED_BY.name())).containsAll(buyers);
    assertThat(cells(rows, OrderHeaders.TABLE, OrderHeaders.BUYER_CODE.name()))
        .hasSize(2)
        .allMatch(cell -> cell.matches("P-[0-9A-F]{12}"))
        .doesNotContainAnyElementsOf(buyers);
    Set<String> owners = cells(rows, StageEvents.TABLE, StageEvents.OWNER_NAME.name());
    assertThat(owners).hasSize(2);
    assertThat(owners).containsAll(cells(rows, Receipts.TABLE, Receipts.OWNER.name()));
    assertThat(
            TestLake.lines(
                rows.getOrDefault(PartnerContacts.TABLE, List.of()),
                PartnerContacts.KIND,
                PartnerContacts.PARTNER_KEY,
                PartnerContacts.PHONE,
                PartnerContacts.EMAIL))
        .containsExactly("supplier | jdy|default|S0017 |  | ");
    assertThat(cells(rows, PartnerContacts.TABLE, PartnerContacts.CONTACT_NAME.name()))
        .allMatch(cell -> cell.startsWith("P-"));
  }

  @Test
  void droppedPeopleLeaveNothingButCodesThatAreNoNames() throws IOException {
    Ingest.Trial trial = load(PeopleSetting.DROP);
    Map<TableSpec, List<Row>> rows = TestLake.sound(trial);

    assertNobodyIsNamed(trial, rows);
    assertThat(
            TestLake.lines(
                rows.getOrDefault(OrderHeaders.TABLE, List.of()),
                OrderHeaders.BUYER_CODE,
                OrderHeaders.BUYER_NAME,
                OrderHeaders.CREATED_BY))
        .containsExactly(" |  | ", "E-0042 |  | ");
    assertThat(rows).doesNotContainKey(PartnerContacts.TABLE);
  }

  @Test
  void aKeyIsNeededLongAndTheSameAsBefore() {
    Optional<PeopleSetting> hash = Optional.of(PeopleSetting.HASH);
    String mark = People.of(hash, People.Before.NOTHING, KEY).mark();
    PeopleKey other = key("another one, no secret either");

    assertThat(mark).matches("hash:[0-9A-F]{8}");
    assertThatThrownBy(() -> People.of(hash, People.Before.NOTHING, TestLake.NO_KEY))
        .hasMessageContaining("DUECAST_PEOPLE_KEY")
        .hasMessageContaining("There is no default key");
    assertThatThrownBy(() -> People.of(hash, People.Before.NOTHING, key("short")))
        .hasMessageContaining("16 bytes");
    assertThatThrownBy(() -> People.of(hash, before(mark), other))
        .hasMessageContaining("not the one that the loads of this lake were made with");
    assertThatThrownBy(
            () ->
                People.of(
                    hash, new People.Before(Optional.empty(), Set.of("keep", "drop", mark)), other))
        .as("whatever source it was")
        .hasMessageContaining("not the one that the loads of this lake were made with");
  }

  @Test
  void aSourceGoesOnAsItsLastLoadDidUntilItIsToldOtherwise() {
    Optional<PeopleSetting> nothing = Optional.empty();
    String hashed = People.of(Optional.of(PeopleSetting.HASH), People.Before.NOTHING, KEY).mark();

    assertThat(People.of(nothing, People.Before.NOTHING, TestLake.NO_KEY).mark()).isEqualTo("keep");
    assertThat(People.of(nothing, before("drop"), TestLake.NO_KEY).mark()).isEqualTo("drop");
    assertThat(People.of(nothing, before(hashed), KEY).mark()).isEqualTo(hashed);
    assertThatThrownBy(() -> People.of(nothing, before(hashed), TestLake.NO_KEY))
        .hasMessageContaining("DUECAST_PEOPLE_KEY");
    assertThat(People.of(Optional.of(PeopleSetting.KEEP), before(hashed), TestLake.NO_KEY))
        .extracting(People::mark)
        .isEqualTo("keep");
  }

  /** The manifest is written before any row, and the row in the table of loads after all. */
  @Test
  void aLoadThatBrokeOffTellsTheNextOneToHideNames() {
    DeltaTables lake =
        DeltaTables.openOrCreate(TestLake.spark(), new TestLake(folder.resolve("lake")).lake());
    Connector connector = Connectors.find("jiandaoyun");
    Manifests manifests =
        new Manifests(lake.lake(), TestLake.spark().sessionState().newHadoopConf());
    assertThat(EarlierLoads.of(TestLake.spark(), lake, connector).people())
        .isEqualTo(People.Before.NOTHING);

    manifests.keep(
        manifest("one", connector.sourceInstance(), "drop", 1), connector.origin(), null);
    manifests.keep(
        manifest("two", connector.sourceInstance(), "keep", 2), connector.origin(), null);
    manifests.keep(manifest("three", "another", "hash:0A1B2C3D", 3), connector.origin(), null);

    EarlierLoads earlier = EarlierLoads.of(TestLake.spark(), lake, connector);
    assertThat(earlier.published()).isEmpty();
    assertThat(earlier.people()).isEqualTo(new People.Before(Optional.of("drop"), Set.of()));
  }

  private static LoadManifest manifest(String load, String instance, String people, int minute) {
    String at = "2026-03-02T10:0" + minute + ":00Z";
    return new LoadManifest(
        load,
        "jiandaoyun",
        "jdy",
        instance,
        Map.of(),
        false,
        null,
        null,
        false,
        people,
        at,
        at,
        List.of());
  }

  @Test
  void whatTheUserSaysGoesBeforeWhatTheConnectorSays() throws IOException {
    Path own = TestLake.copy(TestLake.resource("connectors/jiandaoyun"), folder.resolve("own"));
    Path yaml = own.resolve("connector.yaml");
    Files.writeString(yaml, Files.readString(yaml) + "\npeople: hash\n");

    assertThat(Connectors.find(own.toString(), choices(Optional.empty())).people())
        .contains(PeopleSetting.HASH);
    assertThat(Connectors.find(own.toString(), choices(Optional.of(PeopleSetting.DROP))).people())
        .contains(PeopleSetting.DROP);
  }

  @Test
  void withoutAKeyNothingIsReadAtAll() {
    TestLake.Answer answer =
        TestLake.run(
            "ingest",
            "--connector",
            "jiandaoyun",
            "--input",
            folder.toString(),
            "--people",
            "hash",
            "--lake",
            folder.resolve("lake").toString());

    assertThat(answer.exitCode()).isEqualTo(4);
    assertThat(answer.err()).startsWith("CONFIG_INVALID");
    assertThat(folder.resolve("lake")).doesNotExist();
  }

  private static People.Before before(String mark) {
    return new People.Before(Optional.of(mark), Set.of(mark));
  }

  private static Choices choices(Optional<PeopleSetting> people) {
    return new Choices(Optional.empty(), Map.of(), Optional.empty(), Optional.empty(), people);
  }

  private static PeopleKey key(String text) {
    return new PeopleKey(Optional.empty(), name -> text);
  }

  private static Set<String> cells(Map<TableSpec, List<Row>> rows, TableSpec table, String column) {
    Set<String> cells = new TreeSet<>();
    for (Row row : rows.getOrDefault(table, List.of())) {
      String cell = row.getAs(column);
      if (cell != null) {
        cells.add(cell);
      }
    }
    return cells;
  }

  private static void assertNobodyIsNamed(Ingest.Trial trial, Map<TableSpec, List<Row>> rows) {
    List<String> all = new ArrayList<>();
    rows.values().forEach(table -> table.forEach(row -> all.add(row.toString())));
    List<Row> rejects = trial.rejects().orElseThrow().collectAsList();
    rejects.forEach(row -> all.add(row.toString()));

    assertThat(all).hasSizeGreaterThan(30);
    assertThat(PEOPLE).allSatisfy(name -> assertThat(all).noneMatch(row -> row.contains(name)));
    assertThat(TestLake.lines(rejects, Rejects.COLUMN_NAME, Rejects.RULE, Rejects.VALUE))
        .contains("creator.name | CORRECTED | ", "items.promised_date | DATE_INVALID | ")
        .anyMatch(line -> line.matches("items\\.qty \\| CORRECTED \\| [0-9]+ → 20"));
    assertThat(
            Tables.ALL.stream()
                .flatMap(table -> table.columns().stream())
                .filter(column -> column.personal() != PersonalData.NONE))
        .hasSizeGreaterThan(10);
  }

  /**
   * The golden scenario with a contact, an employee's number, a name in a wrong place, and
   * corrections.
   */
  private Ingest.Trial load(PeopleSetting people) throws IOException {
    Path input = TestLake.copy(TestLake.resource("golden/jiandaoyun"), folder.resolve("in"));
    Path supplier = input.resolve("supplier-00001.json");
    Files.writeString(
        supplier,
        Files.readString(supplier)
            .replace("\"contact\":\"\"", "\"contact\":\"联系人甲\"")
            .replace("\"phone\":{\"phone\":\"\"", "\"phone\":{\"phone\":\"13800000001\"")
            .replace("\"email\":\"\"", "\"email\":\"jia@example.com\""));
    for (String file : List.of("order-00001.json", "webhook-2026.jsonl")) {
      Path orders = input.resolve(file);
      List<String> lines = new ArrayList<>(Files.readAllLines(orders));
      lines.replaceAll(
          line ->
              line.contains(DRAFT)
                  ? line.replaceFirst("(\"buyer\":\\{[^}]*\"username\":)\"LiMin\"", "$1\"E-0042\"")
                  : line.replaceFirst("\"promised_date\":\"[^\"]*\"", "\"promised_date\":\"李敏\""));
      Files.write(orders, lines);
    }
    Path corrections =
        TestLake.write(
            folder.resolve("mended.csv"),
            """
            source,key,column,value,by,why
            purchase_order,%1$s,creator,赵新,钱改,写错了人
            order_line,%1$s,qty,20,钱改,李敏电话
            """
                .formatted(DRAFT));
    return TestLake.tryOut(
        Connectors.find("jiandaoyun", choices(Optional.of(people))), KEY, input, corrections);
  }
}
