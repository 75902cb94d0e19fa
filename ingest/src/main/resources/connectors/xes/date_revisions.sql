SELECT
  concat(:prefix, 'purchase|', order_id, '|', line) AS order_line_key,
  'promised' AS field,
  CAST(before AS STRING) AS old_value,
  CAST(promised_on AS STRING) AS new_value,
  happened_at AS changed_at,
  resource AS changed_by,
  reason,
  'audit_log' AS evidence,
  _file,
  _row
FROM promises
WHERE before IS NOT NULL AND before <> promised_on
