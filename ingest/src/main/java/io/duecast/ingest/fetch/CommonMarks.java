package io.duecast.ingest.fetch;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Where readings begin that take their watermark out of one set of changes. One of them that began
 * elsewhere would give documents without the documents that they belong to: the last order may have
 * no receipt yet, and then the receipts' own watermark is of an earlier order.
 *
 * @param groups readings that go on together
 */
record CommonMarks(Collection<List<String>> groups) {

  /**
   * The watermarks to go on from: within a group the smallest, and none where a reading has none,
   * because it was left out so far or is new.
   */
  Map<String, String> before(Map<String, String> since) {
    Map<String, String> marks = new LinkedHashMap<>(since);
    for (List<String> group : groups) {
      if (since.keySet().containsAll(group)) {
        String smallest = group.stream().map(since::get).min(Highest.BY_VALUE).orElseThrow();
        group.forEach(reading -> marks.put(reading, smallest));
      } else {
        marks.keySet().removeAll(group);
      }
    }
    return marks;
  }

  /**
   * The watermarks to keep when all has been read: within a group the largest, also for readings
   * that gave no row. All have read the changes up to there.
   */
  Map<String, String> after(Map<String, String> highest) {
    Map<String, String> marks = new LinkedHashMap<>(highest);
    for (List<String> group : groups) {
      group.stream()
          .filter(highest::containsKey)
          .map(highest::get)
          .max(Highest.BY_VALUE)
          .ifPresent(largest -> group.forEach(reading -> marks.put(reading, largest)));
    }
    return marks;
  }
}
