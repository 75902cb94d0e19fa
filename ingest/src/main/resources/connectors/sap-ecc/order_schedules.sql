SELECT
  concat(:prefix, 'purchase|', s.line) AS order_line_key,
  CAST(s.schedule_id AS INT) AS schedule_no,
  s.delivery_date AS planned_date,
  s.qty,
  s.qty_received,
  CASE WHEN d.schedules = 1 THEN c.last_date END AS confirmed_date,
  CASE WHEN d.schedules = 1 THEN c.qty END AS confirmed_qty,
  'EKET.EINDT' AS source_field,
  s._file,
  s._row
FROM (
  SELECT
    *,
    concat(regexp_replace(doc_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(line_id, '^0+(?=[0-9]+$)', '')) AS line
  FROM schedule
) AS s
LEFT SEMI JOIN items_ordered AS i ON i.line = s.line
LEFT JOIN schedule_dates AS d ON d.line = s.line
LEFT JOIN confirmed_dates AS c ON c.line = s.line
