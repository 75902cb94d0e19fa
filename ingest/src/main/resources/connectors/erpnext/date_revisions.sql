SELECT
  concat(:prefix, 'purchase|', p.order_id, '|', p.line_id) AS order_line_key,
  'promised' AS field,
  CAST(p.was AS STRING) AS old_value,
  CAST(p.promised AS STRING) AS new_value,
  p.at AS changed_at,
  p.owner AS changed_by,
  CASE WHEN p.said_in = p.order_id AND NOT p.begins THEN 'audit_log' ELSE 'version' END AS evidence,
  i._file,
  i._row
FROM (
  SELECT
    *,
    lag(promised) OVER (PARTITION BY order_id, line_id ORDER BY at) AS was,
    lag(said_in) OVER (PARTITION BY order_id, line_id ORDER BY at) <> said_in AS begins
  FROM promises
) AS p
JOIN items_now AS i ON i.order_id = p.order_id AND i.id = p.line_id
WHERE p.was <> p.promised
