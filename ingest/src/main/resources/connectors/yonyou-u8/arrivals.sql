-- Arrival lines once each, and the arrival that a stock-in or a return goes back to: a return names the
-- line that first came.
SELECT
  l.entry_id,
  l.order_entry_id,
  coalesce(h.bill_type, '0') = '1' AS is_return,
  CASE
    WHEN coalesce(h.bill_type, '0') = '0' THEN concat(:prefix, 'purchase|arrival|', l.doc_id, '|', l.entry_id)
    WHEN o.entry_id IS NOT NULL THEN concat(:prefix, 'purchase|arrival|', o.doc_id, '|', o.entry_id)
  END AS arrival_key
FROM (
  SELECT *, row_number() OVER (PARTITION BY entry_id ORDER BY _file, _row) AS nth FROM arrival_line
) AS l
LEFT JOIN receipt_heads AS h ON h.doc = 'arrival' AND h.doc_id = l.doc_id
LEFT JOIN (SELECT entry_id, min(doc_id) AS doc_id FROM arrival_line GROUP BY entry_id) AS o
  ON o.entry_id = l.origin_id
WHERE l.nth = 1
