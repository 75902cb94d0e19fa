package io.duecast.ingest;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.any;
import static com.github.tomakehurst.wiremock.client.WireMock.anyUrl;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.ResponseDefinitionBuilder;
import com.github.tomakehurst.wiremock.extension.ResponseDefinitionTransformerV2;
import com.github.tomakehurst.wiremock.http.Request;
import com.github.tomakehurst.wiremock.http.ResponseDefinition;
import com.github.tomakehurst.wiremock.stubbing.ServeEvent;
import io.duecast.command.CommonOptions;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import io.duecast.ingest.connector.Choices;
import io.duecast.ingest.connector.Connector;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.connector.SourceSpec;
import io.duecast.ingest.fetch.Access;
import io.duecast.ingest.fetch.Fetch;
import io.duecast.ingest.fetch.Fetched;
import io.duecast.ingest.land.Extract;
import io.duecast.ingest.land.InspectedFile;
import java.io.IOException;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The golden scenario out of running interfaces: an HTTP server gives what the ERP's export files
 * hold, two records a page, in the ERP's own words, to those who logged in its way.
 */
class RunningInterfacesTest {

  private static final JsonMapper MAPPER = JsonMapper.builder().build();
  private static final Path CONNECTORS = Path.of("src/main/resources/connectors");
  private static final String USER = "reader";
  private static final String KEY = "k3y-of-the-reader";
  private static final Access ACCESS =
      new Access(
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Map.of("DUECAST_SOURCE_USER", USER, "DUECAST_SOURCE_SECRET", KEY)::get);

  private static final Door DOOR = new Door();
  private static final WireMockServer SERVER =
      new WireMockServer(options().dynamicPort().extensions(DOOR));

  @TempDir private Path folder;

