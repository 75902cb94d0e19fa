-- A list of orders is no supplier master: it knows code and name, and what the supplier's state is it does not.
SELECT
  concat(:prefix, coalesce(supplier_code, supplier_name)) AS supplier_key,
  coalesce(supplier_code, supplier_name) AS code,
  max_by(supplier_name, struct(order_date, _file, _row)) AS name,
  'unknown' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM order_rows
WHERE coalesce(supplier_code, supplier_name) IS NOT NULL
GROUP BY coalesce(supplier_code, supplier_name)
