package io.duecast.service.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.duecast.service.GoldenLake;
import io.duecast.service.RunningService;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.yaml.snakeyaml.Yaml;

/** Holds {@code openapi.yaml}, the routes and the answers together. */
class ContractTest {

  private static JsonNode contract;
  private static RunningService service;

  @BeforeAll
  static void start() throws IOException {
    try (InputStream in =
        Objects.requireNonNull(
            ContractTest.class.getResourceAsStream("/io/duecast/service/openapi.yaml"))) {
      contract = new ObjectMapper().valueToTree(new Yaml().load(in));
    }
    service = RunningService.over(GoldenLake.lake());
  }

  @AfterAll
  static void stop() {
    service.close();
  }

  @Test
  void everyRouteIsInTheContractAndEveryPathOfTheContractIsARoute() {
    TreeSet<String> described = new TreeSet<>();
    contract
        .get("paths")
        .fields()
        .forEachRemaining(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(method -> described.add(method + " " + path.getKey())));
    TreeSet<String> served = new TreeSet<>();
    for (Route route : ApiRoutesOnly.routes()) {
      served.add(route.method().name().toLowerCase(java.util.Locale.ROOT) + " " + route.template());
    }

    assertThat(served).isEqualTo(described);
  }

  @Test
  void theListTakesExactlyTheParametersOfTheContract() {
    TreeSet<String> described = new TreeSet<>();
    for (JsonNode parameter : operation("/v1/open-orders", "get").get("parameters")) {
      described.add(
          parameter.has("$ref")
              ? resolved(parameter).get("name").asText()
              : parameter.get("name").asText());
    }

    assertThat(new TreeSet<>(OrderParameters.NAMES)).isEqualTo(described);
  }

  @ParameterizedTest
  @CsvSource({
    "/v1/open-orders, /v1/open-orders?limit=5&sort=due_on",
    "/v1/open-orders/{key}, /v1/open-orders/KEY",
    "/v1/suppliers, /v1/suppliers",
    "/v1/suppliers/{key}/report, /v1/suppliers/PARTNER/report",
    "/v1/models, /v1/models",
    "/v1/runs, /v1/runs",
    "/v1/health/live, /v1/health/live",
    "/v1/health/ready, /v1/health/ready"
  })
  void answersHaveTheShapeOfTheContract(String path, String request) {
    JsonNode first = service.json("/v1/open-orders?limit=1").get("rows").get(0);
    String address =
        request
            .replace("KEY", RunningService.encoded(first.get("order_line_key").asText()))
            .replace("PARTNER", RunningService.encoded(first.get("partner_key").asText()));
    HttpResponse<byte[]> answer = service.get(address);
    JsonNode schema =
        resolved(operation(path, "get").get("responses").get("" + answer.statusCode()))
            .get("content")
            .get("application/json")
            .get("schema");

    assertThat(problems(schema, RunningService.json(answer), "$")).isEmpty();
  }

  @Test
  void problemsAndScoreAnswersHaveTheShapeOfTheContract() {
    JsonNode schemas = contract.get("components").get("schemas");
    HttpResponse<byte[]> refused = service.get("/v1/open-orders?bnad=high");
    HttpResponse<byte[]> scores =
        service.post("/v1/scores", "{\"orders\":[{\"order_line_key\":\"nobody\"},{}]}");

    assertThat(refused.headers().firstValue("Content-Type").orElseThrow())
        .startsWith("application/problem+json");
    assertThat(problems(schemas.get("Problem"), RunningService.json(refused), "$")).isEmpty();
    assertThat(scores.statusCode()).isEqualTo(200);
    assertThat(problems(schemas.get("ScoreAnswer"), RunningService.json(scores), "$")).isEmpty();
  }

  @Test
  void theContractNamesEveryColumnOfTheCsvFormats() {
    assertThat(columns("OrderCsv")).containsExactlyElementsOf(OrderCsv.columns());
    assertThat(columns("ScoreCsv")).containsExactlyElementsOf(ScoreCsv.columns());
    assertThat(fields(contract.get("components").get("schemas").get("Order")))
        .containsExactlyElementsOf(OrderCsv.columns());
  }

  @Test
  void theContractItselfIsServed() {
    HttpResponse<byte[]> answer = service.get("/openapi.yaml");

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(RunningService.text(answer)).startsWith("openapi: 3.1.0");
  }

  private static List<String> columns(String schema) {
    return fields(contract.get("components").get("schemas").get(schema).get("items"));
  }

  private static List<String> fields(JsonNode schema) {
    List<String> names = new ArrayList<>();
    schema.get("properties").fieldNames().forEachRemaining(names::add);
    return names;
  }

  private static JsonNode operation(String path, String method) {
    return contract.get("paths").get(path).get(method);
  }

  private static JsonNode resolved(JsonNode node) {
    JsonNode reference = node.get("$ref");
    return reference == null ? node : contract.at(reference.asText().substring(1));
  }

  /** What is wrong with a value; knows the part of JSON Schema that the contract uses. */
  private static List<String> problems(JsonNode reference, JsonNode value, String at) {
    JsonNode schema = resolved(reference);
    List<String> found = new ArrayList<>();
    if (schema.has("oneOf")) {
      for (JsonNode one : schema.get("oneOf")) {
        if (problems(one, value, at).isEmpty()) {
          return found;
        }
      }
      found.add(at + " fits none of oneOf: " + value);
      return found;
    }
    if (!fits(schema.path("type"), value)) {
      found.add(at + " is " + value + ", not " + schema.path("type"));
      return found;
    }
    if (schema.has("enum")) {
      boolean known = false;
      for (JsonNode word : schema.get("enum")) {
        known |= word.equals(value);
      }
      if (!known) {
        found.add(at + " is " + value + ", not one of " + schema.get("enum"));
      }
    }
    if (value.isArray()) {
      for (int i = 0; i < value.size(); i++) {
        found.addAll(problems(schema.get("items"), value.get(i), at + "[" + i + "]"));
      }
    }
    if (value.isObject()) {
      for (JsonNode required : schema.path("required")) {
        if (!value.has(required.asText())) {
          found.add(at + " lacks " + required.asText());
        }
      }
      for (Iterator<Map.Entry<String, JsonNode>> fields = value.fields(); fields.hasNext(); ) {
        Map.Entry<String, JsonNode> field = fields.next();
        JsonNode known = schema.path("properties").get(field.getKey());
        JsonNode others = schema.path("additionalProperties");
        if (known != null) {
          found.addAll(problems(known, field.getValue(), at + "." + field.getKey()));
        } else if (others.isObject()) {
          found.addAll(problems(others, field.getValue(), at + "." + field.getKey()));
        } else {
          found.add(at + " has " + field.getKey() + ", which the contract does not know");
        }
      }
    }
    return found;
  }

  private static boolean fits(JsonNode type, JsonNode value) {
    if (type.isMissingNode()) {
      return true;
    }
    if (type.isArray()) {
      for (JsonNode one : type) {
        if (fits(one, value)) {
          return true;
        }
      }
      return false;
    }
    return switch (type.asText()) {
      case "string" -> value.isTextual();
      case "integer" -> value.isIntegralNumber();
      case "number" -> value.isNumber();
      case "boolean" -> value.isBoolean();
      case "object" -> value.isObject();
      case "array" -> value.isArray();
      case "null" -> value.isNull();
      default -> throw new IllegalArgumentException("Unknown type " + type);
    };
  }
}
