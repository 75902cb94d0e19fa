SELECT
  concat(:prefix, 'purchase|', o.id) AS order_key,
  o.name AS order_no,
  o.id AS doc_id,
  'internal' AS key_quality,
  'purchase' AS direction,
  o.company_id AS org,
  o.company_name AS org_name,
  concat(:prefix, coalesce(p.commercial_id, o.partner_id)) AS partner_key,
  coalesce(c.code, p.code, coalesce(p.commercial_id, o.partner_id)) AS partner_code_raw,
  coalesce(c.name, o.partner_name) AS partner_name_raw,
  to_date(from_utc_timestamp(
    CASE :order_date
      WHEN 'created' THEN coalesce(o.created_at, o.date_order)
      WHEN 'deadline' THEN o.date_order
      ELSE coalesce(o.date_approve, o.date_order)
    END, :zone)) AS order_date,
  CASE
    WHEN :order_date = 'confirmed' AND o.date_approve IS NULL THEN 'date_order'
    ELSE 'field'
  END AS order_date_basis,
  o.created_at,
  o.date_approve AS approved_at,
  CASE WHEN o.state = 'cancel' THEN o.modified_at END AS cancelled_at,
  o.creator AS created_by,
  o.buyer_id AS buyer_code,
  o.buyer_name,
  o.currency,
  o.amount_net,
  o.amount_tax,
  o.amount_gross,
  CASE
    WHEN o.state IN ('draft', 'sent') THEN 'draft'
    WHEN o.state = 'to approve' THEN 'pending'
    WHEN o.state = 'cancel' THEN 'cancelled'
    WHEN o.state IN ('purchase', 'done') AND (o.locked OR o.state = 'done') THEN :locked
    WHEN o.state = 'purchase' THEN 'approved'
    ELSE 'unknown'
  END AS status,
  o.state AS status_raw,
  o.state IN ('purchase', 'done') AS effective,
  false AS is_return,
  true AS is_latest_version,
  o.origin AS source_doc_no,
  'purchase' AS process,
  o.modified_at AS source_modified_at,
  o._file,
  o._row
FROM orders AS o
LEFT JOIN (
  SELECT id, max(commercial_id) AS commercial_id, max(code) AS code FROM partner GROUP BY id
) AS p ON p.id = o.partner_id
LEFT JOIN (SELECT id, max(code) AS code, max(name) AS name FROM partner GROUP BY id) AS c
  ON c.id = p.commercial_id
