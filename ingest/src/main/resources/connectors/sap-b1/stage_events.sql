-- Approval belongs to the document and is told for each of its lines.
SELECT
  concat(:prefix, line_key) AS order_line_key, stage,
  CAST(row_number() OVER (PARTITION BY line_key, stage ORDER BY actual_on, known_at, doc_no, doc_line_id) AS INT) AS seq,
  actual_on, actual_at, actual_precision,
  CASE WHEN actual_at IS NOT NULL THEN 'assumed_local' END AS actual_tz_basis,
  known_at, owner_name, 'doer' AS owner_role, qty, doc_type, doc_no, doc_line_id, source_field, derived, _file, _row
FROM (
  SELECT
    o.line_key,
    CASE m.kind WHEN 'shipment' THEN 'shipped' ELSE 'stocked' END AS stage,
    m.received_on AS actual_on,
    CASE WHEN m.created_to_second THEN m.created_at END AS actual_at,
    CASE WHEN m.created_to_second THEN 'second' ELSE 'day' END AS actual_precision,
    coalesce(m.created_at, to_utc_timestamp(CAST(date_add(m.received_on, 1) AS TIMESTAMP), :zone)) AS known_at,
    m.creator AS owner_name, m.qty, m.kind AS doc_type, m.doc_no, m.line_id AS doc_line_id,
    concat(
      CASE m.object WHEN '20' THEN 'OPDN' WHEN '18' THEN 'OPCH' ELSE 'ODLN' END,
      CASE :receipt_date WHEN 'document' THEN '.TaxDate' WHEN 'created' THEN '.CreateDate' ELSE '.DocDate' END) AS source_field,
    false AS derived, m._file, m._row
  FROM movements AS m
  JOIN (SELECT DISTINCT object, doc_id, line_id, line_key FROM order_items) AS o
    ON o.object = m.order_object AND o.doc_id = m.order_doc AND o.line_id = m.order_line
  WHERE m.effective AND m.kind <> 'return' AND m.received_on IS NOT NULL
  UNION ALL
  SELECT
    o.line_key, 'approved', to_date(from_utc_timestamp(a.approved_at, :zone)), a.approved_at, 'minute', a.approved_at,
    a.approved_by, o.qty, 'order', o.doc_no, o.line_id, 'WDD1.UpdateTime', true, o._file, o._row
  FROM order_items AS o
  JOIN approvals AS a ON a.object = o.object AND a.doc_id = o.doc_id
  WHERE a.approved_at IS NOT NULL
)
