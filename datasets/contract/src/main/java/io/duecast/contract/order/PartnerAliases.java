package io.duecast.contract.order;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** What people decided about partners that may be one and the same. */
public final class PartnerAliases {

  /** Decision that both are one: history, scores and reports count them as one. */
  public static final String SAME = "same";

  /** Decision that they are two; the pair is not proposed again. */
  public static final String DIFFERENT = "different";

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.ORDERS,
          "partner_aliases",
          "One row per pair of suppliers, or customers, that somebody decided about; order rows stay as they came.");

  public static final Column KIND = T.same(1, PartnerContacts.KIND);
  public static final Column PARTNER_KEY = T.same(2, PartnerContacts.PARTNER_KEY);
  public static final Column SAME_AS_KEY =
      T.required(
          3, "same_as_key", ColumnType.STRING, "The other one of the pair, as it was decided.");
  public static final Column DECISION =
      T.required(4, "decision", ColumnType.STRING, "One of same, different.");
  public static final Column MASTER_KEY =
      T.optional(
          5,
          "master_key",
          ColumnType.STRING,
          "Partner that stands for this one when all decisions are taken together; null where they are different.");
  public static final Column MASTER_NAME =
      T.optional(
          6,
          "master_name",
          ColumnType.STRING,
          "Its name, for orders of partners that no master table holds.");
  public static final Column REASON =
      T.optional(7, "reason", ColumnType.STRING, "Reason, as the decision's file gave it.");
  public static final Column DECIDED_AT =
      T.required(8, "decided_at", ColumnType.INSTANT, "When the decision entered the lake.");

  public static final TableSpec TABLE = T.key(KIND, PARTNER_KEY, SAME_AS_KEY);

  private PartnerAliases() {}
}
