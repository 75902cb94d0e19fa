package io.duecast.contract.order;

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

  /** The kind that the tables write so. */
  public static PartnerKind ofCode(String code) {
    for (PartnerKind kind : values()) {
      if (kind.code.equals(code)) {
        return kind;
      }
    }
    throw new IllegalArgumentException("No kind of partner: " + code);
  }

  /** The kind of partner that orders of a direction have. */
  public static PartnerKind of(String direction) {
    return direction.equals(SALES) ? CUSTOMER : SUPPLIER;
  }
}
