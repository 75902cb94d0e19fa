-- Approved inspections, once each, with the arrival line they judged: named by themselves, or by the
-- request that asked for them.
SELECT
  i.doc_id, i.inspect_no, i.verified_at,
  coalesce(to_date(from_utc_timestamp(i.verified_at, :zone)), i.inspected_on) AS inspected_on,
  i.qty_accepted, i.qty_rejected, coalesce(p.name, i.verifier) AS inspector,
  coalesce(r.arrival_id, i.arrival_id) AS arrival_id, i._file, i._row
FROM (
  SELECT *, row_number() OVER (PARTITION BY doc_id ORDER BY _file, _row) AS nth FROM inspection
) AS i
LEFT JOIN (
  SELECT entry_id, min(arrival_id) AS arrival_id FROM inspection_request GROUP BY entry_id
) AS r ON r.entry_id = i.request_id
LEFT JOIN (SELECT code, min(name) AS name FROM person GROUP BY code) AS p ON p.code = i.inspector_code
WHERE i.nth = 1 AND (i.verified_at IS NOT NULL OR i.verifier IS NOT NULL)
