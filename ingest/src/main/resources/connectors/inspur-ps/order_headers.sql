-- There is no time of entry or approval, only days and flags: a document is known at the end of its day.
SELECT
  concat(:prefix, o.order_id) AS order_key,
  o.doc_no AS order_no,
  o.doc_id,
  'internal' AS key_quality,
  o.direction,
  o.doc_type AS doc_type_raw,
  concat(:prefix, o.partner_code) AS partner_key,
  o.partner_code AS partner_code_raw,
  p.name AS partner_name_raw,
  o.order_date,
  CASE WHEN o.order_date IS NULL THEN 'rejected' ELSE 'field' END AS order_date_basis,
  to_utc_timestamp(CAST(date_add(coalesce(o.entered_on, o.order_date), 1) AS TIMESTAMP), :zone) AS created_at,
  o.buyer_code,
  b.name AS buyer_name,
  o.dept_code,
  CASE o.currency WHEN 'RMB' THEN 'CNY' ELSE o.currency END AS currency,
  o.fx_rate,
  CASE o.status WHEN '0' THEN 'draft' WHEN '1' THEN 'approved' WHEN '3' THEN 'pending' ELSE 'unknown' END AS status,
  o.status AS status_raw,
  coalesce(o.status = '1', false) AS effective,
  false AS is_return,
  true AS is_latest_version,
  o.direction AS process,
  o._file,
  o._row
FROM orders AS o
LEFT JOIN (SELECT code, min(name) AS name FROM partner GROUP BY code) AS p ON p.code = o.partner_code
LEFT JOIN (SELECT code, min(name) AS name FROM person GROUP BY code) AS b ON b.code = o.buyer_code
