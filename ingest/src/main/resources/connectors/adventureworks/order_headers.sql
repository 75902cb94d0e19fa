SELECT
  concat(:prefix, 'purchase|', o.order_no) AS order_key,
  o.order_no,
  o.order_no AS doc_id,
  'internal' AS key_quality,
  'purchase' AS direction,
  concat(:prefix, o.vendor_id) AS partner_key,
  v.account_no AS partner_code_raw,
  v.name AS partner_name_raw,
  o.ordered_on AS order_date,
  CASE WHEN o.ordered_on IS NULL THEN 'rejected' ELSE 'field' END AS order_date_basis,
  o.employee AS buyer_code,
  o.employee AS buyer_name,
  'USD' AS currency,
  o.subtotal AS amount_net,
  o.tax AS amount_tax,
  o.total AS amount_gross,
  o.status AS status_raw,
  CASE o.status
    WHEN '1' THEN 'pending'
    WHEN '2' THEN 'approved'
    WHEN '3' THEN 'rejected'
    WHEN '4' THEN 'closed'
    ELSE 'unknown'
  END AS status,
  -- Goods came for orders of every status, the pending and rejected ones too; only finished and approved ones count.
  coalesce(o.status IN ('2', '4'), false) AS effective,
  false AS is_return,
  o.revision AS version_no,
  true AS is_latest_version,
  'adventureworks' AS process,
  o._file,
  o._row
FROM orders AS o
LEFT JOIN vendors AS v ON v.vendor_id = o.vendor_id
