-- Order lines as they stand: the rows of the newest state, and rows that were taken out after the order had been
-- approved. What a line was first promised is known where the log goes back to its making.
WITH history AS (
  SELECT
    id,
    line_id,
    min_by(promised_on, at) FILTER (WHERE promised_on IS NOT NULL) AS first_promise,
    min_by(required_on, at) FILTER (WHERE required_on IS NOT NULL) AS first_required,
    -- The end of a line counts from when it was last open.
    max(CASE WHEN NOT is_cancelled AND NOT is_closed THEN at END) AS open_at
  FROM line_states
  GROUP BY id, line_id
), ended AS (
  SELECT s.id, s.line_id, min(s.at) AS at, min_by(s.updater, s.at) AS who
  FROM line_states AS s
  JOIN history AS h ON h.id = s.id AND h.line_id = s.line_id
  WHERE (s.is_cancelled OR s.is_closed) AND (h.open_at IS NULL OR s.at > h.open_at)
  GROUP BY s.id, s.line_id
), newest AS (
  SELECT *, row_number() OVER (PARTITION BY id, line_id ORDER BY at DESC) AS states_ago, max(at) OVER (PARTITION BY id) AS last_at,
    lead(at) OVER (PARTITION BY id, line_id ORDER BY at) AS next_at
  FROM line_states
), removed AS (
  SELECT n.id, n.line_id, min(s.at) AS at
  FROM newest AS n
  JOIN (SELECT DISTINCT id, at FROM line_states) AS s ON s.id = n.id AND s.at > n.at
  WHERE n.states_ago = 1 AND n.at < n.last_at
  GROUP BY n.id, n.line_id
)
SELECT
  n.*,
  r.at AS removed_at,
  coalesce(r.at, e.at) AS ended_at,
  CASE WHEN r.at IS NULL THEN e.who END AS ended_by,
  CASE WHEN o.from_the_start THEN coalesce(h.first_promise, h.first_required) END AS first_promise
FROM newest AS n
JOIN history AS h ON h.id = n.id AND h.line_id = n.line_id
LEFT JOIN orders AS o ON o.id = n.id
LEFT JOIN ended AS e ON e.id = n.id AND e.line_id = n.line_id
LEFT JOIN removed AS r ON r.id = n.id AND r.line_id = n.line_id
WHERE n.states_ago = 1 AND (n.at = n.last_at OR n.flow_state IS NULL OR n.flow_state IN ('1', '2'))
