package io.duecast.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import de.siegmar.fastcsv.writer.CsvWriter;
import de.siegmar.fastcsv.writer.LineDelimiter;
import io.duecast.ingest.connector.Connectors;
import io.duecast.ingest.connector.SourceSpec;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The three variants of one small log, and what is no log. */
class OcelRewritingTest {

  private static final String JSON =
      """
      {"objectTypes": [], "eventTypes": [],
       "events": [
        {"id": "e1", "type": "stocked", "time": "2026-03-24T08:05:44Z",
         "attributes": [{"name": "Quantity", "value": 60.50}, {"name": "resource", "value": "仓管员𠮷"},
                        {"name": "colour", "value": "red"}],
         "relationships": [{"objectId": "L1", "qualifier": "line"}]}],
       "objects": [
        {"id": "L1", "type": "order_line",
         "attributes": [{"name": "promised_date", "time": "2026-03-02T01:14:05Z", "value": "2026-03-20"},
                        {"name": "promised_date", "time": "2026-03-12T06:22:00Z", "value": "2026-03-25"},
                        {"name": "status", "time": "2026-03-02T01:14:05Z", "value": null}],
         "relationships": [{"objectId": "P1", "qualifier": "order"}]},
        {"id": "P1", "type": "purchase_order"}]}
      """;

