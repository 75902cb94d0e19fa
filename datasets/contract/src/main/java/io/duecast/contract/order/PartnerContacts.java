package io.duecast.contract.order;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.PersonalData;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/**
 * Whom to call at a partner. A connector gives these columns with its suppliers or customers;
 * ingest takes them out, so that nothing that reads those tables reads persons.
 */
public final class PartnerContacts {

  private static final TableSpec.Builder T =
      TableSpec.in(
              Zone.ORDERS,
              "partner_contacts",
              "One row per supplier or customer that the source names a contact of.")
          .restricted();

  public static final Column KIND =
      T.required(1, "kind", ColumnType.STRING, "One of supplier, customer.");
  public static final Column PARTNER_KEY =
      T.required(2, "partner_key", ColumnType.STRING, "Supplier or customer, by its key.");
  public static final Column CONTACT_NAME =
      T.person(3, "contact_name", PersonalData.NAME, "Contact person.");
  public static final Column PHONE = T.person(4, "phone", PersonalData.CONTACT, "Telephone.");
  public static final Column EMAIL = T.person(5, "email", PersonalData.CONTACT, "Mail address.");

  static {
    Lineage.addTo(T);
  }

  public static final TableSpec TABLE = T.key(KIND, PARTNER_KEY);

  private PartnerContacts() {}
}
