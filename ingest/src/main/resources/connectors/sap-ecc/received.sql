-- What reached stock of an item, net of reversals and gross of later returns; for an item that orders a
-- return, what was sent back.
SELECT
  line,
  coalesce(sum(qty) FILTER (WHERE kind = 'stock_in'), 0) AS stocked,
  coalesce(-sum(qty) FILTER (WHERE kind = 'return'), 0) AS returned,
  max(known_at) FILTER (WHERE completes = 'X') AS completed_at
FROM standing
GROUP BY line