  private static final String XML =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <log>
        <object-types><object-type name="order_line"><attributes><attribute name="promised_date" type="time"/></attributes></object-type></object-types>
        <event-types/>
        <objects>
          <object id="L1" type="order_line">
            <attributes>
              <attribute name="promised_date" time="2026-03-02T01:14:05Z">2026-03-20</attribute>
              <attribute name="promised_date" time="2026-03-12T06:22:00Z"><![CDATA[2026-03-25]]></attribute>
              <attribute name="status" time="2026-03-02T01:14:05Z"/>
            </attributes>
            <objects><relationship object-id="P1" qualifier="order"/></objects>
          </object>
          <object id="P1" type="purchase_order"/>
        </objects>
        <events>
          <event id="e1" type="stocked" time="2026-03-24T08:05:44Z">
            <attributes><attribute name="Quantity">60.50</attribute><attribute name="resource">仓管员𠮷</attribute><attribute name="colour">red</attribute></attributes>
            <objects><relationship object-id="L1" qualifier="line"/></objects>
          </event>
        </events>
      </log>
      """;

  private static final String SQL =
      """
      CREATE TABLE event_map_type (ocel_type TEXT, ocel_type_map TEXT);
      CREATE TABLE object_map_type (ocel_type TEXT, ocel_type_map TEXT);
      CREATE TABLE event (ocel_id TEXT, ocel_type TEXT);
      CREATE TABLE object (ocel_id TEXT, ocel_type TEXT);
      CREATE TABLE event_object (ocel_event_id TEXT, ocel_object_id TEXT, ocel_qualifier TEXT);
      CREATE TABLE object_object (ocel_source_id TEXT, ocel_target_id TEXT, ocel_qualifier TEXT);
      CREATE TABLE event_Stocked (ocel_id TEXT, ocel_time TEXT, Quantity TEXT, resource TEXT, colour TEXT);
      CREATE TABLE "object_Order ""Line" (ocel_id TEXT, ocel_time TEXT, ocel_changed_field TEXT, promised_date TEXT, status TEXT);
      CREATE TABLE object_Po (ocel_id TEXT, ocel_time TEXT, ocel_changed_field TEXT);
      INSERT INTO event_map_type VALUES ('stocked', 'Stocked');
      INSERT INTO object_map_type VALUES ('order_line', 'Order "Line'), ('purchase_order', 'Po');
      INSERT INTO event VALUES ('e1', 'stocked');
      INSERT INTO object VALUES ('L1', 'order_line'), ('P1', 'purchase_order');
      INSERT INTO event_object VALUES ('e1', 'L1', 'line');
      INSERT INTO object_object VALUES ('L1', 'P1', 'order');
      INSERT INTO event_Stocked VALUES ('e1', '2026-03-24T08:05:44Z', '60.50', '仓管员𠮷', 'red');
      INSERT INTO "object_Order ""Line" VALUES ('L1', '2026-03-02T01:14:05Z', NULL, '2026-03-20', NULL);
      INSERT INTO "object_Order ""Line" VALUES ('L1', '2026-03-12T06:22:00Z', 'promised_date', '2026-03-25', 'of before');
      INSERT INTO object_Po VALUES ('P1', '2026-03-02T01:14:05Z', NULL);
      """;

  @TempDir private Path folder;

  @Test
  void allVariantsMakeTheSameRows() throws Exception {
    for (Path log : new Path[] {write(JSON), write(XML), database(SQL)}) {
      assertThat(rows("event", log))
          .isEqualTo(
              "ocel:id,ocel:type,ocel:time,quantity,resource\n"
                  + "e1,stocked,2026-03-24T08:05:44Z,60.50,仓管员𠮷\n");
      assertThat(rows("object", log))
          .isEqualTo("ocel:id,ocel:type\nL1,order_line\nP1,purchase_order\n");
      assertThat(rows("object_value", log))
          .isEqualTo(
              "ocel:id,ocel:type,ocel:time,ocel:name,ocel:value,promised_date\n"
                  + "L1,order_line,2026-03-02T01:14:05Z,promised_date,2026-03-20,2026-03-20\n"
                  + "L1,order_line,2026-03-12T06:22:00Z,promised_date,2026-03-25,2026-03-25\n");
      assertThat(rows("event_object", log))
          .isEqualTo("ocel:id,ocel:object,ocel:qualifier\ne1,L1,line\n");
      assertThat(rows("object_object", log))
          .isEqualTo("ocel:id,ocel:object,ocel:qualifier\nL1,P1,order\n");
    }
  }

  @Test
  void aLogThatIsNotWholeIsRefused() throws Exception {
    assertThatThrownBy(() -> rows("event", write(JSON.substring(0, 200))))
        .hasMessageContaining("is no whole JSON");
    assertThatThrownBy(() -> rows("event", write(XML.substring(0, 900))))
        .hasMessageContaining("is damaged or not whole");
    assertThatThrownBy(() -> rows("event", write("<html/>")))
        .hasMessageContaining("<html> where <log> is expected");
    assertThatThrownBy(() -> rows("event", database("CREATE TABLE other (a TEXT);")))
        .hasMessageContaining("cannot be read as an event log")
        .hasMessageContaining("event_map_type");
  }

  @Test
  void nothingOutsideTheFileIsOpened() throws Exception {
    String doctype = "<!DOCTYPE log [<!ENTITY x SYSTEM \"file:///etc/hostname\">]>";
    assertThatThrownBy(
            () ->
                rows("event", write(XML.replace("<log>", doctype + "<log>").replace("red", "&x;"))))
        .hasMessageContaining("declares a document type");
  }

  @Test
  void aDatabaseIsLeftAsItWas() throws Exception {
    Path log = database(SQL);
    byte[] before = Files.readAllBytes(log);
    rows("event", log);

    assertThat(Files.readAllBytes(log)).isEqualTo(before);
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(log);
    }
  }

  private Path write(String text) throws IOException {
    return Files.writeString(folder.resolve("log 1#%.ocel"), text, StandardCharsets.UTF_8);
  }

  private Path database(String sql) throws IOException, SQLException {
    Path file = folder.resolve("log 1#%.ocel");
    Files.deleteIfExists(file);
    Path made = folder.resolve("made.sqlite");
    try (Connection database = DriverManager.getConnection("jdbc:sqlite:" + made);
        Statement statement = database.createStatement()) {
      statement.executeUpdate(sql);
    }
    return Files.move(made, file);
  }

  /** The rows of a source of the shipped connector. */
  private static String rows(String source, Path log) throws IOException {
    SourceSpec spec =
        Connectors.find("ocel").sources().stream()
            .filter(one -> one.name().equals(source))
            .findFirst()
            .orElseThrow();
    StringWriter text = new StringWriter();
    try (CsvWriter rows = CsvWriter.builder().lineDelimiter(LineDelimiter.LF).build(text)) {
      new OcelRewriting().write(spec, log, rows);
    }
    return text.toString();
  }
}
