-- An item is delivered when its last schedule line is: its dates are the latest of them. The
-- statistical date keeps what was agreed before the date moved.
SELECT
  concat(regexp_replace(doc_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(line_id, '^0+(?=[0-9]+$)', '')) AS line,
  max(delivery_date) AS delivery_date,
  max(first_date) AS first_date,
  sum(qty_received) AS qty_received,
  count(DISTINCT schedule_id) AS schedules
FROM schedule
GROUP BY ALL
