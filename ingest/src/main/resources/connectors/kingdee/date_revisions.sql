SELECT
  concat(:prefix, 'purchase|', l.doc_id, '|', c.entry_id) AS order_line_key,
  'promised' AS field,
  CAST(c.old_date AS STRING) AS old_value,
  CAST(c.new_date AS STRING) AS new_value,
  coalesce(c.approved_at, to_utc_timestamp(CAST(date_add(c.changed_on, 1) AS TIMESTAMP), :zone)) AS changed_at,
  c.reason,
  'change_doc' AS evidence,
  c._file,
  c._row
FROM purchase_change AS c
LEFT JOIN order_entries AS l ON l.direction = 'purchase' AND l.entry_id = c.entry_id
WHERE c.status IN ('C', '已审核') AND NOT (c.old_date <=> c.new_date)
