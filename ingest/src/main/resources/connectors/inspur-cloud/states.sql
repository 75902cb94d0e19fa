-- Each export of a line beside the one before. A line that was not there when an earlier export was made had nothing
-- received then. Only between exports that are close is a change dated.
SELECT
  *,
  snapshot_on < DATE'9999-12-31' AND datediff(snapshot_on, export_before) <= CAST(:gap_days AS INT) AS dated
FROM (
  SELECT
    s.*,
    e.export_before,
    coalesce(lag(s.qty_arrived) OVER line, CASE WHEN e.export_before IS NOT NULL THEN 0 END) AS arrived_before,
    coalesce(lag(s.qty_stocked) OVER line, CASE WHEN e.export_before IS NOT NULL THEN 0 END) AS stocked_before,
    lag(s.planned_on) OVER line AS planned_before,
    lag(s.status) OVER line AS status_before,
    lag(s.line_state) OVER line AS line_state_before,
    row_number() OVER (PARTITION BY s.order_no, s.line_id ORDER BY s.snapshot_on DESC) AS age
  FROM snapshots AS s
  JOIN (
    SELECT snapshot_on, lag(snapshot_on) OVER (ORDER BY snapshot_on) AS export_before
    FROM (SELECT DISTINCT snapshot_on FROM snapshots)
  ) AS e ON e.snapshot_on = s.snapshot_on
  WINDOW line AS (PARTITION BY s.order_no, s.line_id ORDER BY s.snapshot_on)
)
