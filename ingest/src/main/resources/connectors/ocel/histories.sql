-- Every value that a date attribute had, as a day, and from when.
SELECT
  object, field, day, since,
  lag(day) OVER (PARTITION BY object, field ORDER BY since, day) AS before,
  row_number() OVER (PARTITION BY object, field ORDER BY since, day) AS nth,
  row_number() OVER (PARTITION BY object, field ORDER BY since DESC, day DESC) AS nth_from_last,
  _file, _row
FROM (
  SELECT
    object, field, coalesce(since, TIMESTAMP '1970-01-01') AS since,
    CASE
      WHEN :days = 'written' AND value RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}($|[T ]00:00)' THEN CAST(substr(value, 1, 10) AS DATE)
      ELSE CAST(from_utc_timestamp(instant, :zone) AS DATE)
    END AS day,
    _file, _row
  FROM object_value
  LATERAL VIEW stack(4, 'ordered', ordered_on, 'required', required_on, 'promised', promised_on, 'received', received_on) days AS field, instant
  WHERE instant IS NOT NULL
)
