SELECT
  concat(:prefix, 'purchase|', kind, '|', order_no, '|', line_id, '|', place) AS receipt_key,
  receipt_no,
  kind,
  concat(:prefix, 'purchase|', order_no, '|', line_id) AS order_line_key,
  'doc_line' AS link_quality,
  concat(:prefix, item_code) AS item_key,
  uom,
  qty,
  qty_accepted,
  qty_rejected,
  receipt_date,
  -- A list says the day only: the company knew it when the day was over.
  to_utc_timestamp(CAST(date_add(receipt_date, 1) AS TIMESTAMP), :zone) AS known_at,
  warehouse,
  true AS effective,
  false AS is_red,
  _file,
  _row
FROM receipt_rows
WHERE counts
