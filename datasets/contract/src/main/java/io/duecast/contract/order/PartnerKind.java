package io.duecast.contract.order;

import java.util.Arrays;
import java.util.Optional;

/** Which masters a partner belongs to: the same key may stand in both. */
public enum PartnerKind {
  SUPPLIER("supplier"),
  CUSTOMER("customer");

  /** Direction of the orders whose partner is a customer. */
  public static final String SALES = "sales";

  private final String code;

  PartnerKind(String code) {
    this.code = code;
  }

  /** As the tables hold it. */
  public String code() {
    return code;
  }

  /** One text for a partner's kind and key, to tell partners of both kinds apart by. */
  public String id(String key) {
    return this + "\n" + key;
  }

  /** The kind that the tables write so; empty where it is none. */
  public static Optional<PartnerKind> find(String code) {
    return Arrays.stream(values()).filter(kind -> kind.code.equals(code)).findFirst();
  }

  /** The kind that the tables write so. */
  public static PartnerKind ofCode(String code) {
    return find(code)
        .orElseThrow(() -> new IllegalArgumentException("No kind of partner: " + code));
  }

  /** The kind of partner that orders of a direction have. */
  public static PartnerKind of(String direction) {
    return direction.equals(SALES) ? CUSTOMER : SUPPLIER;
  }
}
