package io.duecast.ingest.fetch;

import static com.github.tomakehurst.wiremock.client.WireMock.aResponse;
import static com.github.tomakehurst.wiremock.client.WireMock.equalTo;
import static com.github.tomakehurst.wiremock.client.WireMock.equalToJson;
import static com.github.tomakehurst.wiremock.client.WireMock.get;
import static com.github.tomakehurst.wiremock.client.WireMock.getRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.okJson;
import static com.github.tomakehurst.wiremock.client.WireMock.post;
import static com.github.tomakehurst.wiremock.client.WireMock.postRequestedFor;
import static com.github.tomakehurst.wiremock.client.WireMock.urlEqualTo;
import static com.github.tomakehurst.wiremock.client.WireMock.urlPathEqualTo;
import static com.github.tomakehurst.wiremock.core.WireMockConfiguration.options;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.github.tomakehurst.wiremock.WireMockServer;
import com.github.tomakehurst.wiremock.client.MappingBuilder;
import com.github.tomakehurst.wiremock.http.Fault;
import com.github.tomakehurst.wiremock.stubbing.Scenario;
import io.duecast.contract.fault.FaultCode;
import io.duecast.ingest.connector.Connector;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Pages of a real HTTP server: its paging, logins, pace and errors. */
class PageReaderTest {

  private static final String KEY = "k3y-of/the=reader";
  private static final Map<String, String> ENVIRONMENT =
      Map.of("DUECAST_SOURCE_USER", "李敏", "DUECAST_SOURCE_SECRET", KEY);
  private static final WireMockServer SERVER = new WireMockServer(options().dynamicPort());

  /** Records follow the last one of the page before, as a form builder gives them. */
  private static final String FORMS =
      """
      login: {headers: {Authorization: "Bearer {secret}"}}
      settings: {app: {default: a1, zh: 应用, en: application}}
      sources:
        order:
          files: [order*.json]
          format: json
          records: data
          columns: {id: _id}
          watermark: updateTime
          http:
            path: /api/v5/list
            body: {app_id: "{app}", data_id: "{cursor}", limit: "{limit}", fields: [a, b]}
            paging: {by: cursor, at: _id, limit: 2}
      """;

  /** Rows are counted, logins are cookies, and errors come as rows. */
  private static final String QUERIES =
      """
      http: {attempts: 3}
      login:
        path: /k3cloud/login
        body: {parameters: ["{account}", "{user}", "{secret}", 2052]}
        errors: [{at: LoginResultType, other_than: "1", message: Message}]
        lost: [{at: 0.0.Result.ResponseStatus.Errors.0.Message, contains: 会话信息已丢失}]
      settings: {account: {default: a1, zh: 账套, en: account}}
      sources:
        order:
          files: [order*.json]
          format: json
          fields: [FID]
          errors: [{at: 0.0.Result.ResponseStatus.IsSuccess, equal_to: "false", message: 0.0.Result.ResponseStatus.Errors.0.Message}]
          columns: {id: FID}
          watermark: FModifyDate
          http:
            path: /k3cloud/query
            body: {data: {FormId: PO, FilterString: "FModifyDate>='{since}'", StartRow: "{start}", Limit: "{limit}"}}
            since_format: yyyy-MM-dd HH:mm:ss
            paging: {by: start, limit: 2}
      """;

  @TempDir private Path folder;

  @BeforeEach
  void fresh() {
    if (!SERVER.isRunning()) {
      SERVER.start();
    }
    SERVER.resetAll();
  }

  @AfterAll
  static void stop() {
    SERVER.stop();
  }

