-- What the moves say of an order line: how much was stocked, whether more is to come, and when the rest was
-- cancelled. There is no closed line otherwise: refusing the backorder cancels the moves that were left.
SELECT
  a.purchase_line_id,
  max(r.qty) AS stocked,
  count_if(a.state NOT IN ('done', 'cancel')) > 0 AS pending,
  count_if(a.state = 'done') > 0 AS moved,
  max(CASE WHEN a.state = 'cancel' THEN a.modified_at END) AS cancelled_at
FROM (
  SELECT purchase_line_id, state, modified_at FROM moves WHERE purchase_line_id IS NOT NULL
  UNION ALL
  SELECT l.purchase_line_id, m.state, m.modified_at FROM step_lines AS l JOIN moves AS m ON m.id = l.id
) AS a
LEFT JOIN (
  SELECT r.purchase_line_id, sum(CASE WHEN r.uom_id = l.uom_id THEN r.moved_qty ELSE r.moved_qty * l.order_units END) AS qty
  FROM receipt_moves AS r
  JOIN order_products AS l ON l.id = r.purchase_line_id
  WHERE r.kind = 'stock_in'
  GROUP BY r.purchase_line_id
) AS r ON r.purchase_line_id = a.purchase_line_id
GROUP BY a.purchase_line_id
