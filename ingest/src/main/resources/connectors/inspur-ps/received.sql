-- What counts as delivered of an order line: stock-ins and shipments that stand, gross of later returns.
SELECT
  line_key,
  coalesce(sum(qty) FILTER (WHERE kind IN ('stock_in', 'shipment')), 0) AS qty
FROM (SELECT DISTINCT document, doc_id, line_id, kind, qty, effective, line_key FROM movements)
WHERE effective AND line_key IS NOT NULL
GROUP BY line_key
