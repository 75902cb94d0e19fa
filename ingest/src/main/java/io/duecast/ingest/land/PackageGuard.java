package io.duecast.ingest.land;

import io.duecast.contract.fault.Fault;
import io.duecast.ingest.fault.IngestFaults;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;

/**
 * Judges a workbook before any of it is parsed: unpacks every part once, without keeping it, and
 * counts. What sizes a package states of itself is not believed.
 */
final class PackageGuard {

  private static final int MOST_PARTS = 10_000;

  /** Parts that the reader keeps in memory, which is all but the sheets. */
  private static final long MOST_HELD = 200L << 20;

  /** A sheet is read row by row; this bounds the disk its rows may take. */
  private static final long MOST_STREAMED = 4L << 30;

  /** Sheets that unpack to less than {@link #MOST_HELD} may be packed as tightly as they like. */
  private static final long MOST_RATIO = 100;

  /** Longest run without a tag; a cell holds 32,767 characters, each at most six bytes. */
  private static final long MOST_TEXT = 1L << 20;

  private static final int LETTERS_OF_A_COLUMN = 3;
  private static final int BLOCK_BYTES = 1 << 16;

  /** Names of tags and an attribute as their bytes. */
  private static final long CELL = 'c';

  private static final long VALUE = 'v';
  private static final long SHARED_TEXT = 's' << Byte.SIZE | 'i';
  private static final long OF_SHARED = 0x74_3D_22_73_22L;

  private static final long OF_SHARED_MASK = 0xFF_FF_FF_FF_FFL;

  private static final String SHEET = "worksheet";
  private static final String WORKBOOK = "[Content_Types].xml";

  private final String file;
  private long held;
  private long streamed;
  private long sharedTexts;
  private long lastShared = -1;

  private PackageGuard(String file) {
    this.file = file;
  }

  /**
   * Lets a workbook pass that can be read in bounded memory and says nothing of other files.
   *
   * @return whether cells refer to the workbook's table of texts
   * @throws Fault INPUT_DAMAGED, INPUT_REFUSED or INPUT_TOO_LARGE with the reason
   */
  static boolean check(Path path) throws IOException {
    PackageGuard guard = new PackageGuard(String.valueOf(path.getFileName()));
    try (ZipFile zip = new ZipFile(path.toFile())) {
      guard.check(zip, path.toFile().length());
      return guard.lastShared >= 0;
    } catch (ZipException | IllegalArgumentException e) {
      throw IngestFaults.workbookDamaged(guard.file, String.valueOf(e.getMessage()));
    }
  }

  private void check(ZipFile zip, long packed) throws IOException {
    if (zip.getEntry(WORKBOOK) == null) {
      throw IngestFaults.archiveGiven(file);
    }
    if (zip.size() > MOST_PARTS) {
      throw IngestFaults.workbookTooLarge(
          file, "%,d > %,d parts".formatted(zip.size(), MOST_PARTS));
    }
    Set<String> names = new HashSet<>();
    for (Enumeration<? extends ZipEntry> parts = zip.entries(); parts.hasMoreElements(); ) {
      ZipEntry part = parts.nextElement();
      if (!names.add(part.getName().toLowerCase(Locale.ROOT))) {
        throw IngestFaults.workbookDamaged(file, part.getName() + " × 2");
      }
      try (InputStream in = zip.getInputStream(part)) {
        check(part, in, packed);
      }
    }
    // The reader would take a text that is not there for an empty one.
    if (lastShared >= sharedTexts) {
      throw IngestFaults.workbookDamaged(
          file, "shared string %d of %d".formatted(lastShared, sharedTexts));
    }
  }

  private void check(ZipEntry part, InputStream in, long packed) throws IOException {
    CRC32 sum = new CRC32();
    Markup markup = new Markup(part.getName());
    byte[] block = new byte[BLOCK_BYTES];
    for (int read; (read = in.read(block)) > 0; ) {
      sum.update(block, 0, read);
      markup.feed(block, read);
      if (markup.isHeld()) {
        held += read;
      } else {
        streamed += read;
      }
      checkSize(packed);
    }
    if (part.getCrc() != sum.getValue()) {
      throw IngestFaults.workbookDamaged(file, part.getName() + ": CRC");
    }
  }

  private void checkSize(long packed) {
    long most = Math.max(MOST_HELD, Math.min(MOST_STREAMED, packed * MOST_RATIO));
    if (held > MOST_HELD || held + streamed > most) {
      throw IngestFaults.workbookTooLarge(
          file, "> %,d MB".formatted((held > MOST_HELD ? MOST_HELD : most) >> 20));
    }
  }

