SELECT
  concat(:prefix, o.line_key) AS order_line_key,
  'promised' AS field,
  CAST(v.promised_before AS STRING) AS old_value,
  CAST(v.promised AS STRING) AS new_value,
  v.saved_at AS changed_at,
  v.saved_by AS changed_by,
  'audit_log' AS evidence,
  v._file,
  v._row
FROM (
  SELECT *, lag(promised) OVER (PARTITION BY object, doc_id, line_id ORDER BY version) AS promised_before
  FROM line_versions
) AS v
JOIN order_items AS o ON o.object = v.object AND o.doc_id = v.doc_id AND o.line_id = v.line_id
WHERE v.promised_before <> v.promised
