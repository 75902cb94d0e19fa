SELECT
  concat(:prefix, item) AS item_key,
  item AS code,
  min_by(item_name, struct(created_at IS NULL, created_at, line)) FILTER (WHERE item_name IS NOT NULL) AS name,
  min_by(item_spec, struct(created_at IS NULL, created_at, line)) FILTER (WHERE item_spec IS NOT NULL) AS spec,
  'active' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM lines
WHERE item IS NOT NULL
GROUP BY item
