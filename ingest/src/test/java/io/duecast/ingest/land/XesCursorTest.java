package io.duecast.ingest.land;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.duecast.contract.fault.Fault;
import io.duecast.contract.fault.FaultCode;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class XesCursorTest {

  private static final String LOG =
      """
      <?xml version="1.0" encoding="UTF-8"?>
      <log xes.version="1849.2016" xmlns="http://www.xes-standard.org/">
        <extension name="Concept" prefix="concept" uri="http://www.xes-standard.org/concept.xesext"/>
        <global scope="event"><string key="concept:name" value="no event"/></global>
        <classifier name="Activity" keys="concept:name"/>
        <string key="creator" value="a test"/>
        <trace>
          <string key="concept:name" value="PO412-1"/>
          <list key="tags"><values><string key="concept:name" value="inside a list"/></values></list>
          <event>
            <string key="concept:name" value="ordered"><string key="language" value="en"/></string>
            <date key="time:timestamp" value="2026-03-02T09:14:00.000+08:00"/>
          </event>
          <event><string key="concept:name" value="stocked"/><float key="quantity" value="60"/></event>
        </trace>
        <trace><string key="concept:name" value="PO412-2"/></trace>
        <trace><event><string key="concept:name" value="仓库 &amp; 收货"/></event></trace>
      </log>
      """;

  @TempDir private Path folder;

  @Test
  void everyEventComesWithItsTrace() throws IOException {
    assertThat(events(bytes(LOG)))
        .containsExactly(
            "1 PO412-1 ordered 2026-03-02T09:14:00.000+08:00 null",
            "2 PO412-1 stocked null 60",
            "3 null 仓库 & 收货 null null");
  }

  @Test
  void aGzippedLogIsKnownByItsFirstBytes() throws IOException {
    assertThat(events(gzip(bytes(LOG)))).isEqualTo(events(bytes(LOG)));
  }

  @Test
  void aLogInAnotherEncodingSaysSoItself() throws IOException {
    byte[] utf16 = LOG.replace("UTF-8", "UTF-16").getBytes(StandardCharsets.UTF_16);

    assertThat(events(utf16)).isEqualTo(events(bytes(LOG)));
  }

  @Test
  void aDocumentTypeIsRefusedWhateverItSays() throws IOException {
    Path secret = Files.writeString(folder.resolve("secret.txt"), "secret");
    for (String doctype :
        List.of(
            "<!DOCTYPE log>",
            "<!DOCTYPE log SYSTEM \"" + secret.toUri() + "\">",
            "<!DOCTYPE log [<!ENTITY x SYSTEM \"" + secret.toUri() + "\">]>",
            "<!DOCTYPE log [<!ENTITY a \"aaaa\"><!ENTITY b \"&a;&a;&a;&a;\">]>")) {
      String log = LOG.replace("<log ", doctype + "<log ").replace("\"60\"", "\"&x;\"");

      assertThatThrownBy(() -> events(bytes(log)))
          .isInstanceOfSatisfying(
              Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_REFUSED))
          .hasMessageContaining("log.xes declares a document type (DOCTYPE)");
    }
  }

  @Test
  void anEntityThatNobodyDeclaredIsDamage() {
    assertDamaged(bytes(LOG.replace("\"60\"", "\"&x;\"")), "x");
    assertDamaged(
        bytes(LOG.replace("<event><string key=\"concept:name\" value=\"stocked\"/>", "<event>&x;")),
        "x");
  }

  @Test
  void aLogThatIsCutAnywhereIsNotWhole() throws IOException {
    byte[] whole = bytes(LOG.strip());
    byte[] packed = gzip(whole);
    for (int share = 1; share < 20; share++) {
      assertDamaged(Arrays.copyOf(whole, whole.length * share / 20), "");
      assertDamaged(Arrays.copyOf(packed, packed.length * share / 20), "");
    }
    assertDamaged(Arrays.copyOf(whole, whole.length - 1), "");
    assertDamaged(Arrays.copyOf(packed, packed.length - 1), "");
  }

  @Test
  void whatIsNoEventLogIsNamed() {
    assertDamaged(bytes("<html><body/></html>"), "<html> where <log> is expected");
    assertDamaged(bytes("case,activity\n1,ordered\n"), "");
    assertDamaged(bytes(LOG.replace("</event>", "</evnt>")), "line 13");
    assertDamaged(bytes(LOG + "<log/>"), "");
  }

  @Test
  void anAttributeBehindTheEventsOfItsTraceIsNotGuessedBack() {
    assertDamaged(
        bytes("<log><trace><event/><string key=\"concept:name\" value=\"1\"/></trace></log>"),
        "an attribute of a trace behind the trace's first event");
  }

  @Test
  void aLongLogNeedsNoMoreMemoryThanAShortOne() throws IOException {
    // Half a gigabyte of XML out of some hundred kilobytes.
    String event =
        "<event><string key=\"concept:name\" value=\"" + "x".repeat(400) + "\"/></event>";
    byte[] block = bytes(event.repeat(1000));
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes("<log><trace>"));
      for (int i = 0; i < 200; i++) {
        out.write(block);
      }
      out.write(bytes("</trace></log>"));
    }
    try (XesCursor cursor = cursor(packed.toByteArray())) {
      while (cursor.next()) {
        assertThat(cursor.event()).hasSize(1);
      }
      assertThat(cursor.row()).isEqualTo(200_000);
    }
  }

  private static void assertDamaged(byte[] log, String detail) {
    assertThatThrownBy(() -> events(log))
        .isInstanceOfSatisfying(
            Fault.class, fault -> assertThat(fault.code()).isEqualTo(FaultCode.INPUT_DAMAGED))
        .hasMessageStartingWith(
            "INPUT_DAMAGED: The event log log.xes is damaged or not whole (line ")
        .hasMessageContaining(detail);
  }

  private static List<String> events(byte[] log) throws IOException {
    List<String> events = new ArrayList<>();
    try (XesCursor cursor = cursor(log)) {
      while (cursor.next()) {
        events.add(
            String.join(
                " ",
                String.valueOf(cursor.row()),
                String.valueOf(cursor.ofTrace("concept:name")),
                String.valueOf(cursor.ofEvent("concept:name")),
                String.valueOf(cursor.ofEvent("time:timestamp")),
                String.valueOf(cursor.ofEvent("quantity"))));
      }
    }
    return events;
  }

  private static XesCursor cursor(byte[] log) throws IOException {
    return new XesCursor(new ByteArrayInputStream(log), "log.xes");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] gzip(byte[] bytes) throws IOException {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(packed)) {
      out.write(bytes);
    }
    return packed.toByteArray();
  }
}
