SELECT
  concat(:prefix, item_code) AS item_key,
  item_code AS code,
  min_by(item_name, struct(age, _file, _row)) AS name,
  min_by(item_spec, struct(age, _file, _row)) AS spec,
  min_by(uom, struct(age, _file, _row)) AS base_uom,
  'active' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM states
WHERE item_code IS NOT NULL
GROUP BY item_code
