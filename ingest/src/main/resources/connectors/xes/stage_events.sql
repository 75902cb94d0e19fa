-- Every event of the log, those that end no stage too: each is news of its line.
SELECT
  concat(:prefix, 'purchase|', order_id, '|', line) AS order_line_key,
  stage,
  seq,
  CASE
    WHEN :days = 'written' AND planned_on_text RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}($|[T ]00:00)' THEN CAST(substr(planned_on_text, 1, 10) AS DATE)
    ELSE CAST(from_utc_timestamp(planned_on, :zone) AS DATE)
  END AS planned_on,
  CASE WHEN planned_on IS NOT NULL THEN 'schedule' END AS planned_basis,
  CAST(from_utc_timestamp(happened_at, :zone) AS DATE) AS actual_on,
  happened_at AS actual_at,
  'milli' AS actual_precision,
  'source_utc' AS actual_tz_basis,
  happened_at AS known_at,
  resource AS owner_code,
  resource AS owner_name,
  'doer' AS owner_role,
  CASE WHEN stage IN ('returned', 'rejected') THEN -abs(event_qty) ELSE event_qty END AS qty,
  activity AS doc_type,
  document AS doc_no,
  event_id AS doc_line_id,
  'time:timestamp' AS source_field,
  false AS derived,
  _file,
  _row
FROM events
WHERE NOT undone