  @Test
  void aFullPageIsFollowedByOneMoreEvenWhenThatIsEmpty() {
    when(
        forms("{\"app_id\":\"a1\",\"limit\":2,\"fields\":[\"a\",\"b\"]}"),
        "{\"data\":[{\"_id\":\"1\"},{\"_id\":\"2\",\"updateTime\":\"2026-03-02T01:14:05.000Z\"}]}");
    when(
        forms("{\"app_id\":\"a1\",\"data_id\":\"2\",\"limit\":2,\"fields\":[\"a\",\"b\"]}"),
        "{ \"data\" : [] }\n");

    Fetched fetched = fetch(FORMS);

    assertThat(Ways.texts(fetched))
        .isEqualTo(
            Map.of(
                "order-00001.json",
                "{\"data\":[{\"_id\":\"1\"},{\"_id\":\"2\",\"updateTime\":\"2026-03-02T01:14:05.000Z\"}]}",
                "order-00002.json",
                "{ \"data\" : [] }\n"));
    assertThat(fetched.watermarks()).isEqualTo(Map.of("order", "2026-03-02T01:14:05.000Z"));
    SERVER.verify(
        2,
        postRequestedFor(urlEqualTo("/api/v5/list"))
            .withHeader("Authorization", equalTo("Bearer " + KEY)));
  }

  @Test
  void oneRecordMoreThanAPageComesWithTheSecondAndNoRecordAtAllWithTheFirst() {
    when(
        forms("{\"app_id\":\"a1\",\"limit\":2,\"fields\":[\"a\",\"b\"]}"),
        "{\"data\":[{\"_id\":\"1\"},{\"_id\":\"2\"}]}");
    when(
        forms("{\"app_id\":\"a1\",\"data_id\":\"2\",\"limit\":2,\"fields\":[\"a\",\"b\"]}"),
        "{\"data\":[{\"_id\":\"3\"}]}");

    assertThat(Ways.texts(fetch(FORMS)).keySet())
        .containsExactly("order-00001.json", "order-00002.json");

    SERVER.resetAll();
    when(post(urlEqualTo("/api/v5/list")), "{\"data\":[]}");

    assertThat(Ways.texts(fetch(FORMS))).isEqualTo(Map.of("order-00001.json", "{\"data\":[]}"));
    SERVER.verify(1, postRequestedFor(urlEqualTo("/api/v5/list")));
  }

  @Test
  void aSystemThatGivesFewerThanItIsAskedForIsReadToItsEmptyPage() {
    String pages =
        """
        sources:
          order:
            files: [order*.json]
            format: json
            columns: {id: id}
            http: {path: /list, query: {page: "{page}", size: "{limit}"}, paging: {by: page, limit: 500, last: empty}}
        """;
    when(get(urlEqualTo("/list?page=1&size=500")), "[{\"id\":1}]");
    when(get(urlEqualTo("/list?page=2&size=500")), "[{\"id\":2}]");
    when(get(urlEqualTo("/list?page=3&size=500")), "[]");

    assertThat(Ways.texts(fetch(pages))).hasSize(3).containsValue("[{\"id\":2}]");

    when(get(urlEqualTo("/list?page=2&size=500")), "[{\"id\":1}]");
    assertFault(
        FaultCode.SOURCE_FAILED,
        () -> fetch(pages),
        "gave the page before once more (order-00002.json)");
  }

  @Test
  void linksAreFollowedWithinTheSystemAlone() {
    String pages =
        """
        sources:
          order:
            files: ["PurchaseOrders*.json"]
            format: json
            records: value
            columns: {id: DocEntry}
            http:
              path: /b1s/v1/PurchaseOrders
              query: {$orderby: DocEntry}
              headers: {Prefer: odata.maxpagesize=500}
              paging: {by: link, at: ["@odata.nextLink", odata.nextLink]}
          line: {files: ["PurchaseOrders*.json"], format: json, records: value, unfold: DocumentLines, columns: {id: DocEntry}}
        """;
    when(
        get(urlEqualTo("/b1s/v1/PurchaseOrders?%24orderby=DocEntry"))
            .withHeader("Prefer", equalTo("odata.maxpagesize=500")),
        "{\"value\":[{\"DocEntry\":1}],\"odata.nextLink\":\"PurchaseOrders?$skip=20\"}");
    when(get(urlEqualTo("/b1s/v1/PurchaseOrders?$skip=20")), "{\"value\":[{\"DocEntry\":2}]}");

    assertThat(Ways.texts(fetch(pages)).keySet())
        .containsExactly("PurchaseOrders-00001.json", "PurchaseOrders-00002.json");

    when(
        get(urlPathEqualTo("/b1s/v1/PurchaseOrders")),
        "{\"value\":[],\"@odata.nextLink\":\"https://evil.example/x?y\"}");
    assertFault(
        FaultCode.INPUT_REFUSED,
        () -> fetch(pages),
        "leads on to another system, https://evil.example/x.");
    SERVER.resetAll();
    SERVER.stubFor(
        get(urlPathEqualTo("/b1s/v1/PurchaseOrders"))
            .willReturn(
                aResponse().withStatus(302).withHeader("Location", "https://other.example/")));
    assertFault(FaultCode.SOURCE_FAILED, () -> fetch(pages), "redirects to https://other.example/");
  }

