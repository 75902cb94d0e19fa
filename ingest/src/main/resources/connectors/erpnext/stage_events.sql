SELECT
  concat(:prefix, 'purchase|', r.line_order_id, '|', r.line_id) AS order_line_key,
  'stocked' AS stage,
  CAST(row_number() OVER (PARTITION BY r.line_order_id, r.line_id ORDER BY r.posted_at, r.known_at, r.id) AS INT) AS seq,
  r.posted_on AS actual_on,
  CASE WHEN r.posted_time IS NOT NULL THEN r.posted_at END AS actual_at,
  CASE WHEN r.posted_time IS NOT NULL THEN 'second' ELSE 'day' END AS actual_precision,
  CASE WHEN r.posted_time IS NOT NULL THEN 'assumed_local' END AS actual_tz_basis,
  r.known_at,
  r.owner AS owner_code,
  'doer' AS owner_role,
  r.order_qty AS qty,
  r.doc_type,
  r.receipt_id AS doc_no,
  r.id AS doc_line_id,
  concat(r.doc_type, '.posting_date') AS source_field,
  false AS derived,
  r._file,
  r._row
FROM receipt_lines AS r
WHERE r.effective AND NOT coalesce(r.is_return, false) AND r.line_id IS NOT NULL
UNION ALL
SELECT
  concat(:prefix, 'purchase|', i.order_id, '|', i.id), 'approved', 1,
  to_date(from_utc_timestamp(l.at, :zone)), l.at, 'second', 'assumed_local', l.at,
  l.owner, 'doer', i.qty, 'Purchase Order', i.order_id, i.id, 'Version.docstatus', true, i._file, i._row
FROM items_now AS i
JOIN (SELECT order_id, min(at) AS at, min_by(owner, struct(at, owner)) AS owner FROM order_log WHERE at = submitted_at GROUP BY order_id) AS l
  ON l.order_id = i.order_id
UNION ALL
SELECT
  concat(:prefix, 'purchase|', i.order_id, '|', i.id), 'confirmed', 1,
  h.confirmed_on, NULL, 'day', NULL, to_utc_timestamp(CAST(date_add(h.confirmed_on, 1) AS TIMESTAMP), :zone),
  h.supplier, 'responsible', i.qty, 'Purchase Order', i.order_id, i.id, 'Purchase Order.order_confirmation_date', true, i._file, i._row
FROM items_now AS i
JOIN heads AS h ON h.id = i.order_id
WHERE h.confirmed_on IS NOT NULL AND h.docstatus = '1'
