-- Values of a line's date attributes are stamped with the time from which they held: each one after the first is a revision.
SELECT
  concat(:prefix, 'purchase|', l.order_id, '|', l.line) AS order_line_key,
  h.field,
  CAST(h.before AS STRING) AS old_value,
  CAST(h.day AS STRING) AS new_value,
  h.since AS changed_at,
  'version' AS evidence,
  h._file,
  h._row
FROM histories AS h
JOIN lines AS l ON l.line = h.object
WHERE h.field IN ('required', 'promised') AND h.before IS NOT NULL AND h.before <> h.day
