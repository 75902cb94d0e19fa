package io.duecast.features;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import io.duecast.contract.Text;
import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.io.IOException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.function.Function;

/** Facts and manifests as JSON, without losing a bit. */
public final class FactsJson {

  /** Dates and instants as ISO text; NaN as text; unknown and missing fields are an error. */
  public static final ObjectMapper MAPPER =
      JsonMapper.builder()
          .addModule(
              new SimpleModule("iso")
                  .addSerializer(new IsoSerializer<>(LocalDate.class))
                  .addSerializer(new IsoSerializer<>(Instant.class))
                  .addDeserializer(
                      LocalDate.class, new IsoDeserializer<>(LocalDate.class, LocalDate::parse))
                  .addDeserializer(
                      Instant.class, new IsoDeserializer<>(Instant.class, Instant::parse)))
          .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
          .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
          .build();

  private FactsJson() {}

  static String write(OrderFacts facts) {
    try {
      return MAPPER.writeValueAsString(facts);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("Facts of " + facts.orderLineKey() + " have no JSON.", e);
    }
  }

  static OrderFacts read(String json) {
    try {
      return MAPPER.readValue(json, OrderFacts.class);
    } catch (JsonProcessingException e) {
      throw new Fault(
          FaultCode.BAD_ARGUMENT,
          Text.of(
              "无法读取订单事实：" + e.getOriginalMessage() + "。请使用评分记录 facts 列的原文。",
              "The facts of the order cannot be read: "
                  + e.getOriginalMessage()
                  + ". Send the text of the column facts of a score unchanged."),
          e);
    }
  }

  private static final class IsoSerializer<T> extends StdScalarSerializer<T> {
    IsoSerializer(Class<T> type) {
      super(type);
    }

    @Override
    public void serialize(T value, JsonGenerator json, SerializerProvider provider)
        throws IOException {
      json.writeString(value.toString());
    }
  }

  private static final class IsoDeserializer<T> extends StdScalarDeserializer<T> {
    private final transient Function<String, T> parse;

    IsoDeserializer(Class<T> type, Function<String, T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public T deserialize(JsonParser json, DeserializationContext context) throws IOException {
      String text = json.getText();
      try {
        return parse.apply(text);
      } catch (java.time.format.DateTimeParseException e) {
        throw context.weirdStringException(text, _valueClass, "not in ISO form");
      }
    }
  }
}
