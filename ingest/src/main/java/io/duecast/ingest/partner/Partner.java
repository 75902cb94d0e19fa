package io.duecast.ingest.partner;

import io.duecast.contract.order.PartnerKind;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/**
 * A supplier or customer as the lake knows it.
 *
 * @param masterKey groups the copies of one master, where the source says so
 * @param active whether the source lets orders name it
 * @param orders order documents that name it
 */
public record Partner(
    PartnerKind kind,
    String key,
    @Nullable String code,
    @Nullable String name,
    @Nullable String org,
    @Nullable String taxId,
    @Nullable String masterKey,
    @Nullable String country,
    boolean active,
    long orders) {

  /** The one to keep of several comes first: with most orders, in use, and then by key. */
  static final Comparator<Partner> BEST =
      Comparator.comparingLong(Partner::orders)
          .reversed()
          .thenComparing(partner -> !partner.active())
          .thenComparing(Partner::key);

  /** Tells suppliers and customers of one key apart. */
  String id() {
    return kind.id(key);
  }
}
