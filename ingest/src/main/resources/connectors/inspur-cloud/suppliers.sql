SELECT
  concat(:prefix, supplier_code) AS supplier_key,
  supplier_code AS code,
  min_by(supplier_name, struct(age, _file, _row)) AS name,
  'active' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM states
WHERE supplier_code IS NOT NULL
GROUP BY supplier_code