  /**
   * Walks the tags of a part for what a workbook never needs: document types and entities, texts
   * and columns beyond a sheet's bounds, encodings in which a tag would not be seen. What a part is
   * shows in its root, since a package may give it any name.
   */
  private final class Markup {

    private final String part;
    private final StringBuilder root = new StringBuilder();
    private State state = State.BEFORE;
    private int marks;
    private long sinceTag;
    private boolean inRoot;
    private boolean rootKnown;
    private long name;
    private int letters;
    private long attributes;
    private boolean inShared;
    private long index = -1;

    Markup(String part) {
      this.part = part;
    }

    /** Whether the reader keeps the part in memory: everything in tags but a sheet. */
    boolean isHeld() {
      return state != State.NO_MARKUP && !(rootKnown && root.toString().equals(SHEET));
    }

    void feed(byte[] block, int length) {
      for (int i = 0; i < length && state != State.NO_MARKUP; i++) {
        byte b = block[i];
        if (state == State.BEFORE) {
          begin(b);
        } else if (b == 0) {
          throw IngestFaults.workbookDamaged(file, part + ": UTF-16");
        }
        if (b == '<') {
          lastShared = Math.max(lastShared, index);
          index = -1;
          sinceTag = 0;
          state = State.TAG;
          continue;
        }
        if (++sinceTag > MOST_TEXT) {
          throw IngestFaults.workbookTooLarge(file, part + ": > 1 MB");
        }
        walk(b);
      }
    }

    /** The first character decides whether these are tags in UTF-8, as in every workbook. */
    private void begin(byte b) {
      if (marks < FirstBytes.UTF8_MARK.length() && b == FirstBytes.UTF8_MARK.at(marks)) {
        marks++;
      } else if (b != '<' && !isBlank(b)) {
        if (marks > 0 || b == 0 || b == (byte) 0xFE || b == (byte) 0xFF || isMarkup(part)) {
          throw IngestFaults.workbookDamaged(file, part + ": UTF-8?");
        }
        state = State.NO_MARKUP;
      }
    }

    private void walk(byte b) {
      switch (state) {
        case TAG:
          name = 0;
          inRoot = !rootKnown && b != '?' && b != '!';
          if (b == '!') {
            state = State.DECLARATION;
            return;
          }
          state = State.NAME;
          name(b);
          return;
        case DECLARATION:
          if (b != '-' && b != '[') {
            throw IngestFaults.workbookWithDoctype(file, part);
          }
          state = State.TEXT;
          return;
        case NAME:
          name(b);
          return;
        case ATTRIBUTES:
          attribute(b);
          return;
        case TEXT:
          if (index >= 0 && b >= '0' && b <= '9' && index < Integer.MAX_VALUE) {
            index = 10 * index + b - '0';
          }
          return;
        case BEFORE:
        case NO_MARKUP:
          return;
      }
    }

    private void name(byte b) {
      if (isBlank(b) || b == '>' || b == '/') {
        rootKnown |= inRoot;
        named(b);
        state = b == '>' ? State.TEXT : State.ATTRIBUTES;
        return;
      }
      // Only what stands behind a prefix counts.
      name = b == ':' ? 0 : name << Byte.SIZE | b & 0xFF;
      if (inRoot && root.length() < SHEET.length() * 2) {
        root.append((char) b);
        if (b == ':') {
          root.setLength(0);
        }
      }
    }

    private void named(byte b) {
      letters = 0;
      attributes = 0;
      if (name == CELL) {
        inShared = false;
      } else if (name == SHARED_TEXT) {
        sharedTexts++;
      } else if (name == VALUE && inShared && b != '/') {
        index = 0;
      }
    }

    private void attribute(byte b) {
      if (b == '>') {
        state = State.TEXT;
      } else if (name == CELL) {
        if (b >= '0' && b <= '9' && letters > LETTERS_OF_A_COLUMN) {
          throw IngestFaults.workbookDamaged(file, part + ": > XFD");
        }
        boolean letter = (b >= 'A' && b <= 'Z') || (b >= 'a' && b <= 'z');
        letters = letter ? letters + 1 : 0;
        if (!isBlank(b)) {
          byte quote = b == '\'' ? (byte) '"' : b;
          attributes = (attributes << Byte.SIZE | quote & 0xFF) & OF_SHARED_MASK;
        }
        inShared |= attributes == OF_SHARED;
      }
    }
  }

  private enum State {
    BEFORE,
    NO_MARKUP,
    TEXT,
    TAG,
    DECLARATION,
    NAME,
    ATTRIBUTES
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\n' || b == '\r' || b == '\t';
  }

  private static boolean isMarkup(String part) {
    String name = part.toLowerCase(Locale.ROOT);
    return name.endsWith(".xml") || name.endsWith(".rels");
  }
}
