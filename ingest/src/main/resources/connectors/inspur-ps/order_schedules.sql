SELECT
  concat(:prefix, line_key) AS order_line_key,
  1 AS schedule_no,
  planned_on AS planned_date,
  qty,
  'CGDD2.JHRQ' AS source_field,
  _file,
  _row
FROM order_items
WHERE direction = 'purchase'
