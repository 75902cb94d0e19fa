package io.duecast.ingest.land;

import io.duecast.contract.fault.Fault;
import io.duecast.ingest.fault.IngestFaults;
import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.GZIPInputStream;
import javax.xml.XMLConstants;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * Walks the events of an event log (XES, IEEE 1849), plain or gzipped, and holds no more of it than
 * one trace's attributes and one event. Nothing outside the file is ever opened: a document type is
 * refused, since an event log needs none.
 *
 * <p>Only attributes with a key and a value count; lists and attributes of attributes are passed
 * over.
 */
public final class XesCursor implements Closeable {

  private static final int GZIP_FIRST = 0x1F;
  private static final int GZIP_SECOND = 0x8B;
  private static final int BLOCK_BYTES = 1 << 16;
  private static final String MESSAGE = "Message: ";

  private final String file;
  private final InputStream in;
  private final XMLStreamReader xml;
  private final Map<String, String> trace = new LinkedHashMap<>();
  private final Map<String, String> event = new LinkedHashMap<>();

  private boolean inLog;
  private boolean inTrace;
  private boolean traceHasEvents;
  private long row;

  /**
   * Opens a log.
   *
   * @param file its name, for faults
   * @throws Fault INPUT_DAMAGED when it does not begin as XML
   */
  public XesCursor(InputStream in, String file) throws IOException {
    this.file = file;
    this.in = in;
    try {
      this.xml = factory().createXMLStreamReader(unpacked(in));
    } catch (XMLStreamException e) {
      throw damaged(e);
    } catch (EOFException e) {
      // Cut within the header of gzip.
      throw IngestFaults.logDamaged(file, 1, "the gzipped bytes end early");
    }
  }

  /** Reads XML without document types and entities, and opens nothing outside it. */
  static XMLInputFactory factory() {
    // The JDK's own reader: which one the class path offers would decide what is refused.
    XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    factory.setProperty(XMLConstants.ACCESS_EXTERNAL_DTD, "");
    return factory;
  }

  private static InputStream unpacked(InputStream in) throws IOException {
    BufferedInputStream buffered = new BufferedInputStream(in, BLOCK_BYTES);
    buffered.mark(2);
    boolean gzip = buffered.read() == GZIP_FIRST && buffered.read() == GZIP_SECOND;
    buffered.reset();
    return gzip ? new Unpacked(buffered) : buffered;
  }

  /**
   * Moves to the next event; false at the end of the log.
   *
   * @throws Fault INPUT_DAMAGED for what is no event log, or not whole
   */
  public boolean next() throws IOException {
    try {
      while (true) {
        switch (xml.next()) {
          case XMLStreamConstants.START_ELEMENT:
            if (start(xml.getLocalName())) {
              return true;
            }
            break;
          case XMLStreamConstants.END_ELEMENT:
            // Everything else is read to its end where it starts.
            inTrace = false;
            trace.clear();
            break;
          case XMLStreamConstants.DTD:
            throw IngestFaults.logWithDoctype(file);
          case XMLStreamConstants.ENTITY_REFERENCE:
            throw IngestFaults.logDamaged(file, line(), "the entity " + xml.getLocalName());
          case XMLStreamConstants.END_DOCUMENT:
            return false;
          default:
            break;
        }
      }
    } catch (XMLStreamException e) {
      throw damaged(e);
    }
  }

  /** Takes up an element; whether it was an event. */
  private boolean start(String name) throws XMLStreamException {
    if (!inLog) {
      if (!name.equals("log")) {
        throw IngestFaults.logDamaged(file, line(), "<" + name + "> where <log> is expected");
      }
      inLog = true;
      return false;
    }
    if (name.equals("event")) {
      event.clear();
      while (xml.nextTag() == XMLStreamConstants.START_ELEMENT) {
        attribute(event);
      }
      traceHasEvents = true;
      row++;
      return true;
    }
    if (name.equals("trace") && !inTrace) {
      inTrace = true;
      traceHasEvents = false;
      trace.clear();
    } else if (inTrace) {
      if (traceHasEvents) {
        throw IngestFaults.logDamaged(
            file, line(), "an attribute of a trace behind the trace's first event");
      }
      attribute(trace);
    } else {
      skip();
    }
    return false;
  }

  private void attribute(Map<String, String> into) throws XMLStreamException {
    String key = xml.getAttributeValue(null, "key");
    String value = xml.getAttributeValue(null, "value");
    if (key != null && value != null) {
      into.put(key, value);
    }
    skip();
  }

  /** Reads to the end of the current element. */
  private void skip() throws XMLStreamException {
    for (int depth = 1; depth > 0; ) {
      int what = xml.next();
      if (what == XMLStreamConstants.START_ELEMENT) {
        depth++;
      } else if (what == XMLStreamConstants.END_ELEMENT) {
        depth--;
      }
    }
  }

  private int line() {
    return xml.getLocation().getLineNumber();
  }

  private Fault damaged(XMLStreamException e) {
    return damaged(file, e);
  }

  /** What the JDK's reader of XML says of a file, as a fault. */
  static Fault damaged(String file, XMLStreamException e) {
    int line = e.getLocation() == null ? 0 : e.getLocation().getLineNumber();
    Throwable cause = e.getNestedException() == null ? e : e.getNestedException();
    String text = String.valueOf(cause.getMessage());
    // The JDK puts the place before the sentence.
    int sentence = text.lastIndexOf(MESSAGE);
    String detail = sentence < 0 ? text : text.substring(sentence + MESSAGE.length());
    return IngestFaults.logDamaged(
        file, line, detail.endsWith(".") ? detail.substring(0, detail.length() - 1) : detail);
  }

  /** Number of the event within the file, from 1. */
  public long row() {
    return row;
  }

  /** An attribute of the event's trace. */
  public @Nullable String ofTrace(String key) {
    return trace.get(key);
  }

  /** An attribute of the event. */
  public @Nullable String ofEvent(String key) {
    return event.get(key);
  }

  Map<String, String> trace() {
    return Collections.unmodifiableMap(trace);
  }

  Map<String, String> event() {
    return Collections.unmodifiableMap(event);
  }

  @Override
  public void close() throws IOException {
    in.close();
  }

  /**
   * Gzipped bytes that end early, named as such: the JDK's reader of XML takes the exception of
   * that kind for the end of the file.
   */
  private static final class Unpacked extends GZIPInputStream {

    Unpacked(InputStream packed) throws IOException {
      super(packed, BLOCK_BYTES);
    }

    @Override
    public int read(byte[] into, int from, int length) throws IOException {
      try {
        return super.read(into, from, length);
      } catch (EOFException e) {
        throw new IOException("the gzipped bytes end early", e);
      }
    }
  }
}
