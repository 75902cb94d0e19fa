-- Order lines with what their order says. The tables keep no day of receipt; the order's day of shipment stands for it.
SELECT
  d.*,
  o.ordered_on,
  o.shipped_on,
  o.status,
  m.name AS ship_method,
  p.product_no,
  p.name AS product_name
FROM order_details AS d
LEFT JOIN orders AS o ON o.order_no = d.order_no
LEFT JOIN ship_methods AS m ON m.ship_method_id = o.ship_method_id
LEFT JOIN products AS p ON p.product_id = d.product_id