  @Test
  void aLostSessionIsRenewedAndTheRequestSentAgain() {
    SERVER.stubFor(
        post(urlEqualTo("/k3cloud/login"))
            .withRequestBody(equalToJson("{\"parameters\":[\"a1\",\"李敏\",\"" + KEY + "\",2052]}"))
            .willReturn(
                okJson("{\"LoginResultType\":1}")
                    .withHeader("Set-Cookie", "sid=c0okie-secret; Path=/k3cloud; HttpOnly")));
    when(query(0), "[[1],[2]]");
    SERVER.stubFor(
        query(2)
            .inScenario("lost")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(okJson(failure("会话信息已丢失，请重新登录")))
            .willSetStateTo("back"));
    SERVER.stubFor(
        query(2).inScenario("lost").whenScenarioStateIs("back").willReturn(okJson("[[3]]")));

    Fetched fetched = fetch(QUERIES);

    assertThat(Ways.texts(fetched))
        .isEqualTo(Map.of("order-00001.json", "[[1],[2]]", "order-00002.json", "[[3]]"));
    SERVER.verify(2, postRequestedFor(urlEqualTo("/k3cloud/login")));
    SERVER.verify(
        3,
        postRequestedFor(urlEqualTo("/k3cloud/query")).withCookie("sid", equalTo("c0okie-secret")));

    when(query(0), failure("会话信息已丢失，请重新登录"));
    assertFault(FaultCode.SOURCE_FAILED, () -> fetch(QUERIES), "did not accept the login: 会话信息已丢失");
  }

  @Test
  void anErrorInsideAnAnswerThatIsCalledGoodEndsTheReadingWithItsMessage() throws IOException {
    when(post(urlEqualTo("/k3cloud/login")), "{\"LoginResultType\":1}");
    when(query(0), failure("元数据中标识为FLinkQty的字段不存在 " + KEY));
    assertFault(FaultCode.INPUT_REFUSED, () -> fetch(QUERIES), "元数据中标识为FLinkQty的字段不存在 ***");

    when(
        post(urlEqualTo("/k3cloud/login")),
        "{\"LoginResultType\":0,\"Message\":\"用户 李敏 密码 " + KEY + " 错误\"}");
    assertFault(FaultCode.INPUT_REFUSED, () -> fetch(QUERIES), "用户 李敏 密码 *** 错误");
  }

  @Test
  void onlyWhatChangedIsAskedForAfterTheFirstLoad() {
    when(post(urlEqualTo("/k3cloud/login")), "{\"LoginResultType\":1}");
    when(post(urlEqualTo("/k3cloud/query")), "[]");
    Connector connector = Ways.connector(folder, QUERIES);

    Ways.fetch(connector, ENVIRONMENT).fetch(SERVER.baseUrl(), Map.of());
    Ways.fetch(connector, ENVIRONMENT)
        .fetch(SERVER.baseUrl(), Map.of("order", "2026-03-02T09:14:05.103"));

    for (String since : new String[] {"1900-01-01 00:00:00", "2026-03-01 09:14:05"}) {
      SERVER.verify(
          1,
          postRequestedFor(urlEqualTo("/k3cloud/query"))
              .withRequestBody(
                  equalToJson(
                      "{\"data\":{\"FormId\":\"PO\",\"FilterString\":\"FModifyDate>='"
                          + since
                          + "'\",\"StartRow\":0,\"Limit\":2}}")));
    }
  }

