SELECT
  concat(:prefix, code) AS item_key,
  code,
  name,
  item_group,
  base_uom,
  CAST(lead_time AS INT) AS purchase_lead_time_days,
  CASE WHEN disabled THEN 'forbidden' ELSE 'active' END AS status,
  CASE WHEN disabled THEN 'disabled' END AS status_raw,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (SELECT *, row_number() OVER (PARTITION BY code ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth FROM item)
WHERE nth = 1
