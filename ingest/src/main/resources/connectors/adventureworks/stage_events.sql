SELECT
  concat(:prefix, 'purchase|', order_no, '|', line_id) AS order_line_key,
  stage,
  1 AS seq,
  due_on AS planned_on,
  'promised_first' AS planned_basis,
  CASE WHEN counted > 0 THEN shipped_on END AS actual_on,
  'day' AS actual_precision,
  CASE WHEN counted > 0 THEN to_utc_timestamp(CAST(date_add(shipped_on, 1) AS TIMESTAMP), :zone) END AS known_at,
  CASE WHEN counted > 0 THEN counted END AS qty,
  'purchase_order' AS doc_type,
  order_no AS doc_no,
  line_id AS doc_line_id,
  source_field,
  -- The day is the order's day of shipment, not a day of receipt.
  true AS derived,
  _file,
  _row
FROM (
  SELECT *, 'arrived' AS stage, received AS counted, 'PurchaseOrderDetail.ReceivedQty' AS source_field FROM lines
  UNION ALL
  SELECT *, 'stocked' AS stage, stocked AS counted, 'PurchaseOrderDetail.StockedQty' AS source_field FROM lines
)
