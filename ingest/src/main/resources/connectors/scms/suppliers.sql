-- The file names vendors and has no codes: the name is the code.
SELECT
  concat(:prefix, vendor) AS supplier_key,
  vendor AS code,
  vendor AS name,
  min_by(fulfill_via, struct(_file, _row)) AS category,
  'active' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM deliveries
WHERE vendor IS NOT NULL
GROUP BY vendor
