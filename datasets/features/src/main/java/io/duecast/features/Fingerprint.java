package io.duecast.features;

import io.duecast.contract.Sha256;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What the features compute, as a hash: names and the bits of every value on fixed made-up facts. A
 * changed body changes it, even when every name stays.
 */
public record Fingerprint(String hash, Map<String, String> byFeature) {

  public Fingerprint {
    byFeature = java.util.Collections.unmodifiableMap(new LinkedHashMap<>(byFeature));
  }

  /** Fingerprint of the features that this code computes. */
  public static Fingerprint current() {
    return of(OrderFeatures.ALL);
  }

  static Fingerprint of(List<Feature> features) {
    List<OrderFacts> golden = List.of(golden(true), golden(false));
    Map<String, String> byFeature = new LinkedHashMap<>();
    MessageDigest all = Sha256.digest();
    for (Feature feature : features) {
      MessageDigest one = Sha256.digest();
      for (OrderFacts facts : golden) {
        for (String target : List.of("delivery", "confirmed", "produced")) {
          StageFacts stage = facts.find(target).orElseThrow();
          for (Period period : List.of(new Period(0, 0), new Period(1, 9), new Period(10, 230))) {
            float value = (float) feature.of(facts, stage, period);
            one.update(ByteBuffer.allocate(4).putInt(0, Float.floatToIntBits(value)));
          }
        }
      }
      String hash = HexFormat.of().formatHex(one.digest()).substring(0, 16);
      byFeature.put(feature.name(), hash);
      all.update((feature.name() + "=" + hash + "\n").getBytes(StandardCharsets.UTF_8));
    }
    return new Fingerprint(HexFormat.of().formatHex(all.digest()), byFeature);
  }

  /** Made-up facts in which every feature has a value, or every optional one is missing. */
  static OrderFacts golden(boolean rich) {
    LocalDate day = LocalDate.of(2026, 3, 12);
    LocalDate due = LocalDate.of(2026, 4, 3);
    HistoryFacts history =
        rich
            ? new HistoryFacts(
                7, 2, 31, 6, 80, 11, 210, 33, 4100, 512, 0.1731, 0.2213, 0.1487, 1.37, 17.3, 15.1,
                16, 23, 9, 5.25, 0.41, 1.19, 2.25)
            : new HistoryFacts(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                0.15,
                0.15,
                0.15,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                Double.NaN,
                0,
                0,
                Double.NaN,
                Double.NaN,
                Double.NaN);
    TreeMap<String, Double> attributes = new TreeMap<>();
    TreeMap<String, Double> atOrg = new TreeMap<>();
    if (rich) {
      attributes.put("country", 0.21);
      attributes.put("mode", 0.08);
      attributes.put("plant", 0.14);
      attributes.put("term", 0.3);
      attributes.put("zone", 0.11);
      atOrg.put("country", 0.24);
      atOrg.put("mode", 0.07);
    }
    KeyRates keys = new KeyRates(0.128, 0.13, 0.125, 0.117, attributes, rich ? 0.43 : 0);
    Shutdown shutdown = rich ? new Shutdown(2.5, 7.25) : Shutdown.UNKNOWN;
    StageFacts confirmed =
        new StageFacts(
            "confirmed",
            1,
            "supplier",
            rich ? "current" : "ahead",
            rich ? LocalDate.of(2026, 3, 3) : null,
            rich ? LocalDate.of(2026, 3, 9) : null,
            "offset",
            null,
            rich ? 7 : 0,
            rich ? -3 : 0,
            rich ? 0.37 : Double.NaN,
            history,
            rich ? keys : null,
            shutdown);
    StageFacts produced =
        new StageFacts(
            "produced",
            2,
            "supplier",
            "ahead",
            null,
            rich ? due.minusDays(4) : null,
            "offset",
            null,
            0,
            rich ? 10 : 0,
            Double.NaN,
            history,
            null,
            shutdown);
    StageFacts delivery =
        new StageFacts(
            "delivery",
            0,
            "supplier",
            "current",
            LocalDate.of(2026, 3, 2),
            rich ? due : null,
            rich ? "first_promise" : null,
            null,
            8,
            rich ? 15 : 0,
            rich ? 0.22 : Double.NaN,
            history,
            keys,
            shutdown);
    return new OrderFacts(
        "golden",
        "purchase",
        "purchase",
        rich ? "S1" : null,
        rich ? "G1" : null,
        rich ? "I1" : null,
        rich ? "B1" : null,
        rich ? "O1" : null,
        Instant.parse("2026-03-11T16:00:00Z"),
        day,
        "open",
        LocalDate.of(2026, 3, 2),
        rich ? due.plusDays(2) : null,
        rich ? due : null,
        rich ? due.plusDays(5) : null,
        rich ? 2 : 0,
        rich ? 5 : 0,
        LocalDate.of(2026, 3, 6),
        4,
        100,
        rich ? 60 : 0,
        rich ? 4746.5 : Double.NaN,
        rich ? "confirmed" : null,
        "produced",
        delivery,
        List.of(confirmed, produced),
        0.19,
        rich ? 14 : 0,
        rich ? 18.25 : Double.NaN,
        rich ? 25 : Double.NaN,
        rich ? 4.1 : Double.NaN,
        rich ? 8.02 : Double.NaN,
        0.16,
        rich
            ? new PairRates(0.21, 0.18, 0.14, atOrg)
            : new PairRates(Double.NaN, Double.NaN, Double.NaN, atOrg),
        // Days before, with a made-up winter break, and days ahead.
        "f90067" + "9f3e7cf9f1e7cf9f3e7cf9f3e7cf9f3e60f9f3e7cf9f3e7c");
  }
}