  @Test
  void aBusySystemIsAskedAgainNotBeforeItSaid() {
    SERVER.stubFor(
        post(urlEqualTo("/api/v5/list"))
            .inScenario("busy")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "1"))
            .willSetStateTo("free"));
    SERVER.stubFor(
        post(urlEqualTo("/api/v5/list"))
            .inScenario("busy")
            .whenScenarioStateIs("free")
            .willReturn(okJson("{\"data\":[]}")));

    long start = System.nanoTime();
    assertThat(Ways.texts(fetch(FORMS))).isEqualTo(Map.of("order-00001.json", "{\"data\":[]}"));
    assertThat(System.nanoTime() - start).isGreaterThan(990_000_000L);

    SERVER.resetAll();
    SERVER.stubFor(
        post(urlEqualTo("/api/v5/list"))
            .willReturn(aResponse().withStatus(429).withHeader("Retry-After", "7200")));
    assertFault(FaultCode.SOURCE_FAILED, () -> fetch(FORMS), "asked to wait 120 minutes");
    SERVER.verify(1, postRequestedFor(urlEqualTo("/api/v5/list")));
  }

  @Test
  void aCutAnswerIsAskedForAgainAndNeverTakenForTheEnd() {
    String twice = FORMS + "http: {attempts: 2}\n";
    for (MappingBuilder cut :
        new MappingBuilder[] {
          post(urlEqualTo("/api/v5/list")).willReturn(okJson("{\"data\":[{\"_id\":\"1\"}")),
          post(urlEqualTo("/api/v5/list"))
              .willReturn(aResponse().withFault(Fault.RANDOM_DATA_THEN_CLOSE)),
          post(urlEqualTo("/api/v5/list")).willReturn(aResponse().withStatus(200)),
          post(urlEqualTo("/api/v5/list"))
              .willReturn(aResponse().withStatus(503).withBody("<html>" + KEY + "</html>"))
        }) {
      SERVER.resetAll();
      SERVER.stubFor(cut);

      assertFault(
          FaultCode.SOURCE_FAILED,
          () -> fetch(twice),
          "Reading order from http://localhost",
          "failed after 2 attempt(s)");
      SERVER.verify(2, postRequestedFor(urlEqualTo("/api/v5/list")));
    }
  }

  @Test
  void anAnswerThatNeverEndsIsGivenUp() {
    SERVER.stubFor(
        post(urlEqualTo("/api/v5/list"))
            .willReturn(okJson("{\"data\":[]}").withChunkedDribbleDelay(5, 5_000)));

    assertFault(
        FaultCode.SOURCE_FAILED,
        () -> fetch(FORMS + "http: {attempts: 1, timeout: 1s}\n"),
        "no answer within 1 s");
  }

  @Test
  void aTokenIsReadFromTheLoginAndSentWithEveryRequest() {
    String pages =
        """
        login: {path: /token, form: true, body: {user: "{user}", password: "{secret}"}, token_at: data.access_token, headers: {X-Token: "{token}"}}
        http: {per_second: 50}
        sources:
          order: {files: [order*.json], format: json, columns: {id: id}, http: {path: /list}}
        """;
    SERVER.stubFor(
        post(urlEqualTo("/token"))
            .withHeader("Content-Type", equalTo("application/x-www-form-urlencoded"))
            .withRequestBody(equalTo("user=%E6%9D%8E%E6%95%8F&password=k3y-of%2Fthe%3Dreader"))
            .willReturn(okJson("{\"data\":{\"access_token\":\"t0ken-1234\"}}")));
    when(get(urlEqualTo("/list")).withHeader("X-Token", equalTo("t0ken-1234")), "[{\"id\":1}]");

    assertThat(Ways.texts(fetch(pages))).isEqualTo(Map.of("order-00001.json", "[{\"id\":1}]"));
    SERVER.verify(1, getRequestedFor(urlEqualTo("/list")));

    SERVER.stubFor(
        get(urlEqualTo("/list"))
            .willReturn(aResponse().withStatus(403).withBody("t0ken-1234 may not")));
    assertFault(
        FaultCode.SOURCE_FAILED, () -> fetch(pages), "refused the request (403): *** may not");
  }

  @Test
  void aTokenStandsInTheAddressOnlyOfSystemsThatLookForItThere() {
    String pages =
        """
        login:
          method: GET
          path: /token
          form: true
          body: {app_secret: "{secret}"}
          query: {app_key: "{user}", token: "{token}"}
          token_at: token.id
          lost: [{at: errmsg, contains: token}]
        sources:
          order: {files: [order*.json], format: json, columns: {id: id}, http: {path: /list, query: {page: "1"}}}
        """;
    when(
        get(urlEqualTo("/token?app_key=%E6%9D%8E%E6%95%8F&app_secret=k3y-of%2Fthe%3Dreader")),
        "{\"token\":{\"id\":\"t0ken-1234\"}}");
    String list = "/list?page=1&app_key=%E6%9D%8E%E6%95%8F&token=t0ken-1234";
    SERVER.stubFor(
        get(urlEqualTo(list))
            .inScenario("lost")
            .whenScenarioStateIs(Scenario.STARTED)
            .willReturn(okJson("{\"errmsg\":\"token 已过期\"}"))
            .willSetStateTo("back"));
    SERVER.stubFor(
        get(urlEqualTo(list))
            .inScenario("lost")
            .whenScenarioStateIs("back")
            .willReturn(okJson("[{\"id\":1}]")));

    assertThat(Ways.texts(fetch(pages))).isEqualTo(Map.of("order-00001.json", "[{\"id\":1}]"));
    SERVER.verify(2, getRequestedFor(urlPathEqualTo("/token")));

    SERVER.stubFor(
        get(urlEqualTo(list))
            .willReturn(aResponse().withStatus(403).withBody("no " + list + " " + KEY)));
    assertFault(
        FaultCode.SOURCE_FAILED,
        () -> fetch(pages),
        SERVER.baseUrl() + "/list refused the request (403): no /list?page=1",
        "&token=*** ***");

    assertFault(
        FaultCode.CONNECTOR_INVALID,
        () -> fetch(pages.replace("form: true", "form: false")),
        "login.body goes with GET only as a form");
  }

  @Test
  void anotherSystemMayLetTheUserInAndBodiesMayNameHim() {
    String pages =
        """
        settings: {doors: {default: "%s/doors", zh: 登录处, en: where to log in}, form: {default: "", zh: 表单, en: form}}
        login:
          server: "{doors}"
          path: /in
          form: true
          body: {scope: "{base}/.default", secret: "{secret}"}
          token_at: result
        sources:
          order:
            files: ["{A,B}{,-*}.csv"]
            json: {records: result}
            each: [A, B]
            columns: {id: FID, no: FBillNo}
            http: {path: /rpc, body: {of: "{each}", keys: "{fields}", args: ["{token}", "{secret}"]}}
          more: {files: [c*.json], format: json, columns: {id: id}, when: form, http: {path: "/{form}"}}
        """
            .formatted(SERVER.baseUrl());
    when(
        post(urlEqualTo("/doors/in"))
            .withRequestBody(
                equalTo(
                    "scope=http%3A%2F%2Flocalhost%3A"
                        + SERVER.port()
                        + "%2Fhome%2F.default&secret=k3y-of%2Fthe%3Dreader")),
        "{\"result\": 7}");
    for (String form : new String[] {"A", "B"}) {
      when(
          post(urlEqualTo("/home/rpc"))
              .withRequestBody(
                  equalToJson(
                      "{\"of\":\"%s\",\"keys\":\"FID,FBillNo\",\"args\":[7,\"%s\"]}"
                          .formatted(form, KEY))),
          "{\"result\":[[\"%s\",1]]}".formatted(form));
    }

    assertThat(
            Ways.texts(
                Ways.fetch(Ways.connector(folder, pages), ENVIRONMENT)
                    .fetch(SERVER.baseUrl() + "/home", Map.of())))
        .isEqualTo(
            Map.of(
                "A-00001.json", "{\"result\":[[\"A\",1]]}",
                "B-00001.json", "{\"result\":[[\"B\",1]]}"));
  }

  @Test
  void aListThatGivesNamesAloneIsFollowedByTheWholeRecords() {
    String pages =
        """
        sources:
          order:
            files: [Order*.json]
            format: json
            records: data
            columns: {id: name}
            http:
              path: /all/Purchase Order
              query: {from: "{start}", size: "{limit}"}
              paging: {by: start, limit: 2}
              details: {at: name, path: "/all/Purchase Order/{id}"}
        """;
    when(
        get(urlEqualTo("/all/Purchase%20Order?from=0&size=2")),
        "{\"data\":[{\"name\":\"A/1\"},{\"name\":\"B\"}]}");
    when(get(urlEqualTo("/all/Purchase%20Order?from=2&size=2")), "{\"data\":[{\"name\":\"B\"}]}");
    when(get(urlEqualTo("/all/Purchase%20Order/A%2F1")), "{\"data\":{\"name\":\"A/1\",\"q\":1}}");
    when(get(urlEqualTo("/all/Purchase%20Order/B")), "{\"data\":{\"name\":\"B\",\"q\":2}}");

    SERVER.resetRequests();
    assertThat(Ways.texts(fetch(pages)))
        .as("the list shifted by one, and names a record again")
        .isEqualTo(
            Map.of(
                "Order-00001.json",
                "{\"data\":{\"name\":\"A/1\",\"q\":1}}\n{\"data\":{\"name\":\"B\",\"q\":2}}\n"));
    assertThat(SERVER.getAllServeEvents())
        .as("latest first: the list is read to its end before any record is")
        .extracting(event -> event.getRequest().getUrl())
        .containsExactly(
            "/all/Purchase%20Order/B",
            "/all/Purchase%20Order/A%2F1",
            "/all/Purchase%20Order?from=2&size=2",
            "/all/Purchase%20Order?from=0&size=2");

    SERVER.stubFor(
        get(urlEqualTo("/all/Purchase%20Order/B")).willReturn(aResponse().withStatus(404)));
    assertThat(Ways.texts(fetch(pages)))
        .as("deleted after it was listed")
        .containsEntry("Order-00001.json", "{\"data\":{\"name\":\"A/1\",\"q\":1}}\n");

    when(
        get(urlPathEqualTo("/all/Purchase%20Order")),
        "{\"list\":[{\"name\":\"A/1\"}],\"data\":[{\"name\":\"C\"}]}");
    assertThat(Ways.texts(fetch(pages.replace("at: name,", "at: name, list: list,"))))
        .as("named elsewhere than where they are whole")
        .containsEntry("Order-00001.json", "{\"data\":{\"name\":\"A/1\",\"q\":1}}\n");
    SERVER.resetMappings();
    when(
        get(urlEqualTo("/all/Purchase%20Order?from=0&size=2")),
        "{\"data\":[{\"name\":\"A/1\"},{\"name\":\"B\"}]}");
    when(get(urlEqualTo("/all/Purchase%20Order?from=2&size=2")), "{\"data\":[{\"name\":\"B\"}]}");

    assertFault(
        FaultCode.SOURCE_FAILED,
        () -> fetch(pages.replace("Order/{id}", "Orders/{id}")),
        "A page of order lists 2 record(s), and none of them is found at /all/Purchase Orders/{id} (404).");

    when(get(urlEqualTo("/all/Purchase%20Order?from=0&size=2")), "{\"data\":[{\"title\":\"A\"}]}");
    assertFault(
        FaultCode.CONNECTOR_INVALID,
        () -> fetch(pages),
        "A record in the list of order has no name, so it cannot be read whole.");
  }

  @Test
  void secretsComeFromVariablesOrFilesAndTheirLackIsTold() throws IOException {
    when(
        post(urlEqualTo("/api/v5/list")).withHeader("Authorization", equalTo("Bearer from-a-file")),
        "{\"data\":[]}");
    Path file = Files.writeString(folder.resolve("key"), "from-a-file\n");

    Connector connector =
        Ways.connector(folder, FORMS.replace("login: {", "login: {secret_file: " + file + ", "));
    assertThat(Ways.texts(Ways.fetch(connector, Map.of()).fetch(SERVER.baseUrl(), Map.of())))
        .hasSize(1);

    assertFault(
        FaultCode.CONFIG_INVALID,
        () -> Ways.fetch(Ways.connector(folder, FORMS), Map.of()).fetch(SERVER.baseUrl(), Map.of()),
        "set the variable ${DUECAST_SOURCE_SECRET}");
    assertFault(
        FaultCode.CONNECTOR_INVALID,
        () -> Ways.connector(folder, FORMS.replace("login: {", "login: {secret: " + KEY + ", ")),
        "login.secret is not the name of a variable");
    assertFault(
        FaultCode.CONNECTOR_INVALID,
        () -> Ways.connector(folder, FORMS.replace("/api/v5/list", "\"/api/{secret}\"")),
        "{secret} is no setting");
    assertFault(
        FaultCode.BAD_ARGUMENT,
        () ->
            Ways.fetch(Ways.connector(folder, FORMS), ENVIRONMENT)
                .fetch("https://me:" + KEY + "@host/x", Map.of()),
        "The address https://host/x holds a password");
  }

  @Test
  void aSecretIsNeverPrinted() {
    when(post(urlEqualTo("/api/v5/list")), "{\"data\":[]}");
    PrintStream out = System.out;
    PrintStream err = System.err;
    ByteArrayOutputStream said = new ByteArrayOutputStream();
    PrintStream told = new PrintStream(said, true, StandardCharsets.UTF_8);
    System.setOut(told);
    System.setErr(told);
    try {
      fetch(FORMS).close();
    } finally {
      System.setOut(out);
      System.setErr(err);
    }

    assertThat(said.toString(StandardCharsets.UTF_8)).contains("Read order").doesNotContain(KEY);
  }

  private Fetched fetch(String yaml) {
    return Ways.fetch(Ways.connector(folder, yaml), ENVIRONMENT).fetch(SERVER.baseUrl(), Map.of());
  }

  private static void when(MappingBuilder request, String answer) {
    SERVER.stubFor(request.willReturn(okJson(answer)));
  }

  private static MappingBuilder forms(String body) {
    return post(urlEqualTo("/api/v5/list")).withRequestBody(equalToJson(body));
  }

  private static MappingBuilder query(int start) {
    return post(urlEqualTo("/k3cloud/query"))
        .withRequestBody(equalToJson("{\"data\":{\"StartRow\":" + start + "}}", false, true));
  }

  private static String failure(String message) {
    return "[[{\"Result\":{\"ResponseStatus\":{\"IsSuccess\":false,\"Errors\":[{\"Message\":\""
        + message
        + "\"}]}}}]]";
  }

  private static void assertFault(FaultCode code, ThrowingCallable action, String... parts) {
    assertThatThrownBy(action)
        .isInstanceOfSatisfying(
            io.duecast.contract.fault.Fault.class,
            fault -> {
              assertThat(fault.code()).isEqualTo(code);
              assertThat(fault.text().zh() + fault.text().en()).doesNotContain(KEY);
              assertThat(fault).hasNoCause();
            })
        .hasMessageContainingAll(parts);
  }
}
