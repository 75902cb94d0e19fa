SELECT
  concat(:prefix, r.direction, '|', r.doc, '|', r.doc_id, '|', r.entry_id) AS receipt_key,
  r.receipt_no,
  r.doc_id AS receipt_doc_id,
  r.entry_id AS receipt_line_id,
  r.kind,
  concat(:prefix, r.direction, '|', l.doc_id, '|', l.entry_id) AS order_line_key,
  CASE WHEN l.entry_id IS NULL THEN 'none' ELSE r.link_quality END AS link_quality,
  r.via_receipt_key,
  concat(:prefix, r.item_code) AS item_key,
  coalesce(u.name, i.unit_code) AS uom,
  r.qty,
  r.qty AS qty_base,
  CASE WHEN r.kind = 'arrival' THEN coalesce(q.qty_accepted, r.qty_valid) END AS qty_accepted,
  CASE WHEN r.kind = 'arrival' THEN coalesce(q.qty_rejected, r.qty_refused) END AS qty_rejected,
  r.receipt_date,
  r.created_at,
  r.approved_at,
  coalesce(r.created_at, r.approved_at, to_utc_timestamp(CAST(date_add(r.receipt_date, 1) AS TIMESTAMP), :zone)) AS known_at,
  r.warehouse,
  r.batch_no,
  r.creator AS owner,
  CASE WHEN r.effective THEN '已审核' ELSE '未审核' END AS status_raw,
  r.effective,
  r.is_red,
  r._file,
  r._row
FROM receipt_lines AS r
LEFT JOIN order_entries AS l ON l.direction = r.direction AND l.entry_id = r.order_entry_id AND l.nth = 1
LEFT JOIN (
  SELECT arrival_id, sum(qty_accepted) AS qty_accepted, sum(qty_rejected) AS qty_rejected
  FROM inspected
  GROUP BY arrival_id
) AS q ON r.doc = 'arrival' AND q.arrival_id = r.entry_id
LEFT JOIN (SELECT code, min(unit_code) AS unit_code FROM inventory GROUP BY code) AS i ON i.code = r.item_code
LEFT JOIN (SELECT code, min(name) AS name FROM unit GROUP BY code) AS u ON u.code = i.unit_code
