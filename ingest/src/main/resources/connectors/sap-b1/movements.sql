-- Receipts, shipments and returns with the order line they go back to, through as many documents as lie
-- between. A cancellation is a document of its own, based on the one it undoes.
SELECT
  l.object, l.doc_id, l.line_id, l.item_code, l.uom, l.warehouse,
  d.doc_no, d.cancelled, d.status_raw, d.created_at, d.created_to_second, u.name AS creator,
  CASE :receipt_date WHEN 'document' THEN coalesce(d.dated_on, d.posted_on) WHEN 'created' THEN coalesce(d.created_on, d.posted_on) ELSE d.posted_on END AS received_on,
  CASE WHEN l.object IN ('20', '18') THEN 'stock_in' WHEN l.object = '15' THEN 'shipment' ELSE 'return' END AS kind,
  CASE WHEN l.object IN ('21', '16') THEN -1 ELSE 1 END * CASE WHEN d.cancelled = 'C' THEN -1 ELSE 1 END * abs(l.qty) AS qty,
  CASE WHEN l.object IN ('21', '16') THEN -1 ELSE 1 END * CASE WHEN d.cancelled = 'C' THEN -1 ELSE 1 END * abs(l.qty_base) AS qty_base,
  l.base_type, l.base_doc, l.base_line,
  CASE WHEN l.base_type IN ('22', '17') THEN l.base_type WHEN b.base_type IN ('22', '17') THEN b.base_type WHEN c.base_type IN ('22', '17') THEN c.base_type END AS order_object,
  CASE WHEN l.base_type IN ('22', '17') THEN l.base_doc WHEN b.base_type IN ('22', '17') THEN b.base_doc WHEN c.base_type IN ('22', '17') THEN c.base_doc END AS order_doc,
  CASE WHEN l.base_type IN ('22', '17') THEN l.base_line WHEN b.base_type IN ('22', '17') THEN b.base_line WHEN c.base_type IN ('22', '17') THEN c.base_line END AS order_line,
  CASE WHEN l.base_type IN ('22', '17') THEN 'exact_id' ELSE 'via_doc' END AS link_quality,
  coalesce(d.cancelled = 'N', false) AS effective,
  l._file, l._row
FROM document_lines AS l
JOIN documents AS d ON d.object = l.object AND d.doc_id = l.doc_id
LEFT JOIN document_lines AS b ON b.object = l.base_type AND b.doc_id = l.base_doc AND b.line_id = l.base_line
LEFT JOIN document_lines AS c ON c.object = b.base_type AND c.doc_id = b.base_doc AND c.line_id = b.base_line
LEFT JOIN users AS u ON u.code = d.creator_code
WHERE l.object IN ('20', '21', '15', '16')
  -- An invoice made from the order itself books its goods; one made from a receipt, or in reserve, does not.
  OR (l.object = '18' AND :invoices = 'receive' AND NOT d.is_reserve
    AND (l.base_type = '22' OR (d.cancelled = 'C' AND l.base_type = '18' AND b.base_type = '22')))
