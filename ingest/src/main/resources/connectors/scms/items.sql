SELECT
  concat(:prefix, item) AS item_key,
  item AS code,
  item AS name,
  min_by(dosage, struct(_file, _row)) AS spec,
  min_by(concat_ws(' / ', product_group, sub_classification), struct(_file, _row)) AS item_group,
  'pack' AS base_uom,
  'active' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM deliveries
WHERE item IS NOT NULL
GROUP BY item
