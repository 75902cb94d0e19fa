SELECT
  concat(:prefix, company, '|', code) AS item_key,
  code,
  name,
  item_group,
  base_uom,
  'active' AS status,
  company AS org,
  _file,
  _row
FROM product
