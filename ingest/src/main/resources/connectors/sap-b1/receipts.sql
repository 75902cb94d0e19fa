SELECT
  concat(:prefix, CASE WHEN m.object IN ('15', '16') THEN 'sales|' ELSE 'purchase|' END, m.object, '|', m.doc_id, '|', m.line_id) AS receipt_key,
  m.doc_no AS receipt_no,
  m.doc_id AS receipt_doc_id,
  m.line_id AS receipt_line_id,
  m.kind,
  concat(:prefix, o.line_key) AS order_line_key,
  CASE WHEN o.line_key IS NULL THEN 'none' ELSE m.link_quality END AS link_quality,
  CASE WHEN m.base_type IN ('20', '18', '15', '21', '16') AND m.cancelled <> 'C' THEN
    concat(:prefix, CASE WHEN m.base_type IN ('15', '16') THEN 'sales|' ELSE 'purchase|' END, m.base_type, '|', m.base_doc, '|', m.base_line)
  END AS via_receipt_key,
  concat(:prefix, m.item_code) AS item_key,
  m.uom,
  m.qty,
  m.qty_base,
  m.received_on AS receipt_date,
  m.created_at,
  coalesce(m.created_at, to_utc_timestamp(CAST(date_add(m.received_on, 1) AS TIMESTAMP), :zone)) AS known_at,
  m.warehouse,
  m.creator AS owner,
  m.status_raw,
  m.effective,
  coalesce(m.cancelled = 'C', false) AS is_red,
  CASE WHEN m.cancelled = 'C' THEN
    concat(:prefix, CASE WHEN m.base_type IN ('15', '16') THEN 'sales|' ELSE 'purchase|' END, m.base_type, '|', m.base_doc, '|', m.base_line)
  END AS reverses_key,
  m._file,
  m._row
FROM movements AS m
LEFT JOIN (SELECT DISTINCT object, doc_id, line_id, line_key FROM order_items) AS o
  ON o.object = m.order_object AND o.doc_id = m.order_doc AND o.line_id = m.order_line
