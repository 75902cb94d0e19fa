SELECT
  'purchase' AS direction,
  concat('purchase|', regexp_replace(doc_id, '^0+(?=[0-9]+$)', '')) AS order_id,
  concat('purchase|', regexp_replace(doc_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(line_id, '^0+(?=[0-9]+$)', '')) AS line_key,
  regexp_replace(line_id, '^0+(?=[0-9]+$)', '') AS line_id,
  item_code, qty, price_net, price_gross, amount_net, amount_gross, planned_on,
  CAST(NULL AS DECIMAL(28,10)) AS qty_shipped, CAST(NULL AS DECIMAL(28,10)) AS qty_returned, _file, _row
FROM purchase_line
UNION ALL
SELECT
  'sales',
  concat('sales|', regexp_replace(doc_id, '^0+(?=[0-9]+$)', '')),
  concat('sales|', regexp_replace(doc_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(line_id, '^0+(?=[0-9]+$)', '')),
  regexp_replace(line_id, '^0+(?=[0-9]+$)', ''),
  item_code, qty, NULL, price_gross, NULL, NULL, planned_on, qty_shipped, qty_returned, _file, _row
FROM sales_line
