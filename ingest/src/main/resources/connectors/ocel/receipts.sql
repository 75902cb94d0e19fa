SELECT
  concat(:prefix, 'purchase|', r.kind, '|', coalesce(r.event, r.receipt), '|', r.line) AS receipt_key,
  r.receipt_no,
  r.receipt AS receipt_doc_id,
  r.event AS receipt_line_id,
  r.kind,
  concat(:prefix, 'purchase|', l.order_id, '|', r.line) AS order_line_key,
  'exact_id' AS link_quality,
  concat(:prefix, l.item) AS item_key,
  l.uom,
  r.qty,
  r.receipt_date,
  r.happened_at AS created_at,
  coalesce(r.happened_at, to_utc_timestamp(CAST(date_add(r.receipt_date, 1) AS TIMESTAMP), :zone)) AS known_at,
  r.warehouse,
  r.resource AS owner,
  r.status_raw,
  r.effective,
  false AS is_red,
  r._file,
  r._row
FROM receipt_lines AS r
JOIN lines AS l ON l.line = r.line
