-- What was first promised, and since when a line is closed. Without a change log neither is known: the
-- first promise stays empty, and a closed line was closed at the latest when its order was last saved.
SELECT
  v.object, v.doc_id, v.line_id,
  CASE WHEN l.known THEN min_by(v.promised, v.version) FILTER (WHERE v.promised IS NOT NULL) END AS first_date,
  count(DISTINCT v.promised) > 1 AS moved,
  min(v.saved_at) FILTER (WHERE v.status = 'C' AND v.version > v.last_open) AS closed_at,
  min_by(v.saved_by, v.version) FILTER (WHERE v.status = 'C' AND v.version > v.last_open) AS closed_by
FROM (
  SELECT *, coalesce(max(CASE WHEN status = 'O' THEN version END) OVER (PARTITION BY object, doc_id, line_id), -1) AS last_open
  FROM line_versions
) AS v
CROSS JOIN (SELECT count(*) > 0 AS known FROM log_line) AS l
GROUP BY v.object, v.doc_id, v.line_id, l.known
