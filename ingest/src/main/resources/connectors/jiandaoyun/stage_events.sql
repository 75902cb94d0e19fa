SELECT
  concat(:prefix, 'purchase|', r.line_order_id, '|', r.line_id) AS order_line_key,
  CASE r.kind WHEN 'arrival' THEN 'arrived' ELSE 'stocked' END AS stage,
  CAST(row_number() OVER (PARTITION BY r.line_order_id, r.line_id, r.kind ORDER BY r.receipt_date, r.created_at, r.id, r.receipt_line_id) AS INT) AS seq,
  to_date(from_utc_timestamp(r.receipt_date, :zone)) AS actual_on,
  r.created_at AS actual_at,
  'milli' AS actual_precision,
  CASE WHEN r.created_at IS NOT NULL THEN 'source_utc' END AS actual_tz_basis,
  coalesce(r.created_at, to_utc_timestamp(CAST(date_add(to_date(from_utc_timestamp(r.receipt_date, :zone)), 1) AS TIMESTAMP), :zone)) AS known_at,
  r.creator AS owner_name,
  'doer' AS owner_role,
  r.qty,
  r.kind AS doc_type,
  r.receipt_no AS doc_no,
  concat(r.id, '|', r.receipt_line_id) AS doc_line_id,
  'grn_date' AS source_field,
  false AS derived,
  r._file,
  r._row
FROM receipt_lines AS r
WHERE r.effective AND r.kind IN ('arrival', 'stock_in') AND r.line_id IS NOT NULL AND r.receipt_date IS NOT NULL
UNION ALL
SELECT
  concat(:prefix, 'purchase|', l.id, '|', l.line_id), 'approved', 1,
  to_date(from_utc_timestamp(coalesce(o.approved_at, o.flow_ended_at), :zone)), coalesce(o.approved_at, o.flow_ended_at), 'milli', 'source_utc',
  coalesce(o.approved_at, o.flow_ended_at), CASE WHEN o.approved_at IS NULL THEN o.flow_ended_by END, 'doer',
  l.qty, 'order', o.order_no, l.line_id, CASE WHEN o.approved_at IS NULL THEN 'webhook.flowState' ELSE 'approved_at' END, true, l._file, l._row
FROM lines AS l
JOIN orders AS o ON o.id = l.id
WHERE coalesce(o.approved_at, o.flow_ended_at) IS NOT NULL AND o.state IN ('approved', 'closed')
