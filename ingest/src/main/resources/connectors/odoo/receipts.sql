-- The time of a done move is when the transfer was booked.
SELECT
  concat(:prefix, 'purchase|', r.kind, '|', r.id) AS receipt_key,
  r.picking AS receipt_no,
  r.picking_id AS receipt_doc_id,
  r.id AS receipt_line_id,
  r.kind,
  concat(:prefix, 'purchase|', l.order_id, '|', l.id) AS order_line_key,
  CASE WHEN l.id IS NULL THEN 'none' ELSE r.link_quality END AS link_quality,
  concat(:prefix, r.product_id) AS item_key,
  coalesce(l.uom, r.uom) AS uom,
  CASE WHEN l.id IS NULL OR r.uom_id = l.uom_id THEN r.moved_qty ELSE r.moved_qty * l.order_units END AS qty,
  CASE WHEN l.qty_base IS NULL THEN NULL WHEN r.uom_id = l.uom_id THEN r.moved_qty / l.order_units ELSE r.moved_qty END AS qty_base,
  to_date(from_utc_timestamp(r.moved_at, :zone)) AS receipt_date,
  r.moved_at AS created_at,
  r.moved_at AS known_at,
  r.location_dest AS warehouse,
  concat_ws('/', r.state, CASE WHEN r.to_refund THEN 'to_refund' END) AS status_raw,
  true AS effective,
  false AS is_red,
  r.modified_at AS source_modified_at,
  r._file,
  r._row
FROM receipt_moves AS r
LEFT JOIN order_products AS l ON l.id = r.purchase_line_id
