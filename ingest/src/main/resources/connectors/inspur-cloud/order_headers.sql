-- A list shows no times: approved was an order at the end of the day whose export first shows it approved.
SELECT
  concat(:prefix, 'purchase|', l.order_no) AS order_key,
  l.order_no,
  l.order_no AS doc_id,
  'display' AS key_quality,
  'purchase' AS direction,
  concat(:prefix, l.supplier_code) AS partner_key,
  l.supplier_code AS partner_code_raw,
  l.supplier_name AS partner_name_raw,
  l.order_date,
  CASE WHEN l.order_date IS NULL THEN 'rejected' ELSE 'field' END AS order_date_basis,
  to_utc_timestamp(CAST(date_add(a.approved_on, 1) AS TIMESTAMP), :zone) AS approved_at,
  CASE WHEN l.status = 'closed' THEN l.closed_at END AS closed_at,
  CASE WHEN l.status = 'cancelled' THEN l.closed_at END AS cancelled_at,
  l.buyer_name,
  l.dept_name,
  CASE l.currency WHEN '人民币' THEN 'CNY' WHEN 'RMB' THEN 'CNY' ELSE l.currency END AS currency,
  l.status,
  l.status_raw,
  l.status IN ('approved', 'closed') AS effective,
  false AS is_return,
  true AS is_latest_version,
  'purchase' AS process,
  l._file,
  l._row
FROM (SELECT *, row_number() OVER (PARTITION BY order_no ORDER BY snapshot_on DESC, _file, _row) AS place FROM latest) AS l
LEFT JOIN (
  SELECT order_no, min(snapshot_on) AS approved_on
  FROM states
  WHERE dated AND status = 'approved' AND NOT coalesce(status_before IN ('approved', 'closed'), false)
  GROUP BY order_no
) AS a ON a.order_no = l.order_no AND l.status IN ('approved', 'closed')
WHERE l.place = 1
