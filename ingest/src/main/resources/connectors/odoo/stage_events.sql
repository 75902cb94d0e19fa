SELECT
  concat(:prefix, 'purchase|', l.order_id, '|', l.id) AS order_line_key,
  CASE r.kind WHEN 'arrival' THEN 'arrived' ELSE 'stocked' END AS stage,
  CAST(row_number() OVER (PARTITION BY l.id, r.kind ORDER BY r.moved_at, r.id) AS INT) AS seq,
  to_date(from_utc_timestamp(r.moved_at, :zone)) AS actual_on,
  r.moved_at AS actual_at,
  'second' AS actual_precision,
  'source_utc' AS actual_tz_basis,
  r.moved_at AS known_at,
  CAST(NULL AS STRING) AS owner_name,
  CAST(NULL AS STRING) AS owner_role,
  CASE WHEN r.uom_id = l.uom_id THEN r.moved_qty ELSE r.moved_qty * l.order_units END AS qty,
  r.kind AS doc_type,
  r.picking AS doc_no,
  r.id AS doc_line_id,
  'stock.move.date' AS source_field,
  false AS derived,
  r._file,
  r._row
FROM receipt_moves AS r
JOIN order_products AS l ON l.id = r.purchase_line_id
WHERE r.kind IN ('arrival', 'stock_in')
UNION ALL
SELECT
  concat(:prefix, 'purchase|', l.order_id, '|', l.id), 'approved', 1,
  to_date(from_utc_timestamp(o.date_approve, :zone)), o.date_approve, 'second', 'source_utc', o.date_approve,
  NULL, NULL, l.qty, 'purchase_order', o.name, l.id, 'purchase.order.date_approve', true, l._file, l._row
FROM order_products AS l
JOIN orders AS o ON o.id = l.order_id
WHERE o.date_approve IS NOT NULL AND o.state IN ('purchase', 'done')
