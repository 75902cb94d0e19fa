package io.duecast.simulator;

import io.duecast.contract.calendar.HolidayCalendar;
import io.duecast.contract.calendar.WorkCalendar;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;

/** The manufacturer's masters: partners, goods, people and calendars, all drawn from the seed. */
final class Company {

  /** Approvers by the amounts they may approve, in yuan. */
  record Approver(String name, long limit, StageTime time) {}

  private static final int BEYOND = 1_500;
  private static final double SUPPLIER_STEEPNESS = 1.4;
  private static final double LEAD_SLACK = 1.33;

  private final SimulationSettings settings;
  private final int first;
  private final int last;
  private final WorkAxis house;
  private final List<WorkAxis> shutdowns;
  private final List<Buyer> buyers = new ArrayList<>();
  private final List<Approver> approvers = new ArrayList<>();
  private final List<String> clerks = new ArrayList<>();
  private final List<String> inspectors = new ArrayList<>();
  private final List<Buyer> sellers = new ArrayList<>();
  private final List<Supplier> suppliers = new ArrayList<>();
  private final List<Item> items = new ArrayList<>();
  private final List<Item> finished = new ArrayList<>();
  private final List<Customer> customers = new ArrayList<>();
  private final double[] supplierShares;
  private final Set<String> brands = new HashSet<>();

  Company(SimulationSettings settings) {
    this.settings = settings;
    this.first = (int) settings.start().toEpochDay();
    this.last = (int) settings.end().toEpochDay();
    HolidayCalendar china = WorkCalendar.china();
    this.house = new WorkAxis(first - 40, last + BEYOND, china::isWorkday);
    this.shutdowns = List.of(house, works(china, 1, 3), works(china, 3, 5), works(china, 4, 8));
    Draw draw = new Draw(settings.seed()).fork(1);
    drawPeople(draw);
    drawSuppliers(draw);
    drawSales(draw);
    this.supplierShares = shares();
  }

  /** Suppliers close before and after the public holiday of the Spring Festival. */
  private WorkAxis works(HolidayCalendar china, int before, int after) {
    Set<LocalDate> closed = new HashSet<>();
    for (int year = settings.start().getYear(); year <= settings.end().getYear() + 4; year++) {
      LocalDate festival = festival(china, year);
      LocalDate end = festival;
      while (!china.isWorkday(end)) {
        end = end.plusDays(1);
      }
      for (int days = 1; days <= before; days++) {
        closed.add(festival.minusDays(days));
      }
      for (int days = 0; days < after; days++) {
        closed.add(end.plusDays(days));
      }
    }
    Predicate<LocalDate> open = day -> china.isWorkday(day) && !closed.contains(day);
    return new WorkAxis(first - 40, last + BEYOND, open);
  }

  /** First day of the longest stretch of days off between mid-January and the end of February. */
  private static LocalDate festival(HolidayCalendar china, int year) {
    LocalDate best = LocalDate.of(year, 2, 5);
    int longest = 4;
    LocalDate day = LocalDate.of(year, 1, 15);
    while (day.isBefore(LocalDate.of(year, 3, 1))) {
      LocalDate from = day;
      int length = 0;
      while (!china.isWorkday(day)) {
        day = day.plusDays(1);
        length++;
      }
      if (length > longest) {
        longest = length;
        best = from;
      }
      day = day.plusDays(1);
    }
    return best;
  }

  private void drawPeople(Draw draw) {
    List<String> departments = List.of("机械采购部", "电气采购部", "辅料采购部");
    Set<String> names = new HashSet<>();
    for (int i = 0; i < 9; i++) {
      buyers.add(
          new Buyer(
              Integer.toString(1021 + i),
              person(draw, names),
              "BM0" + (1 + i % 3),
              departments.get(i % 3),
              draw.between(0.95, 1.08),
              draw.between(0.02, 0.13),
              draw.chance(0.65)));
    }
    for (int i = 0; i < 6; i++) {
      sellers.add(
          new Buyer(Integer.toString(2011 + i), person(draw, names), "BM08", "销售部", 1, 0, true));
    }
    approvers.add(new Approver(person(draw, names), 50_000, StageTime.waiting(0.55, 0.95)));
    approvers.add(new Approver(person(draw, names), 200_000, StageTime.waiting(1.1, 0.95)));
    approvers.add(new Approver(person(draw, names), Long.MAX_VALUE, StageTime.waiting(2.6, 0.95)));
    for (int i = 0; i < 5; i++) {
      clerks.add(person(draw, names));
      inspectors.add(person(draw, names));
    }
  }

