package io.duecast.service.lake;

import io.duecast.contract.order.PartnerAliases;
import io.duecast.contract.order.PartnerKind;
import java.util.HashMap;
import java.util.Map;

/** Partners that the current run counts as others. */
public final class Aliases {

  private static final String ALL = "SELECT kind, partner_key, master_key FROM service.aliases";

  private Aliases() {}

  /** The partner that stands for one in orders of a direction; itself where none does. */
  public static String master(LakeSnapshot lake, String direction, String partnerKey) {
    return all(lake).getOrDefault(id(PartnerKind.of(direction), partnerKey), partnerKey);
  }

  /** The partner that stands for a supplier, or else a customer, of a key. */
  public static String master(LakeSnapshot lake, String partnerKey) {
    Map<String, String> all = all(lake);
    String supplier = all.get(id(PartnerKind.SUPPLIER, partnerKey));
    return supplier == null
        ? all.getOrDefault(id(PartnerKind.CUSTOMER, partnerKey), partnerKey)
        : supplier;
  }

  private static Map<String, String> all(LakeSnapshot lake) {
    return lake.remember(
        "aliases",
        own -> {
          Map<String, String> all = new HashMap<>();
          own.each(
              ALL,
              row ->
                  all.put(
                      id(
                          PartnerKind.ofCode(row.word(PartnerAliases.KIND)),
                          row.word(PartnerAliases.PARTNER_KEY)),
                      row.word(PartnerAliases.MASTER_KEY)));
          return Map.copyOf(all);
        });
  }

  private static String id(PartnerKind kind, String key) {
    return kind + "\n" + key;
  }
}
