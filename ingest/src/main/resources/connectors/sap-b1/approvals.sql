-- When a document was submitted and finally approved, by whom. The request names the document, or the
-- draft it was made from.
SELECT
  d.object, d.doc_id,
  min(to_utc_timestamp(
    coalesce(
      try_to_timestamp(concat(r.created_on, CASE WHEN r.created_time LIKE '%:%' THEN rpad(replace(r.created_time, ':', ''), 6, '0') ELSE concat(lpad(r.created_time, 4, '0'), '00') END), 'yyyy-MM-ddHHmmss'),
      CAST(date_add(r.created_on, 1) AS TIMESTAMP)),
    :zone)) AS submitted_at,
  max(s.decided_at) AS approved_at,
  max_by(u.name, struct(s.decided_at, u.name)) AS approved_by
FROM (
  SELECT object, doc_id, 'document' AS known_by, doc_id AS known_as FROM documents WHERE object IN ('22', '17')
  UNION ALL
  SELECT object, doc_id, 'draft', draft_id FROM documents WHERE object IN ('22', '17') AND draft_id IS NOT NULL
) AS d
JOIN (
  SELECT request_id, object, created_on, created_time, 'document' AS known_by, doc_id AS known_as
  FROM (SELECT * FROM table_approval UNION ALL SELECT * FROM service_approval)
  WHERE doc_id IS NOT NULL AND NOT coalesce(is_draft IN ('Y', 'tYES'), false)
  UNION ALL
  SELECT request_id, object, created_on, created_time, 'draft', draft_id
  FROM (SELECT * FROM table_approval UNION ALL SELECT * FROM service_approval)
  WHERE draft_id IS NOT NULL
) AS r ON r.object = d.object AND r.known_by = d.known_by AND r.known_as = d.known_as
LEFT JOIN (
  SELECT
    request_id, user_code,
    to_utc_timestamp(
      coalesce(
        try_to_timestamp(concat(updated_on, CASE WHEN updated_time LIKE '%:%' THEN rpad(replace(updated_time, ':', ''), 6, '0') ELSE concat(lpad(updated_time, 4, '0'), '00') END), 'yyyy-MM-ddHHmmss'),
        CAST(date_add(updated_on, 1) AS TIMESTAMP)),
      :zone) AS decided_at
  FROM (SELECT * FROM table_approval_step UNION ALL SELECT * FROM service_approval_step)
  WHERE status IN ('Y', 'ardApproved')
) AS s ON s.request_id = r.request_id
LEFT JOIN users AS u ON u.code = s.user_code
GROUP BY d.object, d.doc_id
