-- Lines as the newest export that has them shows them, with what only the row of exports tells: the first promise of a
-- line that was seen to appear or soon after it was ordered, the most that was ever in stock, the day on which it was closed.
SELECT
  l.*,
  h.first_on, h.first_seen, h.most_stocked,
  CASE WHEN l.line_state IN ('closed', 'cancelled') OR l.status IN ('closed', 'cancelled') THEN
    to_utc_timestamp(CAST(date_add(h.closed_on, 1) AS TIMESTAMP), :zone)
  END AS closed_at
FROM states AS l
JOIN (
  SELECT
    order_no, line_id,
    min_by(planned_on, snapshot_on) AS first_on,
    min(snapshot_on) < DATE'9999-12-31'
      AND (min(snapshot_on) > min(first_export)
        OR datediff(min(snapshot_on), min(order_date)) <= CAST(:gap_days AS INT)) AS first_seen,
    max(qty_stocked) AS most_stocked,
    max(CASE
      WHEN dated AND (
        line_state IN ('closed', 'cancelled') AND NOT coalesce(line_state_before IN ('closed', 'cancelled'), false)
        OR status IN ('closed', 'cancelled') AND NOT coalesce(status_before IN ('closed', 'cancelled'), false))
      THEN snapshot_on
    END) AS closed_on
  FROM states
  GROUP BY order_no, line_id
) AS h ON h.order_no = l.order_no AND h.line_id = l.line_id
WHERE l.age = 1
