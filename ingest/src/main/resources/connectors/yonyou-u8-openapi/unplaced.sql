-- Goods that came and belong to no line that can be told: of an order's item that stands in it more than once, or of no order at all.
SELECT order_no, item_code, max(receipt_date) AS last_on
FROM receipt_lines
WHERE kind = 'stock_in' AND effective AND nth = 1 AND order_row_no IS NULL
GROUP BY order_no, item_code
