-- What counts as delivered of an order line: approved stock-ins and shipments, gross of later returns.
SELECT direction, order_entry_id, sum(qty) AS qty
FROM receipt_lines
WHERE kind IN ('stock_in', 'shipment') AND effective AND nth = 1 AND order_entry_id IS NOT NULL
GROUP BY direction, order_entry_id
