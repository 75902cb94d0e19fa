-- A product receipt has a day and no time of entry.
SELECT
  concat(:prefix, 'purchase|receipt|', r.id) AS receipt_key,
  r.receipt_no,
  r.receipt_id AS receipt_doc_id,
  r.id AS receipt_line_id,
  CASE WHEN r.qty < 0 THEN 'return' ELSE 'stock_in' END AS kind,
  CASE WHEN l.order_no IS NOT NULL THEN concat(:prefix, 'purchase|', r.company, '|', r.order_no, '|', r.line_no) END AS order_line_key,
  CASE WHEN l.order_no IS NULL THEN 'none' ELSE 'doc_line' END AS link_quality,
  CASE WHEN r.item_code IS NOT NULL THEN concat(:prefix, r.company, '|', r.item_code) END AS item_key,
  r.uom,
  r.qty,
  r.qty_base,
  r.received_on AS receipt_date,
  to_utc_timestamp(CAST(date_add(r.received_on, 1) AS TIMESTAMP), :zone) AS known_at,
  r.warehouse,
  r.batch_no,
  true AS effective,
  false AS is_red,
  r._file,
  r._row
FROM receipt_lines AS r
LEFT JOIN (SELECT DISTINCT company, order_no, line_no FROM order_line) AS l
  ON l.company = r.company AND l.order_no = r.order_no AND l.line_no = r.line_no
