-- The log names no materials: the sub spend area is the finest word for what is bought.
SELECT
  concat(:prefix, sub_spend_area) AS item_key,
  sub_spend_area AS code,
  sub_spend_area AS name,
  min_by(spend_area, _row) AS item_group,
  'active' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM lines
WHERE sub_spend_area IS NOT NULL
GROUP BY sub_spend_area
