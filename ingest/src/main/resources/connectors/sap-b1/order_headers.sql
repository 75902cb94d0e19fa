SELECT
  concat(:prefix, o.order_id) AS order_key,
  o.doc_no AS order_no,
  o.doc_id,
  'internal' AS key_quality,
  o.direction,
  CASE WHEN o.object = 'draft' THEN 'draft' ELSE 'order' END AS doc_type,
  o.object AS doc_type_raw,
  o.branch AS org,
  o.branch_name AS org_name,
  concat(:prefix, o.partner_code) AS partner_key,
  o.partner_code AS partner_code_raw,
  o.partner_name AS partner_name_raw,
  o.posted_on AS order_date,
  CASE WHEN o.posted_on IS NULL THEN 'rejected' ELSE 'field' END AS order_date_basis,
  o.created_at,
  a.submitted_at,
  CASE WHEN o.object <> 'draft' THEN a.approved_at END AS approved_at,
  CASE WHEN o.cancelled = 'N' AND o.status = 'C' THEN to_utc_timestamp(CAST(date_add(o.closed_on, 1) AS TIMESTAMP), :zone) END AS closed_at,
  CASE WHEN o.cancelled IN ('Y', 'C') THEN coalesce(to_utc_timestamp(CAST(date_add(o.cancelled_on, 1) AS TIMESTAMP), :zone), o.updated_at) END AS cancelled_at,
  u.name AS created_by,
  CASE WHEN o.object <> 'draft' THEN a.approved_by END AS approved_by,
  o.buyer_code,
  b.name AS buyer_name,
  o.currency,
  coalesce(nullif(o.amount_tax_foreign, 0), o.amount_tax) AS amount_tax,
  coalesce(nullif(o.amount_gross_foreign, 0), o.amount_gross) AS amount_gross,
  CASE
    WHEN o.cancelled IN ('Y', 'C') OR (o.object = 'draft' AND o.approval = 'C') THEN 'cancelled'
    WHEN o.object = 'draft' AND o.approval IN ('W', 'Y') THEN 'pending'
    WHEN o.object = 'draft' AND o.approval = 'N' THEN 'rejected'
    WHEN o.object = 'draft' THEN 'draft'
    WHEN o.cancelled = 'N' AND o.status = 'C' THEN 'closed'
    WHEN o.cancelled = 'N' AND o.status = 'O' THEN 'approved'
    ELSE 'unknown'
  END AS status,
  o.status_raw,
  coalesce(o.object <> 'draft' AND o.cancelled = 'N' AND o.status IN ('O', 'C'), false) AS effective,
  false AS is_return,
  true AS is_latest_version,
  o.direction AS process,
  o.updated_at AS source_modified_at,
  o._file,
  o._row
FROM orders AS o
LEFT JOIN approvals AS a ON a.object = o.object AND a.doc_id = o.doc_id
LEFT JOIN users AS u ON u.code = o.creator_code
LEFT JOIN (
  SELECT code, min(name) AS name
  FROM (SELECT code, name FROM table_buyer UNION ALL SELECT code, name FROM service_buyer)
  GROUP BY code
) AS b ON b.code = o.buyer_code
