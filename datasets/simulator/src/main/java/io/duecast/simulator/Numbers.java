package io.duecast.simulator;

import java.time.LocalDate;
import java.util.EnumMap;
import java.util.Map;

/** Internal ids and bill numbers that grow with the day, as an ERP gives them. */
final class Numbers {

  private static final int DOCUMENTS_A_DAY = 100_000;
  private static final int ENTRIES_A_DAY = 1_000_000;

  private final int first;
  private final Map<Form, int[]> documents = new EnumMap<>(Form.class);
  private final Map<Form, int[]> entries = new EnumMap<>(Form.class);
  private final String[] days;

  Numbers(int first, int last) {
    this.first = first;
    this.days = new String[last - first + 1];
    for (int i = 0; i < days.length; i++) {
      LocalDate day = LocalDate.ofEpochDay(first + i);
      days[i] =
          String.format(
              java.util.Locale.ROOT,
              "%02d%02d%02d",
              day.getYear() % 100,
              day.getMonthValue(),
              day.getDayOfMonth());
    }
    for (Form form : Form.values()) {
      documents.put(form, new int[days.length]);
      entries.put(form, new int[days.length]);
    }
  }

  private static int[] of(Map<Form, int[]> counters, Form form) {
    int[] counter = counters.get(form);
    if (counter == null) {
      throw new IllegalStateException("no counter for " + form);
    }
    return counter;
  }

  /** Id of a new document. */
  long document(Form form, int day) {
    int count = ++of(documents, form)[day - first];
    return (day - first + 1L) * DOCUMENTS_A_DAY + count;
  }

  /** Number of the document that was given its id last. */
  String number(Form form, int day) {
    int count = of(documents, form)[day - first];
    StringBuilder number = new StringBuilder(form.prefix()).append(days[day - first]);
    for (int digits = 1_000; digits > count && digits > 1; digits /= 10) {
      number.append('0');
    }
    return number.append(count).toString();
  }

  /** Id of a new entry of a document of that day. */
  long entry(Form form, int day) {
    int count = ++of(entries, form)[day - first];
    return (day - first + 1L) * ENTRIES_A_DAY + count;
  }
}
