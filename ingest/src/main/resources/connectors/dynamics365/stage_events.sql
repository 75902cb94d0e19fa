SELECT
  concat(:prefix, 'purchase|', r.company, '|', r.order_no, '|', r.line_no) AS order_line_key,
  'stocked' AS stage,
  CAST(row_number() OVER (PARTITION BY r.company, r.order_no, r.line_no ORDER BY r.received_on, r.id) AS INT) AS seq,
  r.received_on AS actual_on,
  'day' AS actual_precision,
  to_utc_timestamp(CAST(date_add(r.received_on, 1) AS TIMESTAMP), :zone) AS known_at,
  r.qty,
  'product_receipt' AS doc_type,
  r.receipt_no AS doc_no,
  r.id AS doc_line_id,
  'ProductReceiptLines.ProductReceiptDate' AS source_field,
  false AS derived,
  r._file,
  r._row
FROM receipt_lines AS r
JOIN (SELECT DISTINCT company, order_no, line_no FROM order_line) AS l
  ON l.company = r.company AND l.order_no = r.order_no AND l.line_no = r.line_no
WHERE r.qty > 0
