SELECT
  concat(:prefix, code) AS supplier_key,
  code,
  name,
  tax_id,
  category,
  country,
  pay_terms,
  currency,
  CASE WHEN disabled THEN 'forbidden' WHEN on_hold THEN 'frozen' ELSE 'active' END AS status,
  concat_ws('/', CASE WHEN disabled THEN 'disabled' END, CASE WHEN on_hold THEN 'on_hold' END) AS status_raw,
  phone,
  email,
  created_at,
  modified_at,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (SELECT *, row_number() OVER (PARTITION BY code ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth FROM supplier)
WHERE nth = 1
