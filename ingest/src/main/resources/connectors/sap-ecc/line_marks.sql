-- When an item was last marked deleted, blocked or delivered completely, by whom.
SELECT
  concat(doc_id, '|', line_id) AS line,
  max(changed_at) FILTER (WHERE field = 'LOEKZ' AND new_value = 'L') AS deleted_at,
  max_by(changed_by, struct(changed_at, changed_by)) FILTER (WHERE field = 'LOEKZ' AND new_value = 'L') AS deleted_by,
  max(changed_at) FILTER (WHERE field = 'ELIKZ' AND new_value = 'X') AS completed_at,
  max_by(changed_by, struct(changed_at, changed_by)) FILTER (WHERE field = 'ELIKZ' AND new_value = 'X') AS completed_by
FROM changes
WHERE table_name = 'EKPO' AND field IN ('LOEKZ', 'ELIKZ')
GROUP BY doc_id, line_id
