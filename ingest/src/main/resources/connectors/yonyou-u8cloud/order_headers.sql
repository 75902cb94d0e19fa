SELECT
  concat(:prefix, 'purchase|', h.doc_id) AS order_key,
  h.order_no,
  h.doc_id,
  'internal' AS key_quality,
  'purchase' AS direction,
  h.business_type AS doc_type_raw,
  coalesce(o.code, h.company_id) AS org,
  o.name AS org_name,
  concat(:prefix, h.supplier_code) AS partner_key,
  h.supplier_code AS partner_code_raw,
  h.supplier_name AS partner_name_raw,
  h.order_date,
  CASE WHEN h.order_date IS NULL THEN 'rejected' ELSE 'field' END AS order_date_basis,
  h.created_at,
  h.approved_at,
  CASE WHEN h.deleted THEN h.changed_at END AS cancelled_at,
  coalesce(c.name, h.creator_id) AS created_by,
  h.approver AS approved_by,
  coalesce(p.code, h.buyer_id) AS buyer_code,
  p.name AS buyer_name,
  coalesce(d.code, h.dept_id) AS dept_code,
  d.name AS dept_name,
  CASE
    WHEN h.deleted THEN 'cancelled'
    WHEN h.status = '3' THEN 'approved'
    WHEN h.status = '0' THEN 'draft'
    WHEN h.status IN ('1', '2') THEN 'pending'
    WHEN h.status = '4' THEN 'rejected'
    ELSE 'unknown'
  END AS status,
  h.status AS status_raw,
  h.effective,
  false AS is_return,
  true AS is_latest_version,
  'purchase' AS process,
  h.changed_at AS source_modified_at,
  h._file,
  h._row
FROM order_heads AS h
LEFT JOIN (SELECT id, min(code) AS code, min(name) AS name FROM company GROUP BY id) AS o ON o.id = h.company_id
LEFT JOIN (SELECT id, min(name) AS name FROM account GROUP BY id) AS c ON c.id = h.creator_id
LEFT JOIN (SELECT id, min(code) AS code, min(name) AS name FROM person GROUP BY id) AS p ON p.id = h.buyer_id
LEFT JOIN (SELECT id, min(code) AS code, min(name) AS name FROM department GROUP BY id) AS d ON d.id = h.dept_id
