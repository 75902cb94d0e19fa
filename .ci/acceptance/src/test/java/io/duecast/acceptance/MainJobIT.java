package io.duecast.acceptance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The main job on the sample company, through the launcher: from export to an answer over HTTP. */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MainJobIT {

  private static final ObjectMapper JSON = new ObjectMapper();
  private static final String LINES = "4000";

  @TempDir private static Path folder;

  private static Launcher launcher;
  private static String lake;
  private static Launcher.Result demo;

  @BeforeAll
  static void demo() {
    lake = folder.resolve("lake").toString();
    launcher = new Launcher(folder, Map.of("LC_ALL", "C.UTF-8"));
    demo = launcher.run("demo", "--no-serve", "--lines", LINES, "--lake", lake);
  }

  @Test
  @Order(1)
  void demoLoadsTrainsAndScoresAndShowsTheTenRiskiestOrders() {
    assertThat(demo.exitCode()).as(demo.err()).isZero();
    assertThat(demo.out().lines().filter(line -> line.matches(".*\\d{4}-\\d{2}-\\d{2}.*")))
        .hasSizeGreaterThanOrEqualTo(10);
    assertThat(demo.err()).contains("./duecast serve");
  }

  @Test
  @Order(2)
  void everyScoreNamesItsModelAndItsReasons() throws IOException {
    JsonNode row =
        sql(
            "select count(*) as lines, count(model_version) as with_model,"
                + " count(*) filter (where state = 'predicted' and late_probability is null) as holes,"
                + " count(*) filter (where late_probability < 0 or late_probability > 1) as wrong,"
                + " (select count(distinct order_line_key) from score_reasons) as explained"
                + " from scores");

    assertThat(row.get("lines").asInt()).isPositive();
    assertThat(row.get("with_model").asInt()).isEqualTo(row.get("lines").asInt());
    assertThat(row.get("holes").asInt()).isZero();
    assertThat(row.get("wrong").asInt()).isZero();
    assertThat(row.get("explained").asInt()).isPositive();
  }

  @Test
  @Order(3)
  void rowsInEqualRowsOutPlusRejectedPlusRepeatedForEveryTable() throws IOException {
    assertThat(
            sql("select count(*) as broken from load_counts"
                    + " where rows_in <> rows_out + rows_rejected + rows_repeated")
                .get("broken")
                .asInt())
        .isZero();
    assertThat(sql("select count(*) as found from rejects").get("found").asInt()).isPositive();
  }

  @Test
  @Order(4)
  void aSecondStartReusesWhatIsThere() throws IOException {
    int runs = sql("select count(*) as runs from runs").get("runs").asInt();
    Launcher.Result again = launcher.run("demo", "--no-serve", "--lines", LINES, "--lake", lake);

    assertThat(again.exitCode()).as(again.err()).isZero();
    assertThat(again.err()).contains("Reusing");
    assertThat(sql("select count(*) as runs from runs").get("runs").asInt()).isEqualTo(runs);
  }

  @Test
  @Order(5)
  void theServiceAnswersWithTheSameBitsAsTheBatch() throws Exception {
    JsonNode batch =
        sql(
            "select order_line_key, late_probability from scores where state = 'predicted'"
                + " order by rank limit 1");
    int port = freePort();
    Process service =
        launcher.start(
            folder.resolve("serve.out"),
            folder.resolve("serve.err"),
            "serve",
            "--port",
            Integer.toString(port),
            "--lake",
            lake);
    try {
      awaitReady(port);
      HttpRequest request =
          HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/v1/scores"))
              .header("Content-Type", "application/json")
              .POST(
                  HttpRequest.BodyPublishers.ofString(
                      JSON.writeValueAsString(
                          Map.of("order_line_key", batch.get("order_line_key").asText()))))
              .build();
      HttpResponse<String> answer =
          HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());

      assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
      assertThat(JSON.readTree(answer.body()).findValue("late_probability").asDouble())
          .isEqualTo(batch.get("late_probability").asDouble());
    } finally {
      Launcher.stop(service);
    }
  }

  @Test
  @Order(6)
  void aPortInUseIsOneSentence() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, java.net.InetAddress.getLoopbackAddress())) {
      Launcher.Result refused =
          launcher.run(
              "demo", "--lines", LINES, "--lake", lake, "--port", "" + taken.getLocalPort());

      assertThat(refused.exitCode()).isEqualTo(4);
      assertThat(refused.err().lines().toList())
          .containsExactly(
              "PORT_IN_USE: Port "
                  + taken.getLocalPort()
                  + " is in use. Name another with --port.");
    }
  }

  @Test
  @Order(7)
  void wrongCommandsSayWhatToDo() {
    assertThat(launcher.run("skore").exitCode()).isEqualTo(2);
    assertThat(launcher.run("skore").err()).contains("duecast help");
    Launcher.Result chinese = launcher.run("help", "--lang", "zh");
    assertThat(chinese.exitCode()).isZero();
    assertThat(chinese.out()).contains("从这里开始", "backtest");
    Launcher.Result noLake = launcher.run("score", "--lake", folder.resolve("none").toString());
    assertThat(noLake.exitCode()).isEqualTo(2);
    assertThat(noLake.err()).contains("Run duecast ingest first");
  }

  @ParameterizedTest
  @MethodSource("notebooks")
  @Order(8)
  void everyNotebookRunsAndAnswersItsQuestion(Path notebook) throws Exception {
    boolean inContinuousIntegration = System.getenv("CI") != null;
    if (!Notebooks.canRun() && !inContinuousIntegration) {
      System.err.println("Notebooks are not run: no jupyter-nbconvert on the path.");
    }
    assumeTrue(Notebooks.canRun() || inContinuousIntegration, "no jupyter-nbconvert on the path");

    JsonNode cells = Notebooks.run(notebook, lake, folder).get("cells");

    assertThat(cells.findValues("output_type"))
        .isNotEmpty()
        .noneMatch(type -> type.asText().equals("error"));
    JsonNode answer = cells.get(cells.size() - 1).get("outputs");
    assertThat(answer).as("the answer in words").hasSize(1);
    assertThat(answer.get(0).get("text").toString()).hasSizeGreaterThan(80);
  }

  private static List<Path> notebooks() throws IOException {
    return Notebooks.all();
  }

  private static JsonNode sql(String query) throws IOException {
    Launcher.Result result = launcher.run("sql", query, "--json", "--lake", lake);
    assertThat(result.exitCode()).as(result.err()).isZero();
    JsonNode document = JSON.readTree(result.out());
    return (document.isArray() ? document : document.get("rows")).get(0);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  private static void awaitReady(int port) throws Exception {
    HttpClient client = HttpClient.newHttpClient();
    URI ready = URI.create("http://127.0.0.1:" + port + "/v1/health/ready");
    long end = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (System.nanoTime() < end) {
      try {
        if (client
                .send(HttpRequest.newBuilder(ready).build(), HttpResponse.BodyHandlers.discarding())
                .statusCode()
            == 200) {
          return;
        }
      } catch (IOException notYet) {
        // The port opens only when the service can answer.
      }
      Thread.sleep(200);
    }
    throw new IllegalStateException(Files.readString(folder.resolve("serve.err")));
  }
}
