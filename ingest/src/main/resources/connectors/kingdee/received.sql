-- What counts as delivered of an order entry: effective stock-ins and shipments, gross of later returns.
SELECT direction, order_entry_id, sum(qty) AS qty
FROM receipt_lines
WHERE kind IN ('stock_in', 'shipment')
  AND status IN ('C', '已审核')
  AND NOT coalesce(cancel_status IN ('B', '已作废', '作废'), false)
GROUP BY direction, order_entry_id