  @BeforeAll
  static void start() {
    SERVER.start();
    SERVER.stubFor(any(anyUrl()).willReturn(aResponse().withTransformers(Door.NAME)));
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  static List<Erp> erps() {
    return List.of(
        new Dynamics(),
        new ErpNext(),
        new Jiandaoyun(),
        new Kingdee(),
        new Odoo(),
        new SapB1(),
        new YonyouU8());
  }

  @ParameterizedTest
  @MethodSource("erps")
  void pagesGiveTheRecordsThatTheFilesGive(Erp erp) throws IOException {
    DOOR.erp = erp;
    Connector connector = smallPages(erp, Map.of());

    try (Fetched fetched = fetch(connector)) {
      for (String kind : erp.kinds()) {
        assertThat(erp.shown(kind, records(files(fetched), kind)))
            .as(kind)
            .isEqualTo(erp.shown(kind, erp.records(kind)));
      }
      assertThat(Ingest.inspect(connector, fetched.extract(), new CommonOptions().terminal()))
          .as("every file is known to a source")
          .extracting(InspectedFile::name)
          .containsAll(fetched.extract().files().stream().map(Extract.Item::name).toList());
      assertThat(erp.logins).as("the session was lost once").isEqualTo(erp.loginsExpected());
    }

    erp.broken = true;
    assertThatThrownBy(() -> fetch(connector))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_REFUSED))
        .hasMessageContaining("系统维护中");
  }

  static List<Erp> erpsWithParts() {
    return List.of(new ErpNext(), new Kingdee(), new SapB1(), new YonyouU8());
  }

  @ParameterizedTest
  @MethodSource("erpsWithParts")
  void whatTheUserSkipsIsNotAskedFor(Erp erp) throws IOException {
    DOOR.erp = erp;
    Connector connector = smallPages(erp, Map.of());
    Map<String, String> skipping = ListedSettings.skipping(connector);
    Connector less = smallPages(erp, skipping);

    try (Fetched all = fetch(connector);
        Fetched fewer = fetch(less)) {
      Set<String> skipped = new TreeSet<>();
      for (InspectedFile file :
          Ingest.inspect(connector, all.extract(), new CommonOptions().terminal())) {
        String when = connector.fetch().conditions().getOrDefault(file.source().name(), "");
        if (skipping.containsKey(when)) {
          skipped.add(file.name());
        }
      }
      assertThat(skipped).isNotEmpty();
      assertThat(names(fewer))
          .containsExactlyElementsOf(
              names(all).stream().filter(name -> !skipped.contains(name)).toList());
    }
  }

  private static List<String> names(Fetched fetched) {
    return fetched.extract().files().stream().map(Extract.Item::name).toList();
  }

  /** The connector as it ships, but for the size of its pages and the pauses between them. */
  private Connector smallPages(Erp erp, Map<String, String> more) throws IOException {
    Map<String, String> settings = new LinkedHashMap<>(erp.settings());
    settings.putAll(more);
    Path own =
        TestLake.copy(
            CONNECTORS.resolve(erp.connector),
            folder.resolve(erp.connector + String.join("", more.keySet())));
    Path yaml = own.resolve("connector.yaml");
    Files.writeString(
        yaml,
        Files.readString(yaml)
            .replaceAll("limit: \\d+", "limit: 2")
            .replaceAll("per_second: \\d+", "per_second: 1000"));
    return Connectors.find(
        own.toString(),
        new Choices(
            Optional.empty(), settings, Optional.empty(), Optional.empty(), Optional.empty()));
  }

  private static Fetched fetch(Connector connector) {
    return new Fetch(connector, ACCESS, new CommonOptions().terminal())
        .fetch(SERVER.baseUrl(), Map.of());
  }

  private static List<Path> files(Fetched fetched) {
    return fetched.extract().files().stream().map(Extract.Item::path).toList();
  }

  /** The records of the files of a kind, whatever stands around them. */
  private static List<JsonNode> records(List<Path> files, String kind) throws IOException {
    List<JsonNode> records = new ArrayList<>();
    for (Path file : files.stream().sorted().toList()) {
      String name = String.valueOf(file.getFileName());
      if (!name.matches("\\Q" + kind + "\\E(-\\d+)?\\.json")) {
        continue;
      }
      try (JsonParser documents = MAPPER.createParser(file.toFile())) {
        while (documents.nextToken() != null) {
          JsonNode found = documents.readValueAsTree();
          for (String way : List.of("value", "data", "result", kind, kind + "list")) {
            found = found.isObject() && found.has(way) ? found.get(way) : found;
          }
          if (found.isArray()) {
            found.forEach(records::add);
          } else {
            records.add(found);
          }
        }
      }
    }
    return records;
  }

  /** Hands every request to the ERP that the test is about. */
  private static final class Door implements ResponseDefinitionTransformerV2 {
    private static final String NAME = "door";
    private Erp erp = new SapB1();

    @Override
    public String getName() {
      return NAME;
    }

    @Override
    public boolean applyGlobally() {
      return false;
    }

    @Override
    public ResponseDefinition transform(ServeEvent event) {
      try {
        return erp.answer(new Asked(event.getRequest())).build();
      } catch (IOException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  /** What a request says. */
  private record Asked(Request request) {

    String path() {
      return URI.create(request.getUrl()).getPath();
    }

    String last() {
      return path().substring(path().lastIndexOf('/') + 1);
    }

    Map<String, String> query() {
      Map<String, String> query = new LinkedHashMap<>();
      String raw = URI.create(request.getUrl()).getRawQuery();
      for (String part : raw == null ? new String[0] : raw.split("&")) {
        int equals = part.indexOf('=');
        query.put(decoded(part.substring(0, equals)), decoded(part.substring(equals + 1)));
      }
      return query;
    }

    private static String decoded(String text) {
      return URLDecoder.decode(text, StandardCharsets.UTF_8);
    }

    JsonNode body() throws IOException {
      return MAPPER.readTree(request.getBodyAsString());
    }

    String header(String name) {
      return String.valueOf(request.getHeader(name));
    }
  }

  /** An ERP that knows the golden scenario. */
  private abstract static class Erp {
    private final String connector;
    private final String folder;
    private int logins;
    private boolean broken;
    private boolean lost;

    Erp(String connector, String folder) {
      this.connector = connector;
      this.folder = folder;
    }

    abstract ResponseDefinitionBuilder answer(Asked asked) throws IOException;

    Map<String, String> settings() {
      return Map.of();
    }

    int loginsExpected() {
      return 2;
    }

    Set<String> kinds() throws IOException {
      Set<String> kinds = new TreeSet<>();
      for (Path file : files()) {
        kinds.add(String.valueOf(file.getFileName()).replaceFirst("(-\\d+)?\\.jsonl?$", ""));
      }
      return kinds;
    }

    List<Path> files() throws IOException {
      try (Stream<Path> files = Files.list(TestLake.resource("golden/" + folder))) {
        return files.toList();
      }
    }

    List<JsonNode> records(String kind) throws IOException {
      return RunningInterfacesTest.records(files(), kind);
    }

    /** Records as they are compared. */
    List<JsonNode> shown(String kind, List<JsonNode> records) {
      return records;
    }

    /** Two records from a place on. */
    List<JsonNode> page(String kind, int start) throws IOException {
      List<JsonNode> all = records(kind);
      return all.subList(Math.min(start, all.size()), Math.min(start + 2, all.size()));
    }

    /** Ends the session of whoever asks for a second page, once. */
    boolean losesSession(int start) {
      boolean now = start == 2 && !lost;
      lost |= now;
      return now;
    }

    static ArrayNode array(List<JsonNode> records) {
      return MAPPER.createArrayNode().addAll(records);
    }

    static ObjectNode object(String name, JsonNode value) {
      return MAPPER.createObjectNode().set(name, value);
    }

    static ResponseDefinitionBuilder answer(int status, Object json) {
      return aResponse()
          .withStatus(status)
          .withHeader("Content-Type", "application/json;charset=utf-8")
          .withBody(json.toString());
    }

    @Override
    public String toString() {
      return connector;
    }
  }

  private static final class SapB1 extends Erp {

    SapB1() {
      super("sap-b1", "sap-b1-service");
    }

    @Override
    Map<String, String> settings() {
      return Map.of("company", "SBO_HENG");
    }

    @Override
    ResponseDefinitionBuilder answer(Asked asked) throws IOException {
      if (asked.path().equals("/b1s/v1/Login")) {
        assertThat(asked.body())
            .isEqualTo(
                MAPPER.readTree(
                    "{\"CompanyDB\":\"SBO_HENG\",\"UserName\":\"%s\",\"Password\":\"%s\"}"
                        .formatted(USER, KEY)));
        super.logins++;
        return answer(200, "{\"SessionId\":\"x\",\"SessionTimeout\":30}")
            .withHeader(
                "Set-Cookie", "B1SESSION=session-%d; path=/b1s; HttpOnly".formatted(super.logins));
      }
      String error = "{\"error\":{\"code\":%d,\"message\":{\"lang\":\"zh-cn\",\"value\":\"%s\"}}}";
      int start = Integer.parseInt(asked.query().getOrDefault("$skip", "0"));
      if (!asked.header("Cookie").contains("B1SESSION=session-" + super.logins)
          || losesSession(start)) {
        return answer(401, error.formatted(301, "Invalid session or session already timeout."));
      }
      if (super.broken) {
        return answer(200, error.formatted(-1, "系统维护中"));
      }
      assertThat(asked.header("Prefer")).startsWith("odata.maxpagesize=");
      ObjectNode page = object("value", array(page(asked.last(), start)));
      if (records(asked.last()).size() > start + 2) {
        page.put("odata.nextLink", "%s?$skip=%d".formatted(asked.last(), start + 2));
      }
      return answer(200, page);
    }
  }

  private static final class Dynamics extends Erp {

    Dynamics() {
      super("dynamics365", "dynamics365");
    }

    @Override
    Map<String, String> settings() {
      return Map.of("login_server", SERVER.baseUrl() + "/entra", "tenant", "heng.example");
    }

    @Override
    ResponseDefinitionBuilder answer(Asked asked) throws IOException {
      if (asked.path().equals("/entra/heng.example/oauth2/v2.0/token")) {
        assertThat(asked.request().getBodyAsString())
            .isEqualTo(
                "grant_type=client_credentials&client_id=%s&client_secret=%s&scope=http%%3A%%2F%%2Flocalhost%%3A%d%%2F.default"
                    .formatted(USER, KEY, SERVER.port()));
        super.logins++;
        return answer(
            200,
            "{\"token_type\":\"Bearer\",\"expires_in\":3599,\"access_token\":\"token-%d\"}"
                .formatted(super.logins));
      }
      int start = Integer.parseInt(asked.query().getOrDefault("$skiptoken", "0"));
      if (!asked.header("Authorization").equals("Bearer token-" + super.logins)
          || losesSession(start)) {
        return answer(401, "{\"Message\":\"Authorization has been denied for this request.\"}");
      }
      if (super.broken) {
        return answer(
            200,
            "{\"error\":{\"code\":\"\",\"message\":\"An error has occurred.\",\"innererror\":{\"message\":\"系统维护中\"}}}");
      }
      assertThat(asked.query()).containsEntry("cross-company", "true");
      ObjectNode page = object("value", array(page(asked.last(), start)));
      if (records(asked.last()).size() > start + 2) {
        page.put(
            "@odata.nextLink",
            "%s/data/%s?cross-company=true&$skiptoken=%d"
                .formatted(SERVER.baseUrl(), asked.last(), start + 2));
      }
      return answer(200, page);
    }
  }

  private static final class Jiandaoyun extends Erp {

    Jiandaoyun() {
      super("jiandaoyun", "jiandaoyun");
    }

    @Override
    Map<String, String> settings() {
      return Map.of(
          "app",
          "a1",
          "order_form",
          "order",
          "receipt_form",
          "receipt",
          "return_form",
          "return",
          "supplier_form",
          "supplier");
    }

    /** A key opens no session; the arrival form is not read, and the log is pushed. */
    @Override
    int loginsExpected() {
      return 0;
    }

    @Override
    Set<String> kinds() {
      return Set.of("order", "receipt", "return", "supplier");
    }

    @Override
    ResponseDefinitionBuilder answer(Asked asked) throws IOException {
      assertThat(asked.path()).isEqualTo("/api/v5/app/entry/data/list");
      assertThat(asked.header("Authorization")).isEqualTo("Bearer " + KEY);
      JsonNode body = asked.body();
      assertThat(body.path("app_id").asText()).isEqualTo("a1");
      assertThat(body.path("limit").isInt()).isTrue();
      if (super.broken) {
        return answer(200, "{\"code\":17018,\"msg\":\"系统维护中\"}");
      }
      String form = body.path("entry_id").asText();
      List<JsonNode> all = records(form);
      int start = 0;
      for (JsonNode record : all) {
        if (body.has("data_id") && start == 0 && record.get("_id").equals(body.get("data_id"))) {
          start = all.indexOf(record) + 1;
        }
      }
      return answer(200, object("data", array(page(form, start))));
    }
  }

  private static final class Kingdee extends Erp {

    /** A field that the company added to its purchase orders. */
    private static final String OWN_FIELD = "F_DUE_Route";

    private final Connector shipped = Connectors.find("kingdee");

    Kingdee() {
      super("kingdee", "kingdee-json");
    }

    @Override
    Map<String, String> settings() {
      return Map.of("account", "5f0a", "purchase_fields", "," + OWN_FIELD);
    }

    @Override
    List<JsonNode> shown(String kind, List<JsonNode> records) {
      return records.stream()
          .filter(record -> !isHeadings(record))
          .map(record -> values(record, keys(kind)))
          .toList();
    }

    /** The records of the files with names, which some of them have and some have not. */
    @Override
    List<JsonNode> records(String kind) throws IOException {
      List<JsonNode> named = new ArrayList<>();
      for (JsonNode record : super.records(kind)) {
        if (isHeadings(record)) {
          continue;
        }
        ObjectNode row = MAPPER.createObjectNode();
        for (int i = 0; record.isArray() && i < record.size(); i++) {
          row.set(fields(kind).get(i), record.get(i));
        }
        named.add(record.isArray() ? row : record);
      }
      return named;
    }

    private static boolean isHeadings(JsonNode record) {
      return record.path(0).asText().equals("FID");
    }

    private List<String> keys(String kind) {
      if (kind.startsWith("BD_")) {
        return List.of("FNumber", "FName");
      }
      List<String> keys = new ArrayList<>(fields(kind));
      if (kind.equals("PUR_PurchaseOrder")) {
        keys.add(OWN_FIELD);
      }
      return keys;
    }

    private List<String> fields(String kind) {
      return shipped.sources().stream()
          .filter(source -> source.files().contains(kind + ".csv"))
          .map(SourceSpec::document)
          .findFirst()
          .orElseThrow()
          .fields();
    }

    private static JsonNode values(JsonNode record, List<String> keys) {
      if (record.isArray()) {
        return record;
      }
      ArrayNode values = MAPPER.createArrayNode();
      keys.forEach(key -> values.add(record.path(key).isMissingNode() ? null : record.path(key)));
      return values;
    }

    @Override
    ResponseDefinitionBuilder answer(Asked asked) throws IOException {
      if (asked.path().endsWith(".AuthService.ValidateUser.common.kdsvc")) {
        assertThat(asked.body())
            .isEqualTo(
                MAPPER.readTree(
                    "{\"acctID\":\"5f0a\",\"username\":\"%s\",\"password\":\"%s\",\"lcid\":2052}"
                        .formatted(USER, KEY)));
        super.logins++;
        return answer(200, "{\"Message\":null,\"LoginResultType\":1}")
            .withHeader(
                "Set-Cookie",
                "kdservice-sessionid=session-%d; path=/; HttpOnly".formatted(super.logins));
      }
      JsonNode data = asked.body().path("data");
      int start = data.path("StartRow").asInt();
      String error =
          "[[{\"Result\":{\"ResponseStatus\":{\"IsSuccess\":false,\"ErrorCode\":500,\"Errors\":[{\"FieldName\":null,\"Message\":\"%s\",\"DIndex\":0}]}}}]]";
      if (!asked.header("Cookie").contains("session-" + super.logins) || losesSession(start)) {
        return answer(200, error.formatted("会话信息已丢失，请重新登录"));
      }
      if (super.broken) {
        return answer(200, error.formatted("系统维护中"));
      }
      assertThat(data.path("Limit").asInt()).isEqualTo(2);
      String form = data.path("FormId").asText();
      List<String> keys = List.of(data.path("FieldKeys").asText().split(","));
      String kind =
          keys.contains("FEntryDeliveryPlan_FDetailId") ? form + "_FEntryDeliveryPlan" : form;
      boolean named = asked.path().contains(".BillQuery.");
      ArrayNode rows = MAPPER.createArrayNode();
      List<JsonNode> page = page(kind, start);
      if (form.equals("PUR_ReceiveBill") && start == 0) {
        // Some servers send the names first, in the place of a row.
        keys.forEach(rows.addArray()::add);
        page = page.subList(0, 1);
      }
      for (JsonNode record : page) {
        if (named) {
          ObjectNode row = MAPPER.createObjectNode();
          keys.forEach(key -> row.set(key, record.path(key)));
          rows.add(row);
        } else {
          assertThat(keys).isEqualTo(keys(kind));
          rows.add(values(record, keys));
        }
      }
      return answer(200, rows);
    }
  }

  private static final class Odoo extends Erp {

    Odoo() {
      super("odoo", "odoo");
    }

    /** Who asks is told with every request. */
    @Override
    int loginsExpected() {
      return 1;
    }

    @Override
    Map<String, String> settings() {
      return Map.of("database", "heng");
    }

    @Override
    ResponseDefinitionBuilder answer(Asked asked) throws IOException {
      assertThat(asked.path()).isEqualTo("/jsonrpc");
      JsonNode params = asked.body().path("params");
      JsonNode args = params.path("args");
      if (params.path("service").asText().equals("common")) {
        boolean known = args.toString().equals("[\"heng\",\"%s\",\"%s\"]".formatted(USER, KEY));
        super.logins++;
        return answer(
            200, "{\"jsonrpc\":\"2.0\",\"id\":null,\"result\":%s}".formatted(known ? 2 : known));
      }
      assertThat(params.path("method").asText()).isEqualTo("execute_kw");
      assertThat(args.toString()).startsWith("[\"heng\",2,\"%s\",".formatted(KEY));
      if (super.broken) {
        return answer(
            200,
            "{\"jsonrpc\":\"2.0\",\"error\":{\"code\":200,\"message\":\"Odoo Server Error\",\"data\":{\"message\":\"系统维护中\"}}}");
      }
      assertThat(args.path(4).asText()).isEqualTo("search_read");
      assertThat(args.path(5).path(0).isArray()).isTrue();
      return answer(
          200,
          object(
              "result", array(page(args.path(3).asText(), args.path(6).path("offset").asInt()))));
    }
  }

  private static final class ErpNext extends Erp {

    ErpNext() {
      super("erpnext", "erpnext");
    }

    /** A key opens no session. */
    @Override
    int loginsExpected() {
      return 0;
    }

    @Override
    ResponseDefinitionBuilder answer(Asked asked) throws IOException {
      assertThat(asked.header("Authorization")).isEqualTo("token %s:%s".formatted(USER, KEY));
      if (super.broken) {
        return answer(200, "{\"exc_type\":\"ValidationError\",\"exception\":\"系统维护中\"}");
      }
      String[] parts = asked.path().split("/");
      if (parts.length == 5) {
        JsonNode whole =
            records(parts[3]).stream()
                .filter(record -> record.path("name").asText().equals(parts[4]))
                .findFirst()
                .orElseThrow();
        return answer(200, object("data", whole));
      }
      int start = Integer.parseInt(asked.query().getOrDefault("limit_start", "0"));
      boolean names = "[\"name\"]".equals(asked.query().get("fields"));
      ArrayNode rows = MAPPER.createArrayNode();
      for (JsonNode record : page(parts[3], start)) {
        rows.add(names ? object("name", record.path("name")) : record);
      }
      return answer(200, object("data", rows));
    }
  }

  private static final class YonyouU8 extends Erp {

    private static final String ANSWER = "{\"errcode\":\"%s\",\"errmsg\":\"%s\"}";

    YonyouU8() {
      super("yonyou-u8-openapi", "yonyou-u8-openapi");
    }

    @Override
    Map<String, String> settings() {
      return Map.of("from_account", "asks", "to_account", "heng", "first_day", "2026-01-01");
    }

    @Override
    ResponseDefinitionBuilder answer(Asked asked) throws IOException {
      Map<String, String> query = asked.query();
      assertThat(query)
          .containsEntry("from_account", "asks")
          .containsEntry("to_account", "heng")
          .containsEntry("app_key", USER);
      if (asked.path().equals("/system/token")) {
        assertThat(query).containsEntry("app_secret", KEY).doesNotContainKey("token");
        super.logins++;
        return answer(
            200, ok().set("token", MAPPER.createObjectNode().put("id", "token-" + super.logins)));
      }
      assertThat(query).doesNotContainKey("app_secret");
      int start = (Integer.parseInt(query.getOrDefault("page_index", "1")) - 1) * 2;
      if (!("token-" + super.logins).equals(query.get("token")) || losesSession(start)) {
        return answer(200, ANSWER.formatted("20002", "token 已失效"));
      }
      if (super.broken) {
        return answer(200, ANSWER.formatted("30001", "系统维护中"));
      }
      String object = asked.path().split("/")[2];
      if (asked.last().equals("get")) {
        JsonNode whole =
            records(object).stream()
                .filter(record -> record.path("code").asText().equals(query.get("id")))
                .findFirst()
                .orElseThrow();
        return answer(200, ok().set(object, whole));
      }
      assertThat(query)
          .containsEntry("date_begin", "2026-01-01")
          .containsEntry("rows_per_page", "2");
      ArrayNode heads = MAPPER.createArrayNode();
      for (JsonNode record : page(object.replaceFirst("list$", ""), start)) {
        heads.add(object("code", record.path("code")));
      }
      return answer(200, ok().set(object, heads));
    }

    private static ObjectNode ok() throws IOException {
      return (ObjectNode) MAPPER.readTree(ANSWER.formatted("0", ""));
    }
  }
}
