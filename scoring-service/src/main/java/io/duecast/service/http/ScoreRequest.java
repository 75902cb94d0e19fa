package io.duecast.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.contract.fault.Fault;
import io.duecast.service.fault.ServiceFaults;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The body of {@code POST /v1/scores}: one row, or many.
 *
 * @param batch whether a failing row is reported in its place instead of failing the request
 */
record ScoreRequest(boolean batch, List<Row> rows) {

  /**
   * One row.
   *
   * @param content what the contract calls ScoreRow, as far as it could be read
   * @param refusal why it could not be read, or null
   */
  record Row(JsonNode content, @Nullable Fault refusal) {}

  static ScoreRequest ofJson(byte[] body, int most) {
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
      return new ScoreRequest(false, List.of(new Row(document, null)));
    }
    if (!orders.isArray() || document.size() != 1) {
      throw ServiceFaults.badJson("orders is a list and stands alone");
    }
    if (orders.size() > most) {
      throw ServiceFaults.batchTooLarge(orders.size(), most);
    }
    List<Row> rows = new ArrayList<>();
    orders.forEach(row -> rows.add(new Row(row, null)));
    return new ScoreRequest(true, rows);
  }
}
