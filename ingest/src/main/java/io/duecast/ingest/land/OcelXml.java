package io.duecast.ingest.land;

import io.duecast.ingest.connector.OcelPart;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/**
 * The XML variant; no more than one event or object is held at a time. As with other event logs a
 * document type is refused and nothing outside the file is opened.
 */
final class OcelXml implements OcelRewriting.Variant {

  @Override
  public void read(Path file, OcelPart part, OcelEntry.RowTaker taker) throws IOException {
    String name = String.valueOf(file.getFileName());
    try (InputStream in = Files.newInputStream(file)) {
      XMLStreamReader xml = XesCursor.factory().createXMLStreamReader(in);
      boolean inLog = false;
      while (xml.hasNext()) {
        int what = next(xml, name);
        if (what != XMLStreamConstants.START_ELEMENT) {
          continue;
        }
        String element = xml.getLocalName();
        if (!inLog && !element.equals("log")) {
          throw IngestFaults.logDamaged(
              name, line(xml), "<" + element + "> where <log> is expected");
        }
        inLog = true;
        switch (element) {
          case "log", "events", "objects" -> {}
          case "event" -> entry(xml, name).rows(part, true, taker);
          case "object" -> entry(xml, name).rows(part, false, taker);
          default -> skip(xml, name);
        }
      }
    } catch (XMLStreamException e) {
      throw XesCursor.damaged(name, e);
    }
  }

  /** Reads an event or object to its end. */
  private static OcelEntry entry(XMLStreamReader xml, String file) throws XMLStreamException {
    OcelEntry entry =
        OcelEntry.empty(attribute(xml, "id"), attribute(xml, "type"), attribute(xml, "time"));
    for (int depth = 1; depth > 0; ) {
      int what = next(xml, file);
      if (what == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (what == XMLStreamConstants.START_ELEMENT) {
        if (xml.getLocalName().equals("attribute")) {
          String name = attribute(xml, "name");
          String time = attribute(xml, "time");
          entry.add(name, time, text(xml, file));
          continue;
        }
        String object = attribute(xml, "object-id");
        if (!object.isEmpty()) {
          entry.relations().add(new OcelEntry.Relation(object, attribute(xml, "qualifier")));
        }
        depth++;
      }
    }
    return entry;
  }

  /** The text of the current element, read to its end. */
  private static String text(XMLStreamReader xml, String file) throws XMLStreamException {
    StringBuilder text = new StringBuilder();
    for (int depth = 1; depth > 0; ) {
      int what = next(xml, file);
      if (what == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (what == XMLStreamConstants.END_ELEMENT) {
        depth--;
      } else if (what == XMLStreamConstants.CHARACTERS || what == XMLStreamConstants.CDATA) {
        text.append(xml.getText());
      }
    }
    return text.toString().strip();
  }

  private static void skip(XMLStreamReader xml, String file) throws XMLStreamException {
    text(xml, file);
  }

  private static int next(XMLStreamReader xml, String file) throws XMLStreamException {
    int what = xml.next();
    if (what == XMLStreamConstants.DTD) {
      throw IngestFaults.logWithDoctype(file);
    }
    if (what == XMLStreamConstants.ENTITY_REFERENCE) {
      throw IngestFaults.logDamaged(file, line(xml), "the entity " + xml.getLocalName());
    }
    return what;
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }

  private static int line(XMLStreamReader xml) {
    return xml.getLocation().getLineNumber();
  }
}
