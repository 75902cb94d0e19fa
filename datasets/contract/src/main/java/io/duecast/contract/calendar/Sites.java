package io.duecast.contract.calendar;

import io.duecast.contract.order.PartnerKind;
import io.duecast.contract.process.OwnerRole;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The places of one source: its own, and those of sites of ours and of partners' countries that
 * differ from it.
 *
 * <p>As text, the differing ones are blocks with a blank line between them: a line {@code
 * kind|zone|code} for each site that shares a calendar, then the calendar as {@link
 * WorkCalendar#named} reads it.
 */
public final class Sites {

  /** What a site is known by. */
  public enum Kind {
    /** An organisation of ours, as {@code order_headers.org} has it. */
    ORG,
    /**
     * The country of a partner, as {@code suppliers.country} and {@code customers.country} have it.
     */
    COUNTRY;

    /** Lower-case code, as files and the lake have it. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /**
     * The kind of that code.
     *
     * @throws IllegalArgumentException for any other text
     */
    public static Kind of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /**
   * A site that differs from its source.
   *
   * @param code as the source writes it
   * @param calendar as {@link WorkCalendar#named} reads it
   */
  public record Site(Kind kind, String code, String zone, String calendar) {}

  private static final String BETWEEN = "|";

  private final Place home;
  private final Map<String, Place> organisations = new HashMap<>();
  private final Map<String, Place> countries = new HashMap<>();

  private Sites(Place home) {
    this.home = home;
  }

  /** The differing sites as {@code loads.sites} keeps them; the empty text for none. */
  public static String text(Collection<Site> sites) {
    Map<String, List<Site>> byCalendar = new LinkedHashMap<>();
    for (Site site : sites) {
      byCalendar.computeIfAbsent(site.calendar(), key -> new ArrayList<>()).add(site);
    }
    return byCalendar.entrySet().stream()
        .map(
            block ->
                block.getValue().stream().map(Sites::line).collect(Collectors.joining())
                    + block.getKey())
        .collect(Collectors.joining("\n\n"));
  }

  private static String line(Site site) {
    return site.kind().code() + BETWEEN + site.zone() + BETWEEN + site.code() + "\n";
  }

  /**
   * The places of a source as a row of {@code loads} keeps them.
   *
   * @param calendar {@code loads.calendar}
   * @param zone {@code loads.zone}
   * @param sites {@code loads.sites}
   * @throws io.duecast.contract.fault.Fault CONFIG_INVALID for a calendar that cannot be read
   */
  public static Sites of(String calendar, String zone, @Nullable String sites) {
    Sites all = new Sites(new Place(WorkCalendar.named(calendar), ZoneId.of(zone)));
    if (sites != null && !sites.isEmpty()) {
      for (String block : sites.split("\n\n", -1)) {
        all.add(block);
      }
    }
    return all;
  }

  private void add(String block) {
    List<String[]> heads = new ArrayList<>();
    List<String> calendar = new ArrayList<>();
    for (String line : block.split("\n", -1)) {
      String[] parts = line.split("\\|", 3);
      // Lines of a calendar begin with its name or a date.
      if (calendar.isEmpty() && parts.length == 3) {
        heads.add(parts);
      } else {
        calendar.add(line);
      }
    }
    WorkCalendar open = WorkCalendar.named(String.join("\n", calendar));
    for (String[] head : heads) {
      Place place = new Place(open, ZoneId.of(head[1]));
      switch (Kind.of(head[0])) {
        case ORG -> organisations.put(head[2], place);
        case COUNTRY -> countries.put(head[2], place);
      }
    }
  }

  /** The source's own place, which holds wherever no site differs. */
  public Place home() {
    return home;
  }

  /** Every place there is. */
  public List<Place> all() {
    List<Place> all = new ArrayList<>(List.of(home));
    all.addAll(organisations.values());
    all.addAll(countries.values());
    return all;
  }

  /** Whether it matters which country a partner is in. */
  public boolean tellCountriesApart() {
    return !countries.isEmpty();
  }

  /**
   * Where the stages of a line happen.
   *
   * @param org organisation of ours that ordered or sold
   * @param country of the partner, as the source writes it
   */
  public LinePlaces line(String direction, @Nullable String org, @Nullable String country) {
    OwnerRole partnerRole =
        switch (PartnerKind.of(direction)) {
          case SUPPLIER -> OwnerRole.SUPPLIER;
          case CUSTOMER -> OwnerRole.CUSTOMER;
        };
    return new LinePlaces(
        home.zone(), find(organisations, org), find(countries, country), partnerRole);
  }

  private Place find(Map<String, Place> places, @Nullable String code) {
    return code == null ? home : places.getOrDefault(code, home);
  }
}
