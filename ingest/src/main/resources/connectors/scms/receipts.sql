-- A delivery is known at the end of its day; the recorded date stays beside it as the entry time.
SELECT
  concat(:prefix, 'delivery|', order_no, '|', line_id) AS receipt_key,
  shipment_no AS receipt_no,
  shipment_no AS receipt_doc_id,
  line_id AS receipt_line_id,
  'stock_in' AS kind,
  concat(:prefix, 'purchase|', order_no, '|', line_id) AS order_line_key,
  'exact_id' AS link_quality,
  concat(:prefix, item) AS item_key,
  'pack' AS uom,
  qty,
  delivered_on AS receipt_date,
  to_utc_timestamp(CAST(date_add(recorded_on, 1) AS TIMESTAMP), :zone) AS created_at,
  to_utc_timestamp(CAST(date_add(delivered_on, 1) AS TIMESTAMP), :zone) AS known_at,
  true AS effective,
  false AS is_red,
  _file,
  _row
FROM deliveries
WHERE delivered_on IS NOT NULL
