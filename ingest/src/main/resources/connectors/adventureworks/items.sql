SELECT
  concat(:prefix, product_id) AS item_key,
  product_no AS code,
  name,
  subcategory_id AS item_group,
  CASE WHEN ended_on IS NULL THEN 'active' ELSE 'frozen' END AS status,
  _file,
  _row
FROM products
