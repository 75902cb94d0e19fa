SELECT
  concat(:prefix, code) AS supplier_key,
  code,
  name,
  short_name,
  tax_id,
  category,
  pay_terms,
  currency,
  CASE WHEN ended_on IS NULL THEN 'active' ELSE 'frozen' END AS status,
  contact_name,
  phone,
  email,
  created_at,
  modified_at,
  modified_at AS source_modified_at,
  _file,
  _row
FROM vendor
