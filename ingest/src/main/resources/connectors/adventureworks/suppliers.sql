SELECT
  concat(:prefix, vendor_id) AS supplier_key,
  account_no AS code,
  name,
  credit_rating AS grade,
  CASE WHEN active THEN 'active' WHEN NOT active THEN 'frozen' ELSE 'unknown' END AS status,
  CAST(active AS STRING) AS status_raw,
  _file,
  _row
FROM vendors
