SELECT
  concat(:prefix, 'purchase|', kind, '|', order_no, '|', line_id, '|', CAST(snapshot_on AS STRING)) AS receipt_key,
  order_no AS receipt_doc_id,
  line_id AS receipt_line_id,
  kind,
  concat(:prefix, 'purchase|', order_no, '|', line_id) AS order_line_key,
  'doc_line' AS link_quality,
  concat(:prefix, item_code) AS item_key,
  uom,
  qty,
  snapshot_on AS receipt_date,
  known_at,
  true AS effective,
  qty < 0 AS is_red,
  _file,
  _row
FROM movements
