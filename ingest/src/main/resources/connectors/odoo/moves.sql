-- Moves as written last, with what kind of places they join. Where stock.location was not exported, a move of
-- an order comes from the supplier, unless it returns another move.
SELECT
  m.*,
  coalesce(f.usage, CASE WHEN m.purchase_line_id IS NULL OR m.origin_returned_move_id IS NOT NULL THEN 'internal' ELSE 'supplier' END) AS from_usage,
  coalesce(t.usage, CASE WHEN m.purchase_line_id IS NULL OR m.origin_returned_move_id IS NULL THEN 'internal' ELSE 'supplier' END) AS to_usage
FROM (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth
  FROM move
) AS m
LEFT JOIN (SELECT id, max(usage) AS usage FROM location GROUP BY id) AS f ON f.id = m.location_id
LEFT JOIN (SELECT id, max(usage) AS usage FROM location GROUP BY id) AS t ON t.id = m.location_dest_id
WHERE m.nth = 1
