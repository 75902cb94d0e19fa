-- Only newest versions are orders; the older ones tell how dates moved.
SELECT
  concat(:prefix, 'purchase|', h.doc_id) AS order_key,
  h.order_no,
  h.doc_id,
  'internal' AS key_quality,
  'purchase' AS direction,
  h.doc_type,
  h.doc_type AS doc_type_raw,
  coalesce(o.code, h.org_id) AS org,
  o.name AS org_name,
  coalesce(s.supplier_key, concat(:prefix, h.supplier_id)) AS partner_key,
  coalesce(s.code, h.supplier_id) AS partner_code_raw,
  s.name AS partner_name_raw,
  h.order_date,
  CASE WHEN h.order_date IS NULL THEN 'rejected' ELSE 'field' END AS order_date_basis,
  h.created_at,
  h.approved_at,
  CASE WHEN h.closed THEN h.closed_at END AS closed_at,
  CASE WHEN h.deleted THEN h.changed_at END AS cancelled_at,
  coalesce(c.name, h.creator_id) AS created_by,
  coalesce(a.name, h.approver_id) AS approved_by,
  coalesce(p.code, h.buyer_id) AS buyer_code,
  p.name AS buyer_name,
  coalesce(d.code, h.dept_id) AS dept_code,
  d.name AS dept_name,
  coalesce(m.code, h.currency_id) AS currency,
  CASE
    WHEN h.deleted THEN 'cancelled'
    WHEN h.status IN ('3', '5') AND h.closed THEN 'closed'
    WHEN h.status IN ('3', '5') THEN 'approved'
    WHEN h.status = '0' THEN 'draft'
    WHEN h.status IN ('1', '2') THEN 'pending'
    WHEN h.status = '4' THEN 'rejected'
    ELSE 'unknown'
  END AS status,
  h.status AS status_raw,
  coalesce(h.status IN ('3', '5'), false) AND NOT coalesce(h.deleted, false) AS effective,
  coalesce(h.returned, false) AS is_return,
  CAST(CAST(h.version_no AS INT) AS STRING) AS version_no,
  true AS is_latest_version,
  'purchase' AS process,
  h.changed_at AS source_modified_at,
  h._file,
  h._row
FROM order_head AS h
LEFT JOIN (SELECT id, min(code) AS code, min(name) AS name FROM organisation GROUP BY id) AS o ON o.id = h.org_id
LEFT JOIN (SELECT id, min(supplier_key) AS supplier_key, min(code) AS code, min(name) AS name FROM partners GROUP BY id) AS s
  ON s.id = h.supplier_id
LEFT JOIN (SELECT id, min(name) AS name FROM account GROUP BY id) AS c ON c.id = h.creator_id
LEFT JOIN (SELECT id, min(name) AS name FROM account GROUP BY id) AS a ON a.id = h.approver_id
LEFT JOIN (SELECT id, min(code) AS code, min(name) AS name FROM person GROUP BY id) AS p ON p.id = h.buyer_id
LEFT JOIN (SELECT id, min(code) AS code, min(name) AS name FROM department GROUP BY id) AS d ON d.id = h.dept_id
LEFT JOIN (SELECT id, min(code) AS code FROM currency GROUP BY id) AS m ON m.id = h.currency_id
WHERE coalesce(h.latest, true)
