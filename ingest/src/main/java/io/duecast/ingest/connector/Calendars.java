package io.duecast.ingest.connector;

import io.duecast.command.Nearest;
import io.duecast.contract.Text;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Working calendars by the names under which a user asks for them. */
final class Calendars {

  /** Those that need no list of a country. */
  private static final List<String> OURS = List.of("china", "weekdays");

  private Calendars() {}

  /** The calendar as the lake keeps it; empty where there is none of that name. */
  static Optional<String> text(String name) {
    return OURS.contains(name) ? Optional.of(name) : CountryHolidays.text(name);
  }

  /** That there is no such calendar, and what there is instead. */
  static Text unknown(String name) {
    String country = name.length() > 2 && name.charAt(2) == '-' ? name.substring(0, 2) : "";
    List<String> parts = CountryHolidays.parts(country);
    if (!parts.isEmpty()) {
      String list = String.join(", ", parts);
      Text meant = Nearest.meant(name, parts, Text.same(""));
      return Text.of(
          "%s 没有地区 %s，有：%s%s".formatted(country, name, list, meant.zh()),
          "%s has no part %s, only %s%s".formatted(country, name, list, meant.en()));
    }
    List<String> countries = CountryHolidays.countries();
    List<String> all = new ArrayList<>(OURS);
    all.addAll(countries);
    String list = String.join(", ", countries);
    Text meant = Nearest.meant(name, all, Text.same(""));
    return Text.of(
        "%s 不是日历。可用：china（中国大陆）、weekdays（周一至周五）或国家代码 %s，可带地区，如 DE-BY%s"
            .formatted(name, list, meant.zh()),
        "%s is no calendar; use china, weekdays, or a country with its part where it has some, such as DE-BY: %s%s"
            .formatted(name, list, meant.en()));
  }
}
