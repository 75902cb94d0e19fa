-- The promise as events tell it: which day each event named, and which day the line had before.
SELECT
  *,
  lag(promised_on) OVER (PARTITION BY line ORDER BY happened_at, _row) AS before,
  row_number() OVER (PARTITION BY line ORDER BY happened_at, _row) AS nth,
  row_number() OVER (PARTITION BY line ORDER BY happened_at DESC, _row DESC) AS nth_from_last
FROM (
  SELECT
    line, order_id, happened_at, resource, reason, _file, _row,
    CASE
      WHEN :days = 'written' AND new_promise_text RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}($|[T ]00:00)' THEN CAST(substr(new_promise_text, 1, 10) AS DATE)
      ELSE CAST(from_utc_timestamp(new_promise, :zone) AS DATE)
    END AS promised_on
  FROM events
  WHERE new_promise IS NOT NULL AND NOT undone
)
