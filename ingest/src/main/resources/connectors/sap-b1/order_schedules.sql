SELECT
  concat(:prefix, line_key) AS order_line_key,
  1 AS schedule_no,
  promised AS planned_date,
  qty,
  CASE :promise WHEN 'ship_date' THEN 'POR1.ShipDate' ELSE 'POR1.ActDelDate' END AS source_field,
  _file,
  _row
FROM order_items
WHERE direction = 'purchase'
