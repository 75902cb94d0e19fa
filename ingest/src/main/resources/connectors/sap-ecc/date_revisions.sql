SELECT
  concat(:prefix, 'purchase|', i.line) AS order_line_key,
  CASE :promise WHEN 'schedule' THEN 'promised' ELSE 'required' END AS field,
  CAST(p.old_date AS STRING) AS old_value,
  CAST(p.new_date AS STRING) AS new_value,
  p.changed_at,
  p.changed_by,
  p.evidence,
  i._file,
  i._row
FROM promise_moves AS p
JOIN items_ordered AS i ON i.line = p.line
UNION ALL
SELECT
  concat(:prefix, 'purchase|', line), 'promised', CAST(first_date AS STRING), CAST(last_date AS STRING), moved_at,
  NULL, 'version', _file, _row
FROM confirmed_dates
WHERE :promise = 'confirmation' AND first_date <> last_date
