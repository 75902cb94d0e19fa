-- What an item's last delivery date was before and after each change of one of its schedule lines. A
-- schedule line's date at a time is the old value of its next change, or the date it has now. Without
-- change documents the previous date of the schedule line still tells that it moved, and the item's
-- day of change by when.
WITH date_changes AS (
  SELECT
    concat(doc_id, '|', line_id) AS line,
    schedule_id,
    changed_at,
    changed_by,
    to_date(try_to_timestamp(replace(old_value, '-', ''), 'yyyyMMdd')) AS old_date
  FROM changes
  WHERE table_name = 'EKET' AND field = 'EINDT' AND try_to_timestamp(replace(old_value, '-', ''), 'yyyyMMdd') IS NOT NULL
), dated AS (
  SELECT
    concat(regexp_replace(doc_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(line_id, '^0+(?=[0-9]+$)', '')) AS line,
    regexp_replace(schedule_id, '^0+(?=[0-9]+$)', '') AS schedule_id,
    max(delivery_date) AS delivery_date,
    max(coalesce(previous_date, delivery_date)) AS previous_date
  FROM schedule
  WHERE delivery_date IS NOT NULL
  GROUP BY ALL
), moments AS (
  SELECT line, changed_at, min(changed_by) AS changed_by FROM date_changes GROUP BY line, changed_at
), states AS (
  SELECT
    m.line, m.changed_at, m.changed_by,
    coalesce(min_by(c.old_date, c.changed_at) FILTER (WHERE c.changed_at >= m.changed_at), s.delivery_date) AS before,
    coalesce(min_by(c.old_date, c.changed_at) FILTER (WHERE c.changed_at > m.changed_at), s.delivery_date) AS after
  FROM moments AS m
  JOIN dated AS s ON s.line = m.line
  LEFT JOIN date_changes AS c ON c.line = s.line AND c.schedule_id = s.schedule_id
  GROUP BY m.line, m.changed_at, m.changed_by, s.schedule_id, s.delivery_date
)
SELECT line, max(before) AS old_date, max(after) AS new_date, changed_at, changed_by, 'change_doc' AS evidence
FROM states
GROUP BY line, changed_at, changed_by
HAVING max(before) <> max(after)
UNION ALL
SELECT
  s.line, max(s.previous_date), max(s.delivery_date),
  to_utc_timestamp(CAST(date_add(max(i.changed_on), 1) AS TIMESTAMP), :zone), NULL, 'version'
FROM dated AS s
JOIN item AS i
  ON s.line = concat(regexp_replace(i.doc_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(i.line_id, '^0+(?=[0-9]+$)', ''))
LEFT ANTI JOIN moments AS m ON m.line = s.line
GROUP BY s.line
HAVING max(s.previous_date) <> max(s.delivery_date) AND max(i.changed_on) IS NOT NULL
