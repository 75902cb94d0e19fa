-- What counts as delivered of an order line: stock-ins that count, gross of later returns.
SELECT order_entry_id, sum(qty) AS qty
FROM receipt_lines
WHERE kind = 'stock_in' AND effective AND nth = 1 AND order_entry_id IS NOT NULL
GROUP BY order_entry_id