  private static String person(Draw draw, Set<String> taken) {
    String name = People.person(draw);
    while (!taken.add(name)) {
      name = People.person(draw);
    }
    return name;
  }

  private void drawSuppliers(Draw draw) {
    int count = (int) Math.max(24, Math.min(1_600, Math.round(1.3 * Math.sqrt(settings.lines()))));
    double[] weights = new double[count];
    double total = 0;
    for (int rank = 0; rank < count; rank++) {
      boolean occasional = rank >= 20 && draw.chance(0.25);
      weights[rank] = StrictMath.pow(rank + 3, -SUPPLIER_STEEPNESS) * (occasional ? 0.12 : 1);
      total += weights[rank];
    }
    for (int rank = 0; rank < count; rank++) {
      suppliers.add(supplier(draw.fork(1_000 + rank), rank, weights[rank] / total));
    }
  }

  private Supplier supplier(Draw draw, int rank, double share) {
    Trade trade = rank < Trade.ALL.size() ? Trade.ALL.get(rank) : draw.of(Trade.ALL);
    Province province = Province.drawn(draw);
    String city = draw.of(province.cities());
    String brand = brand(draw, city);
    String works = draw.of(trade.works());
    double expected = share * settings.lines();
    int history = last - first;
    boolean late = rank >= 10 && draw.chance(0.15);
    int firstDay = late ? first + (int) (history * draw.between(0.4, 0.95)) : first;
    double slowness = trade.strain() + 0.14 * draw.normal();
    double quality = slowness + 0.08 * draw.normal();
    double habit = draw.unit();
    double drift = habit < 0.14 ? 0.32 : habit < 0.26 ? -0.24 : 0;
    int shutdown = expected < 40 ? draw.whole(1, 3) : draw.whole(0, 2);
    Route route = draw.chance(0.75) ? Route.ROAD : draw.of(List.of(Route.values()));
    double refuses = StrictMath.exp(draw.between(-5.3, -2.7));
    List<Item> own = new ArrayList<>();
    int goods = (int) Math.min(60, 3 + StrictMath.sqrt(expected) / 2);
    for (int i = 0; i < goods; i++) {
      Item item = item(draw, trade, province, route);
      own.add(item);
      items.add(item);
    }
    return new Supplier(
        rank,
        100_100 + rank,
        String.format(java.util.Locale.ROOT, "S%04d", rank + 1),
        city + brand + works + "有限公司",
        city + brand,
        trade,
        province,
        creditCode(draw),
        quality < 0 ? "A" : quality < 0.2 ? "B" : "C",
        sizeClass(expected),
        share,
        firstDay,
        1.5 + 1.25 * expected / history * (trade.makingDays() + 7) * 7 / 5,
        slowness,
        StrictMath.exp(draw.between(1.6, 2.5)),
        StageTime.waiting(draw.between(0.5, 3.2), 1.05),
        drift,
        first + (int) (history * draw.between(0.25, 0.85)),
        draw.between(0.02, 0.2),
        refuses,
        draw.between(0.5, 1),
        draw.between(0.6, 1),
        draw.between(0.2, 0.9),
        route,
        transits(province),
        shutdowns.get(shutdown),
        buyers.get((Trade.ALL.indexOf(trade) + rank % 2 * 3) % buyers.size()),
        List.copyOf(own));
  }

  private static Map<Route, StageTime> transits(Province province) {
    Map<Route, StageTime> transits = new EnumMap<>(Route.class);
    for (Route route : Route.values()) {
      transits.put(route, StageTime.work(province.transit() * route.factor() + 0.4, 3.2, 0));
    }
    return transits;
  }

  /** By the lines a supplier gets over the whole history, as evaluations slice. */
  private static String sizeClass(double lines) {
    if (lines < 5) {
      return "under_5";
    }
    if (lines < 20) {
      return "5_to_20";
    }
    return lines <= 100 ? "20_to_100" : "over_100";
  }

  private String brand(Draw draw, String city) {
    String brand = People.brand(draw);
    for (int tries = 0; tries < 50 && !brands.add(city + brand); tries++) {
      brand = People.brand(draw);
    }
    return brand;
  }

  private static String creditCode(Draw draw) {
    StringBuilder code = new StringBuilder("91");
    for (int i = 0; i < 15; i++) {
      code.append((char) ('0' + draw.whole(0, 9)));
    }
    return code.append((char) ('A' + draw.whole(0, 7))).toString();
  }

