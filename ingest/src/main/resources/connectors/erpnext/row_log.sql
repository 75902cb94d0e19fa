-- Changed dates of order lines: [table, place, line, [[field, before, after], ...]].
SELECT
  order_id,
  at,
  owner,
  line_id,
  get(one, 0) AS field,
  CAST(try_to_timestamp(get(one, 1), :log_dates) AS DATE) AS old_date,
  CAST(try_to_timestamp(get(one, 2), :log_dates) AS DATE) AS new_date,
  _file,
  _row
FROM (
  SELECT order_id, at, owner, get(line, 2) AS line_id, explode(from_json(get(line, 3), 'ARRAY<ARRAY<STRING>>')) AS one, _file, _row
  FROM (SELECT order_id, at, owner, explode(log.row_changed) AS line, _file, _row FROM order_log)
  WHERE get(line, 0) = 'items'
)
WHERE get(one, 0) IN ('schedule_date', 'expected_delivery_date')
