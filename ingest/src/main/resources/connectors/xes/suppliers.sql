SELECT
  concat(:prefix, supplier) AS supplier_key,
  supplier AS code,
  coalesce(min_by(supplier_name, struct(created_at IS NULL, created_at, line)) FILTER (WHERE supplier_name IS NOT NULL), supplier) AS name,
  'active' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM lines
WHERE supplier IS NOT NULL
GROUP BY supplier
