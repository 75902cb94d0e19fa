-- What suppliers confirmed and announced, with when it was entered.
SELECT
  * EXCEPT (entered_time),
  coalesce(entered_at, to_utc_timestamp(CAST(date_add(entered_on, 1) AS TIMESTAMP), :zone)) AS known_at
FROM (
  SELECT
    concat(regexp_replace(doc_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(line_id, '^0+(?=[0-9]+$)', '')) AS line,
    regexp_replace(line_id, '^0+(?=[0-9]+$)', '') AS line_id,
    lpad(confirmation_id, 4, '0') AS confirmation_id,
    kind, delivery_date, entered_on, entered_time, qty, reference,
    to_utc_timestamp(
      try_to_timestamp(concat(CAST(entered_on AS STRING), lpad(replace(entered_time, ':', ''), 6, '0')), 'yyyy-MM-ddHHmmss'),
      :zone) AS entered_at,
    _file, _row
  FROM confirmation
  WHERE deleted IS NULL
)
