SELECT
  concat(:prefix, i.code) AS item_key,
  i.code,
  i.name,
  i.spec,
  i.category AS item_group,
  coalesce(u.name, i.unit_code) AS base_uom,
  CAST(i.lead_time AS INT) AS purchase_lead_time_days,
  CASE WHEN i.ended_on IS NULL THEN 'active' ELSE 'frozen' END AS status,
  i._file,
  i._row
FROM inventory AS i
LEFT JOIN (SELECT code, min(name) AS name FROM unit GROUP BY code) AS u ON u.code = i.unit_code
