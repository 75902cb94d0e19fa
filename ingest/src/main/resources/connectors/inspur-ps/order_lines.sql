-- Neither a closed line nor a date that moved leaves a trace in these tables: a line is open until all of it
-- came, and what was first promised is not known.
SELECT
  concat(:prefix, l.line_key) AS order_line_key,
  concat(:prefix, l.order_id) AS order_key,
  l.line_id,
  l.line_id AS line_no,
  concat(:prefix, l.item_code) AS item_key,
  l.item_code AS item_code_raw,
  i.name AS item_name_raw,
  i.spec AS item_spec_raw,
  i.base_uom AS uom,
  l.qty,
  l.price_net,
  l.price_gross,
  l.amount_net,
  l.amount_gross - l.amount_net AS amount_tax,
  coalesce(l.amount_gross, l.qty * l.price_gross) AS amount_gross,
  CASE o.currency WHEN 'RMB' THEN 'CNY' ELSE o.currency END AS currency,
  l.planned_on AS required_date,
  CAST(NULL AS DATE) AS promised_date_first,
  l.planned_on AS promised_date,
  'none' AS promise_source,
  l.qty_shipped AS qty_stocked,
  l.qty_returned,
  'unknown' AS qty_counter_basis,
  line_status(false, false, false, l.qty, coalesce(r.qty, 0), 0) AS line_status,
  false AS is_gift,
  false AS is_service,
  l._file,
  l._row
FROM order_items AS l
LEFT JOIN (SELECT order_id, min(currency) AS currency FROM orders GROUP BY order_id) AS o ON o.order_id = l.order_id
LEFT JOIN (SELECT code, min(name) AS name, min(spec) AS spec, min(base_uom) AS base_uom FROM item GROUP BY code) AS i ON i.code = l.item_code
LEFT JOIN received AS r ON r.line_key = l.line_key
