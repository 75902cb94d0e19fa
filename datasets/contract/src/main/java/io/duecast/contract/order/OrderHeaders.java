package io.duecast.contract.order;

import io.duecast.contract.table.Column;
import io.duecast.contract.table.ColumnType;
import io.duecast.contract.table.PersonalData;
import io.duecast.contract.table.TableSpec;
import io.duecast.contract.table.Zone;

/** Order documents. */
public final class OrderHeaders {

  private static final TableSpec.Builder T =
      TableSpec.in(
          Zone.ORDERS,
          "order_headers",
          "One row per order document, drafts and cancelled ones included.");

  public static final Column ORDER_KEY =
      T.required(
          1,
          "order_key",
          ColumnType.STRING,
          "Identity of the document: source system, instance, direction and internal id.");
  public static final Column ORDER_NO =
      T.required(2, "order_no", ColumnType.STRING, "Number shown to people.");
  public static final Column DOC_ID =
      T.required(
          3,
          "doc_id",
          ColumnType.STRING,
          "Internal id of the source, or the order number where it has none.");
  public static final Column KEY_QUALITY =
      T.required(4, "key_quality", ColumnType.STRING, "How the key is made: internal or display.");
  public static final Column DIRECTION =
      T.required(5, "direction", ColumnType.STRING, "One of purchase, sales, subcontract.");
  public static final Column DOC_TYPE =
      T.optional(6, "doc_type", ColumnType.STRING, "Document type.");
  public static final Column DOC_TYPE_RAW =
      T.optional(7, "doc_type_raw", ColumnType.STRING, "Document type code of the source.");
  public static final Column ORG =
      T.optional(8, "org", ColumnType.STRING, "Purchasing or sales organisation.");
  public static final Column ORG_NAME =
      T.optional(9, "org_name", ColumnType.STRING, "Name of the organisation.");
  public static final Column PARTNER_KEY =
      T.optional(
          10,
          "partner_key",
          ColumnType.STRING,
          "Supplier of a purchase order, customer of a sales order.");
  public static final Column PARTNER_CODE_RAW =
      T.optional(11, "partner_code_raw", ColumnType.STRING, "Partner code as exported.");
  public static final Column PARTNER_NAME_RAW =
      T.optional(12, "partner_name_raw", ColumnType.STRING, "Partner name as exported.");
  public static final Column ORDER_DATE =
      T.optional(13, "order_date", ColumnType.DATE, "Business date of the order.");
  public static final Column ORDER_DATE_BASIS =
      T.optional(
          14,
          "order_date_basis",
          ColumnType.STRING,
          "Where the order date comes from: field, or the assumption that stands in for it.");
  public static final Column CREATED_AT =
      T.optional(15, "created_at", ColumnType.INSTANT, "When the document was entered.");
  public static final Column SUBMITTED_AT =
      T.optional(16, "submitted_at", ColumnType.INSTANT, "When it was submitted for approval.");
  public static final Column APPROVED_AT =
      T.optional(17, "approved_at", ColumnType.INSTANT, "When it was approved.");
  public static final Column CLOSED_AT =
      T.optional(18, "closed_at", ColumnType.INSTANT, "When it was closed.");
  public static final Column CANCELLED_AT =
      T.optional(19, "cancelled_at", ColumnType.INSTANT, "When it was cancelled.");
  public static final Column CREATED_BY =
      T.person(20, "created_by", PersonalData.NAME, "Who entered it.");
  public static final Column APPROVED_BY =
      T.person(21, "approved_by", PersonalData.NAME, "Who approved it.");
  public static final Column CLOSED_BY =
      T.person(22, "closed_by", PersonalData.NAME, "Who closed it.");
  public static final Column BUYER_CODE =
      T.person(23, "buyer_code", PersonalData.CODE, "Code of the buyer, for sales the seller.");
  public static final Column BUYER_NAME =
      T.person(24, "buyer_name", PersonalData.NAME, "Name of the buyer, for sales the seller.");
  public static final Column DEPT_CODE =
      T.optional(25, "dept_code", ColumnType.STRING, "Code of the department.");
  public static final Column DEPT_NAME =
      T.optional(26, "dept_name", ColumnType.STRING, "Name of the department.");
  public static final Column CURRENCY =
      T.optional(27, "currency", ColumnType.STRING, "Currency of the amounts.");
  public static final Column FX_RATE =
      T.optional(28, "fx_rate", ColumnType.DECIMAL, "Rate to the company currency.");
  public static final Column TAX_INCLUDED =
      T.optional(29, "tax_included", ColumnType.BOOLEAN, "Whether prices include tax.");
  public static final Column AMOUNT_NET =
      T.optional(
          30,
          "amount_net",
          ColumnType.DECIMAL,
          "currency",
          "Net amount of the document where the source has one.");
  public static final Column AMOUNT_TAX =
      T.optional(
          31,
          "amount_tax",
          ColumnType.DECIMAL,
          "currency",
          "Tax of the document where the source has one.");
  public static final Column AMOUNT_GROSS =
      T.optional(
          32,
          "amount_gross",
          ColumnType.DECIMAL,
          "currency",
          "Gross amount of the document where the source has one.");
  public static final Column STATUS =
      T.required(
          33,
          "status",
          ColumnType.STRING,
          "One of draft, pending, approved, rejected, closed, cancelled, unknown.");
  public static final Column STATUS_RAW =
      T.optional(34, "status_raw", ColumnType.STRING, "Status code of the source, unchanged.");
  public static final Column EFFECTIVE =
      T.required(
          35,
          "effective",
          ColumnType.BOOLEAN,
          "Whether the document counts; every rate filters on it.");
  public static final Column IS_RETURN =
      T.required(36, "is_return", ColumnType.BOOLEAN, "Whether the document orders a return.");
  public static final Column VERSION_NO =
      T.optional(37, "version_no", ColumnType.STRING, "Version of the document.");
  public static final Column CHANGE_REASON =
      T.optional(38, "change_reason", ColumnType.STRING, "Reason of the last change.");
  public static final Column IS_LATEST_VERSION =
      T.required(39, "is_latest_version", ColumnType.BOOLEAN, "Whether no later version exists.");
  public static final Column SOURCE_DOC_TYPE =
      T.optional(
          40, "source_doc_type", ColumnType.STRING, "Kind of the document this one came from.");
  public static final Column SOURCE_DOC_NO =
      T.optional(
          41, "source_doc_no", ColumnType.STRING, "Number of the document this one came from.");
  public static final Column PROCESS =
      T.optional(
          42,
          "process",
          ColumnType.STRING,
          "Process definition the order follows, so that sources with different stages share a lake.");

  static {
    Lineage.addTo(T);
  }

  public static final TableSpec TABLE = T.key(ORDER_KEY);

  private OrderHeaders() {}
}
