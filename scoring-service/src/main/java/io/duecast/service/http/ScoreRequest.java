package io.duecast.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.service.fault.ServiceFaults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The body of {@code POST /v1/scores}: one row, or {@code orders} with many.
 *
 * @param batch whether a failing row is reported in its place instead of failing the request
 */
record ScoreRequest(boolean batch, List<JsonNode> rows) {

  static ScoreRequest read(byte[] body, int most) {
    JsonNode document;
    try {
      document = Json.MAPPER.readTree(body);
    } catch (JsonProcessingException e) {
      throw ServiceFaults.badJson(e.getOriginalMessage());
    } catch (IOException e) {
      throw ServiceFaults.badJson(String.valueOf(e.getMessage()));
    }
    if (!document.isObject()) {
      throw ServiceFaults.badJson("an object is needed");
    }
    JsonNode orders = document.get("orders");
    if (orders == null) {
      return new ScoreRequest(false, List.of(document));
    }
    if (!orders.isArray() || document.size() != 1) {
      throw ServiceFaults.badJson("orders is a list and stands alone");
    }
    if (orders.size() > most) {
      throw ServiceFaults.batchTooLarge(orders.size(), most);
    }
    List<JsonNode> rows = new ArrayList<>();
    orders.forEach(rows::add);
    return new ScoreRequest(true, rows);
  }
}
