SELECT line_order_id AS order_id, line_id, sum(order_qty) AS qty
FROM receipt_lines
WHERE effective AND NOT coalesce(is_return, false) AND line_id IS NOT NULL
GROUP BY line_order_id, line_id
