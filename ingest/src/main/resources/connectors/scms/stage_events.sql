SELECT
  concat(:prefix, 'purchase|', order_no, '|', line_id) AS order_line_key,
  'ordered' AS stage,
  1 AS seq,
  CAST(NULL AS DATE) AS planned_on,
  CAST(NULL AS STRING) AS planned_basis,
  po_sent_on AS actual_on,
  'day' AS actual_precision,
  to_utc_timestamp(CAST(date_add(po_sent_on, 1) AS TIMESTAMP), :zone) AS known_at,
  managed_by AS owner_name,
  'responsible' AS owner_role,
  qty,
  'purchase_order' AS doc_type,
  order_no AS doc_no,
  'PO Sent to Vendor Date' AS source_field,
  false AS derived,
  _file,
  _row
FROM deliveries
WHERE po_sent_on IS NOT NULL
UNION ALL
SELECT
  concat(:prefix, 'purchase|', order_no, '|', line_id),
  'stocked',
  1,
  scheduled_on,
  'promised_first',
  delivered_on,
  'day',
  to_utc_timestamp(CAST(date_add(delivered_on, 1) AS TIMESTAMP), :zone),
  vendor,
  'responsible',
  qty,
  'delivery',
  shipment_no,
  'Delivered to Client Date',
  false,
  _file,
  _row
FROM deliveries
WHERE scheduled_on IS NOT NULL OR delivered_on IS NOT NULL
