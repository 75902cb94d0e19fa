SELECT
  concat(:prefix, code) AS item_key,
  code,
  name,
  item_group,
  base_uom,
  CAST(lead_time AS INT) AS purchase_lead_time_days,
  CASE WHEN frozen IN ('Y', 'tYES') THEN 'frozen' ELSE 'active' END AS status,
  concat_ws('/', valid, frozen) AS status_raw,
  _file,
  _row
FROM (SELECT * FROM table_item UNION ALL SELECT * FROM service_item)
