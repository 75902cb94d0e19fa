-- Every version of every order line: a revision keeps the line's id for the newest version and copies what
-- was before to a new id that names it. Exports that overlap bring a row twice; it is told once.
SELECT
  l.entry_id, l.doc_id, coalesce(CASE WHEN NOT h.latest THEN l.current_id END, l.entry_id) AS current_id,
  h.latest, h.version_no, h.revised_at, h.reviser_id, l.corrected_on, l.planned_on, l.qty, l.price_gross
FROM (
  SELECT *, row_number() OVER (PARTITION BY entry_id ORDER BY _file, _row) AS nth FROM order_line
) AS l
JOIN (
  SELECT *, row_number() OVER (PARTITION BY doc_id ORDER BY _file, _row) AS nth FROM order_head
) AS h ON h.doc_id = l.doc_id AND h.nth = 1
WHERE l.nth = 1 AND NOT coalesce(h.deleted, false) AND NOT coalesce(l.deleted, false)
