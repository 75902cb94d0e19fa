SELECT
  concat(:prefix, 'purchase|', order_no, '|', line_id) AS order_line_key,
  stage,
  CAST(row_number() OVER (PARTITION BY order_no, line_id, stage ORDER BY actual_on, _file, _row) AS INT) AS seq,
  actual_on,
  'day' AS actual_precision,
  to_utc_timestamp(CAST(date_add(actual_on, 1) AS TIMESTAMP), :zone) AS known_at,
  qty,
  'list' AS doc_type,
  doc_no,
  stage AS source_field,
  derived,
  _file,
  _row
FROM (
  SELECT
    order_no, line_id, CASE kind WHEN 'arrival' THEN 'arrived' ELSE 'stocked' END AS stage, receipt_date AS actual_on,
    qty, receipt_no AS doc_no, false AS derived, min(_file) AS _file, min(_row) AS _row
  FROM receipt_rows
  WHERE kind IN ('arrival', 'stock_in') AND receipt_date IS NOT NULL
  GROUP BY order_no, line_id, kind, place, receipt_date, qty, receipt_no
  UNION ALL
  SELECT order_no, line_id, 'inspected', inspected_on, arrived_qty, arrival_no, false, min(_file), min(_row)
  FROM order_rows
  WHERE inspected_on IS NOT NULL
  GROUP BY order_no, line_id, inspected_on, arrived_qty, arrival_no
  UNION ALL
  SELECT order_no, line_id, 'shipped', shipped_on, NULL, NULL, false, min(_file), min(_row)
  FROM order_rows
  WHERE shipped_on IS NOT NULL
  GROUP BY order_no, line_id, shipped_on
  UNION ALL
  -- Approval belongs to the order and is told for each of its lines.
  SELECT order_no, line_id, 'approved', min(to_date(from_utc_timestamp(approved_at, :zone))), NULL, order_no, true, min(_file), min(_row)
  FROM order_rows
  WHERE approved_at IS NOT NULL AND status IN ('approved', 'closed')
  GROUP BY order_no, line_id
)
