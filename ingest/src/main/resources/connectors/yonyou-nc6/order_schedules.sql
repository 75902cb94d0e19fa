SELECT
  concat(:prefix, 'purchase|', l.doc_id, '|', l.entry_id) AS order_line_key,
  CAST(row_number() OVER (PARTITION BY l.entry_id ORDER BY s.planned_on, s.id) AS INT) AS schedule_no,
  s.planned_on AS planned_date,
  s.qty,
  s.qty_arrived AS qty_received,
  'po_order_bb1.dplanarrvdate' AS source_field,
  s._file,
  s._row
FROM (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY _file, _row) AS nth FROM schedule
) AS s
JOIN order_entries AS l ON l.entry_id = s.entry_id AND l.nth = 1
WHERE s.nth = 1 AND NOT coalesce(s.deleted, false)
