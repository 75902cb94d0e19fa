-- Every state of an order line that the change log kept, and the present one as the last. A state holds
-- from the moment its document was saved.
SELECT
  l.object, l.doc_id, l.line_id, l.version,
  CASE :promise WHEN 'ship_date' THEN l.ship_date ELSE l.actual_date END AS promised,
  l.status,
  to_utc_timestamp(
    coalesce(
      try_to_timestamp(concat(d.updated_on, CASE WHEN d.updated_time LIKE '%:%' THEN rpad(replace(d.updated_time, ':', ''), 6, '0') ELSE lpad(d.updated_time, 6, '0') END), 'yyyy-MM-ddHHmmss'),
      CAST(date_add(d.updated_on, 1) AS TIMESTAMP)),
    :zone) AS saved_at,
  u.name AS saved_by,
  l._file, l._row
FROM log_line AS l
JOIN log_document AS d ON d.object = l.object AND d.doc_id = l.doc_id AND d.version = l.version
LEFT JOIN users AS u ON u.code = d.editor_code
WHERE l.object IN ('22', '17')
UNION ALL
SELECT
  l.object, l.doc_id, l.line_id, 999999999,
  CASE :promise WHEN 'ship_date' THEN l.ship_date ELSE l.actual_date END,
  l.status, d.updated_at, u.name, l._file, l._row
FROM document_lines AS l
JOIN documents AS d ON d.object = l.object AND d.doc_id = l.doc_id
LEFT JOIN users AS u ON u.code = d.editor_code
WHERE l.object IN ('22', '17')
