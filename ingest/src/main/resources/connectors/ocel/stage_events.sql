-- Every event about a line, those that end no stage too: each is news of it. An event about the order alone is told of all its lines.
SELECT
  concat(:prefix, 'purchase|', l.order_id, '|', s.line) AS order_line_key,
  s.stage,
  s.seq,
  CAST(from_utc_timestamp(s.happened_at, :zone) AS DATE) AS actual_on,
  s.happened_at AS actual_at,
  'milli' AS actual_precision,
  'source_utc' AS actual_tz_basis,
  s.happened_at AS known_at,
  s.resource AS owner_code,
  s.resource AS owner_name,
  'doer' AS owner_role,
  CASE
    WHEN s.lines_of_event > 1 THEN NULL
    WHEN s.stage IN ('returned', 'rejected') THEN -abs(coalesce(s.qty, f.qty))
    ELSE coalesce(s.qty, f.qty)
  END AS qty,
  s.type AS doc_type,
  coalesce(s.document, f.document) AS doc_no,
  s.event AS doc_line_id,
  'ocel:time' AS source_field,
  s.derived,
  s._file,
  s._row
FROM (SELECT * FROM steps WHERE NOT undone) AS s
JOIN lines AS l ON l.line = s.line
LEFT JOIN facts AS f ON f.object = s.receipt