  private Item item(Draw draw, Trade trade, Province province, Route route) {
    int number = items.size() + 1;
    double making = trade.makingDays() * StrictMath.exp(0.25 * draw.normal());
    boolean inspected = draw.chance(trade.inspected());
    double planned =
        making + 2.6 + 1.3 * province.transit() * route.factor() + (inspected ? 1.6 : 0.2) + 0.6;
    return new Item(
        200_100 + number,
        String.format(java.util.Locale.ROOT, "%02d.%05d", 10 + Trade.ALL.indexOf(trade), number),
        draw.of(trade.goods()),
        specification(trade, draw),
        trade,
        making * StrictMath.exp(0.04 * draw.normal()),
        (int) StrictMath.ceil(planned * LEAD_SLACK * 7 / 5),
        inspected,
        inspected || draw.chance(0.6),
        Math.max(5, (int) (trade.price() * StrictMath.exp(0.6 * draw.normal()))),
        Math.max(1, (int) (trade.quantity() * StrictMath.exp(0.5 * draw.normal()))));
  }

  private static String specification(Trade trade, Draw draw) {
    if (trade.electric()) {
      return "DC%dV \"%dA\"".formatted(draw.whole(1, 4) * 12, draw.whole(1, 40));
    }
    return switch (draw.whole(0, 2)) {
      case 0 -> "Φ%d×%d".formatted(draw.whole(6, 90), draw.whole(20, 400));
      case 1 -> "%d*%d*%dmm".formatted(draw.whole(20, 600), draw.whole(20, 400), draw.whole(1, 30));
      default -> "DWG-%04d, %s".formatted(draw.whole(1, 9_999), draw.of(List.of("A", "B", "C")));
    };
  }

  private void drawSales(Draw draw) {
    int goods = (int) Math.max(12, Math.min(400, Math.sqrt(settings.lines())));
    for (int i = 0; i < goods; i++) {
      int number = i + 1;
      finished.add(
          new Item(
              400_100 + number,
              String.format(java.util.Locale.ROOT, "90.%05d", number),
              draw.of(Trade.FINISHED.goods()),
              "DC-%d".formatted(draw.whole(100, 980)),
              Trade.FINISHED,
              0,
              0,
              false,
              false,
              (int) (Trade.FINISHED.price() * StrictMath.exp(0.5 * draw.normal())),
              1 + draw.whole(0, 3)));
    }
    int partners = (int) Math.max(15, Math.min(1_000, Math.sqrt(settings.lines()) / 2));
    for (int i = 0; i < partners; i++) {
      Province province = Province.drawn(draw);
      String city = draw.of(province.cities());
      String brand = brand(draw, city);
      customers.add(
          new Customer(
              500_100 + i,
              String.format(java.util.Locale.ROOT, "C%04d", i + 1),
              city + brand + draw.of(List.of("食品", "日化", "医药", "物流设备", "饮料", "新能源")) + "有限公司",
              city + brand,
              province));
    }
    customers.sort(Comparator.comparing(Customer::number));
  }

  private double[] shares() {
    double[] shares = new double[suppliers.size()];
    double sum = 0;
    for (int i = 0; i < shares.length; i++) {
      sum += suppliers.get(i).weight();
      shares[i] = sum;
    }
    return shares;
  }

  /** A supplier that is active on the day, by its share of the orders. */
  Supplier supplierOn(int day, Draw draw) {
    for (int tries = 0; tries < 40; tries++) {
      double at = draw.unit() * supplierShares[supplierShares.length - 1];
      int found = java.util.Arrays.binarySearch(supplierShares, at);
      Supplier supplier =
          suppliers.get(Math.min(suppliers.size() - 1, found < 0 ? -found - 1 : found));
      if (supplier.firstDay() <= day) {
        return supplier;
      }
    }
    return suppliers.get(0);
  }

  /** The approver for an order of that many yuan. */
  Approver approver(long yuan) {
    return approvers.stream()
        .filter(approver -> yuan <= approver.limit())
        .findFirst()
        .orElseThrow();
  }

  int first() {
    return first;
  }

  int last() {
    return last;
  }

  WorkAxis house() {
    return house;
  }

  List<String> clerks() {
    return clerks;
  }

  List<String> inspectors() {
    return inspectors;
  }

  List<Buyer> sellers() {
    return sellers;
  }

  List<Supplier> suppliers() {
    return suppliers;
  }

  List<Item> items() {
    return items;
  }

  List<Item> finished() {
    return finished;
  }

  List<Customer> customers() {
    return customers;
  }
}
