SELECT
  concat(:prefix, 'purchase|', r.doc, '|', r.doc_id, '|', r.entry_id) AS receipt_key,
  r.receipt_no,
  r.doc_id AS receipt_doc_id,
  r.entry_id AS receipt_line_id,
  r.kind,
  concat(:prefix, 'purchase|', l.doc_id, '|', l.entry_id) AS order_line_key,
  CASE WHEN l.entry_id IS NULL THEN 'none' ELSE r.link_quality END AS link_quality,
  r.via_receipt_key,
  concat(:prefix, coalesce(i.code, r.item_base_id)) AS item_key,
  coalesce(u.name, i.unit_id) AS uom,
  r.qty,
  r.qty AS qty_base,
  CASE WHEN r.kind = 'arrival' THEN r.qty_accepted END AS qty_accepted,
  CASE WHEN r.kind = 'arrival' THEN r.qty_rejected END AS qty_rejected,
  r.receipt_date,
  r.created_at,
  to_utc_timestamp(CAST(date_add(r.signed_on, 1) AS TIMESTAMP), :zone) AS approved_at,
  r.known_at,
  r.warehouse,
  r.batch_no,
  r.creator AS owner,
  r.status AS status_raw,
  r.effective,
  r.is_red,
  r._file,
  r._row
FROM receipt_lines AS r
LEFT JOIN order_entries AS l ON l.entry_id = r.order_entry_id AND l.nth = 1
LEFT JOIN (SELECT id, min(code) AS code, min(unit_id) AS unit_id FROM item GROUP BY id) AS i
  ON i.id = coalesce(r.item_base_id, l.any_item_id)
LEFT JOIN (SELECT id, min(name) AS name FROM unit GROUP BY id) AS u ON u.id = i.unit_id
