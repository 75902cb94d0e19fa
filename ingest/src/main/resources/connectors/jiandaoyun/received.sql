SELECT line_order_id AS id, line_id, sum(qty) AS qty
FROM receipt_lines
WHERE effective AND kind = 'stock_in' AND line_id IS NOT NULL
GROUP BY line_order_id, line_id
