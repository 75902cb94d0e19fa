-- What counts as delivered of an order line: approved stock-ins, gross of later returns.
SELECT order_no, order_row_no AS row_no, sum(qty) AS qty
FROM receipt_lines
WHERE kind = 'stock_in' AND effective AND nth = 1 AND order_row_no IS NOT NULL
GROUP BY order_no, order_row_no
