SELECT
  concat(:prefix, r.direction, '|', r.kind, '|', r.doc_id, '|', r.entry_id) AS receipt_key,
  r.receipt_no,
  r.doc_id AS receipt_doc_id,
  r.entry_id AS receipt_line_id,
  r.kind,
  concat(:prefix, r.direction, '|', l.doc_id, '|', r.order_entry_id) AS order_line_key,
  CASE WHEN l.doc_id IS NULL THEN 'none' ELSE r.link_quality END AS link_quality,
  concat(:prefix, r.item_code) AS item_key,
  r.uom,
  r.qty,
  CASE WHEN r.kind = 'arrival' THEN i.qty_accepted END AS qty_accepted,
  CASE WHEN r.kind = 'arrival' THEN i.qty_rejected END AS qty_rejected,
  r.receipt_date,
  r.created_at,
  r.approved_at,
  coalesce(r.created_at, r.approved_at, to_utc_timestamp(CAST(date_add(r.receipt_date, 1) AS TIMESTAMP), :zone)) AS known_at,
  r.warehouse,
  r.batch_no,
  r.creator AS owner,
  concat_ws('/', r.status, r.cancel_status) AS status_raw,
  coalesce(r.status IN ('C', '已审核'), false)
    AND NOT coalesce(r.cancel_status IN ('B', '已作废', '作废'), false) AS effective,
  false AS is_red,
  r._file,
  r._row
FROM receipt_lines AS r
LEFT JOIN order_entries AS l ON l.direction = r.direction AND l.entry_id = r.order_entry_id
LEFT JOIN (
  SELECT receive_entry_id, sum(qty_accepted) AS qty_accepted, sum(qty_rejected) AS qty_rejected
  FROM inspect_bill
  WHERE status IN ('C', '已审核')
  GROUP BY receive_entry_id
) AS i ON r.kind = 'arrival' AND i.receive_entry_id = r.entry_id
