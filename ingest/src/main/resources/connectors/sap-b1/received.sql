-- What counts as delivered of an order line: receipts and shipments that stand, gross of later returns.
SELECT
  order_object, order_doc, order_line,
  coalesce(sum(qty) FILTER (WHERE kind <> 'return'), 0) AS qty,
  coalesce(-sum(qty) FILTER (WHERE kind = 'return'), 0) AS qty_returned
FROM (
  SELECT DISTINCT object, doc_id, line_id, kind, qty, effective, order_object, order_doc, order_line FROM movements
)
WHERE effective AND order_doc IS NOT NULL
GROUP BY order_object, order_doc, order_line
