SELECT
  concat(:prefix, code) AS item_key,
  code,
  name,
  spec,
  base_uom,
  'active' AS status,
  _file,
  _row
FROM item
