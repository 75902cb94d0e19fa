package io.duecast.service.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.duecast.contract.fault.Fault;
import io.duecast.service.fault.ServiceFaults;
import io.duecast.service.model.InlineOrder;
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
   * One row: a line of the current run when it holds neither an order nor a refusal.
   *
   * @param orderLineKey the caller's name for the line, as far as it could be read
   * @param refusal why the row could not be read
   */
  record Row(@Nullable String orderLineKey, @Nullable InlineOrder order, @Nullable Fault refusal) {

    /** The row that the contract calls ScoreRow. */
    static Row of(JsonNode row) {
      String key = key(row);
      JsonNode order = row.get("order");
      if (row.size() == 1 && key != null && order == null) {
        return new Row(key, null, null);
      }
      if (row.size() != 1 || order == null || !order.isObject()) {
        return new Row(
            key, null, ServiceFaults.badJson("a row holds either order_line_key or order"));
      }
      try {
        return new Row(key, Json.MAPPER.treeToValue(order, InlineOrder.class), null);
      } catch (JsonProcessingException e) {
        return new Row(key, null, ServiceFaults.badJson(e.getOriginalMessage()));
      }
    }

    Row refused(Fault fault) {
      return new Row(orderLineKey, null, fault);
    }

    private static @Nullable String key(JsonNode row) {
      JsonNode key =
          row.hasNonNull("order_line_key")
              ? row.get("order_line_key")
              : row.path("order").get("order_line_key");
      return key == null || !key.isTextual() ? null : key.asText();
    }
  }

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
      return new ScoreRequest(false, List.of(Row.of(document)));
    }
    if (!orders.isArray() || document.size() != 1) {
      throw ServiceFaults.badJson("orders is a list and stands alone");
    }
    if (orders.size() > most) {
      throw ServiceFaults.batchTooLarge(orders.size(), most);
    }
    List<Row> rows = new ArrayList<>();
    orders.forEach(row -> rows.add(Row.of(row)));
    return new ScoreRequest(true, rows);
  }
}
