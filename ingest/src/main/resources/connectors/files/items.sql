SELECT
  concat(:prefix, item_code) AS item_key,
  item_code AS code,
  max_by(item_name, struct(order_date, _file, _row)) AS name,
  max_by(item_spec, struct(order_date, _file, _row)) AS spec,
  'unknown' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM order_rows
WHERE item_code IS NOT NULL
GROUP BY item_code
