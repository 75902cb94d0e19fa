-- Orders name their supplier; what the supplier's state is they do not tell.
SELECT
  concat(:prefix, supplier_code) AS supplier_key,
  supplier_code AS code,
  max_by(supplier_name, struct(order_date, _file, _row)) AS name,
  max_by(supplier_short_name, struct(order_date, _file, _row)) AS short_name,
  'unknown' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM purchase_head
WHERE supplier_code IS NOT NULL
GROUP BY supplier_code
