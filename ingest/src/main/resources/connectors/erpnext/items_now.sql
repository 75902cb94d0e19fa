-- Order lines as saved last; and those that were removed from an order that had been submitted, which is how
-- a line is cancelled.
SELECT
  id, order_id, idx, item_code, item_name, qty, uom, base_uom, coalesce(nullif(factor, 0), 1) AS factor, qty_base, price, amount,
  required_on, expected_on, qty_received, qty_returned, free, request, request_item,
  transform_keys(attrs, (field, value) -> regexp_replace(field, '^items\\.', '')) AS attrs, modified_at,
  CAST(NULL AS TIMESTAMP) AS removed_at, CAST(NULL AS STRING) AS removed_by, _file, _row
FROM (
  SELECT *, row_number() OVER (PARTITION BY order_id, id ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth
  FROM (SELECT * FROM order_item UNION ALL SELECT * FROM order_item_list)
)
WHERE nth = 1
UNION ALL
SELECT
  line.name, order_id, line.idx, line.item_code, line.item_name, line.qty, line.uom, line.stock_uom, coalesce(nullif(line.conversion_factor, 0), 1),
  line.stock_qty, coalesce(line.net_rate, line.rate), coalesce(line.net_amount, line.amount),
  try_cast(line.schedule_date AS DATE), try_cast(line.expected_delivery_date AS DATE), line.received_qty, line.returned_qty,
  false, line.material_request, line.material_request_item, CAST(NULL AS MAP<STRING, STRING>), at, at, owner, _file, _row
FROM (
  SELECT
    order_id, at, owner, _file, _row,
    from_json(
      get(removed, 1),
      'name STRING, idx STRING, item_code STRING, item_name STRING, qty DECIMAL(28,10), uom STRING, stock_uom STRING, conversion_factor DECIMAL(28,10), stock_qty DECIMAL(28,10), rate DECIMAL(28,10), net_rate DECIMAL(28,10), amount DECIMAL(28,10), net_amount DECIMAL(28,10), schedule_date STRING, expected_delivery_date STRING, received_qty DECIMAL(28,10), returned_qty DECIMAL(28,10), material_request STRING, material_request_item STRING'
    ) AS line
  FROM (SELECT order_id, at, owner, submitted_at, _file, _row, explode(log.removed) AS removed FROM order_log)
  WHERE get(removed, 0) = 'items' AND at > submitted_at
)
