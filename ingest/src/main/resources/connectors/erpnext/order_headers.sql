-- docstatus says whether a document counts: 0 draft, 1 submitted, 2 cancelled.
SELECT
  concat(:prefix, 'purchase|', h.id) AS order_key,
  h.id AS order_no,
  h.id AS doc_id,
  'internal' AS key_quality,
  CASE WHEN h.subcontracted THEN 'subcontract' ELSE 'purchase' END AS direction,
  h.company AS org,
  h.company AS org_name,
  concat(:prefix, h.supplier) AS partner_key,
  h.supplier AS partner_code_raw,
  h.supplier_name AS partner_name_raw,
  h.order_date,
  CASE WHEN h.order_date IS NULL THEN 'rejected' ELSE 'field' END AS order_date_basis,
  h.created_at,
  l.submitted_at AS submitted_at,
  l.submitted_at AS approved_at,
  CASE WHEN h.docstatus = '1' AND h.status = 'Closed' THEN coalesce(l.closed_at, h.modified_at) END AS closed_at,
  CASE WHEN h.docstatus = '2' THEN coalesce(l.cancelled_at, h.modified_at) END AS cancelled_at,
  h.owner AS created_by,
  l.submitted_by AS approved_by,
  CASE WHEN h.docstatus = '1' AND h.status = 'Closed' THEN l.closed_by END AS closed_by,
  h.owner AS buyer_code,
  h.department AS dept_name,
  h.currency,
  h.fx_rate,
  h.amount_net,
  h.amount_tax,
  h.amount_gross,
  CASE
    WHEN h.docstatus = '2' THEN 'cancelled'
    WHEN h.docstatus = '0' AND h.workflow_state RLIKE '(?i)reject|驳回|拒绝|否决' THEN 'rejected'
    WHEN h.docstatus = '0' AND coalesce(h.workflow_state, 'Draft') IN ('Draft', '草稿') THEN 'draft'
    WHEN h.docstatus = '0' THEN 'pending'
    WHEN h.docstatus = '1' AND h.status IN ('Closed', 'Completed', 'Delivered') THEN 'closed'
    WHEN h.docstatus = '1' AND h.status IN ('To Receive and Bill', 'To Bill', 'To Receive', 'On Hold') THEN 'approved'
    ELSE 'unknown'
  END AS status,
  concat_ws('/', h.docstatus, h.status, h.workflow_state) AS status_raw,
  coalesce(h.docstatus = '1', false) AS effective,
  false AS is_return,
  CASE WHEN h.amended_from IS NULL THEN '0' ELSE regexp_extract(h.id, '-([0-9]+)$', 1) END AS version_no,
  NOT h.superseded AS is_latest_version,
  'purchase' AS process,
  h.modified_at AS source_modified_at,
  h._file,
  h._row
FROM heads AS h
LEFT JOIN (
  SELECT
    order_id,
    min(submitted_at) AS submitted_at,
    min_by(owner, struct(at, owner)) FILTER (WHERE at = submitted_at) AS submitted_by,
    max(at) FILTER (WHERE exists(log.changed, one -> get(one, 0) = 'status' AND get(one, 2) = 'Closed')) AS closed_at,
    max_by(owner, struct(at, owner)) FILTER (WHERE exists(log.changed, one -> get(one, 0) = 'status' AND get(one, 2) = 'Closed')) AS closed_by,
    max(at) FILTER (WHERE exists(log.changed, one -> get(one, 0) = 'docstatus' AND get(one, 2) = '2')) AS cancelled_at
  FROM order_log
  GROUP BY order_id
) AS l ON l.order_id = h.id
