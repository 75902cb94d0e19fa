-- An order has two statuses: how far it is approved, and how far it is delivered and paid.
SELECT
  concat(:prefix, 'purchase|', company, '|', order_no) AS order_key,
  order_no,
  order_no AS doc_id,
  'display' AS key_quality,
  'purchase' AS direction,
  pool AS doc_type_raw,
  company AS org,
  concat(:prefix, company, '|', vendor) AS partner_key,
  vendor AS partner_code_raw,
  vendor_name AS partner_name_raw,
  CASE :order_date WHEN 'requested_ship' THEN ship_date ELSE accounting_date END AS order_date,
  'field' AS order_date_basis,
  coalesce(orderer, buyer_group) AS buyer_code,
  currency,
  tax_included,
  state AS status,
  concat_ws('/', approval, status) AS status_raw,
  state IN ('approved', 'closed') AS effective,
  false AS is_return,
  reason AS change_reason,
  true AS is_latest_version,
  'purchase' AS process,
  _file,
  _row
FROM (
  SELECT
    *,
    CASE
      WHEN status = 'Canceled' THEN 'cancelled'
      WHEN approval = 'Draft' THEN 'draft'
      WHEN approval = 'InReview' THEN 'pending'
      WHEN approval = 'InExternalReview' THEN :external_review
      WHEN approval = 'Rejected' THEN 'rejected'
      WHEN approval = 'Finalized' THEN 'closed'
      WHEN approval IN ('Approved', 'Confirmed') AND status = 'Invoiced' THEN 'closed'
      WHEN approval IN ('Approved', 'Confirmed') AND status IN ('Backorder', 'Received', 'None') THEN 'approved'
      ELSE 'unknown'
    END AS state
  FROM order_header
)
