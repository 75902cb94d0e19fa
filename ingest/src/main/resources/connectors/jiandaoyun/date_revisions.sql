-- What moved between one logged state and the next. A form that has no promises moves its required dates.
SELECT
  concat(:prefix, 'purchase|', id, '|', line_id) AS order_line_key,
  field,
  CAST(to_date(from_utc_timestamp(old_on, :zone)) AS STRING) AS old_value,
  CAST(to_date(from_utc_timestamp(new_on, :zone)) AS STRING) AS new_value,
  at AS changed_at,
  updater AS changed_by,
  'audit_log' AS evidence,
  _file,
  _row
FROM (
  SELECT *, lag(new_on) OVER (PARTITION BY id, line_id, field ORDER BY at) AS old_on
  FROM (
    SELECT s.id, s.line_id, 'promised' AS field, s.at, s.updater, CASE WHEN p.promises THEN s.promised_on ELSE s.required_on END AS new_on, s._file, s._row
    FROM line_states AS s
    JOIN (SELECT id, line_id, count(promised_on) > 0 AS promises FROM line_states GROUP BY id, line_id) AS p ON p.id = s.id AND p.line_id = s.line_id
    UNION ALL
    SELECT id, line_id, 'required', at, updater, required_on, _file, _row FROM line_states
  )
  WHERE new_on IS NOT NULL
)
WHERE old_on <> new_on
UNION ALL
SELECT
  concat(:prefix, 'purchase|', id, '|', line_id), 'qty', CAST(CAST(old_qty AS DECIMAL(28,3)) AS STRING), CAST(CAST(qty AS DECIMAL(28,3)) AS STRING),
  at, updater, 'audit_log', _file, _row
FROM (SELECT *, lag(qty) OVER (PARTITION BY id, line_id ORDER BY at) AS old_qty FROM line_states)
WHERE old_qty <> qty
