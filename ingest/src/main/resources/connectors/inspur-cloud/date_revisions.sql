-- What moved between two exports is known when the later one was made.
SELECT
  concat(:prefix, 'purchase|', order_no, '|', line_id) AS order_line_key,
  CASE :plan_date WHEN 'need' THEN 'required' ELSE 'promised' END AS field,
  CAST(planned_before AS STRING) AS old_value,
  CAST(planned_on AS STRING) AS new_value,
  to_utc_timestamp(CAST(date_add(snapshot_on, 1) AS TIMESTAMP), :zone) AS changed_at,
  'snapshot_diff' AS evidence,
  _file,
  _row
FROM states
WHERE planned_before <> planned_on AND snapshot_on < DATE'9999-12-31'
