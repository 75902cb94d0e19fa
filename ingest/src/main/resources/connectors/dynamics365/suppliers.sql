-- Accounts are numbered in each legal entity; one party may have several.
SELECT
  concat(:prefix, company, '|', code) AS supplier_key,
  code,
  name,
  short_name,
  tax_id,
  category,
  country,
  region,
  city,
  pay_terms,
  currency,
  CASE
    WHEN on_hold IS NULL OR on_hold IN ('No', 'Never') THEN 'active'
    WHEN on_hold IN ('All', 'Order', 'PurchOrder', 'Invoice', 'Payment', 'Requisition') THEN 'frozen'
    ELSE 'unknown'
  END AS status,
  on_hold AS status_raw,
  company AS org,
  CASE WHEN party IS NOT NULL THEN concat(:prefix, party) END AS master_key,
  phone,
  email,
  _file,
  _row
FROM vendor
