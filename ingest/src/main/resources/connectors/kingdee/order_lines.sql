-- FDeliveryDate is the current promise; the day first asked for is the oldest one a change document holds.
SELECT
  concat(:prefix, 'purchase|', doc_id, '|', entry_id) AS order_line_key,
  concat(:prefix, 'purchase|', doc_id) AS order_key,
  entry_id AS line_id,
  line_no,
  concat(:prefix, item_code) AS item_key,
  item_code AS item_code_raw,
  item_name AS item_name_raw,
  item_spec AS item_spec_raw,
  uom,
  qty,
  price_net,
  price_gross,
  tax_rate,
  amount_net,
  amount_tax,
  amount_gross,
  CASE currency WHEN 'PRE001' THEN 'CNY' WHEN 'PRE007' THEN 'USD' ELSE currency END AS currency,
  first_date AS required_date,
  first_date AS promised_date_first,
  delivery_date AS promised_date,
  CASE WHEN has_change THEN 'change_doc' WHEN first_date IS NULL THEN 'none' ELSE 'field' END AS promise_source,
  qty_arrived,
  qty_stocked,
  qty_returned,
  'gross' AS qty_counter_basis,
  line_status,
  concat_ws('/', line_close_status, freeze_status, terminate_status) AS line_status_raw,
  CASE WHEN line_status IN ('cancelled', 'closed_short') THEN coalesce(terminated_at, closed_at, modified_at) END AS closed_at,
  coalesce(give_away, false) AS is_gift,
  false AS is_service,
  CAST(NULL AS STRING) AS source_req_line_key,
  attrs,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    o.*,
    coalesce(p.first_date, o.delivery_date) AS first_date,
    p.first_date IS NOT NULL AS has_change,
    line_status(
      o.cancel_status IN ('B', '已作废', '作废') OR o.terminate_status IN ('B', '终止', '已终止'),
      o.line_close_status IN ('B', '业务关闭', '已关闭') OR o.close_status IN ('B', '已关闭'),
      o.freeze_status IN ('B', '冻结', '已冻结'),
      o.qty, r.qty, 0) AS line_status
  FROM purchase_order AS o
  LEFT JOIN (SELECT * FROM received WHERE direction = 'purchase') AS r ON r.order_entry_id = o.entry_id
  LEFT JOIN first_promises AS p ON p.entry_id = o.entry_id
)
UNION ALL
SELECT
  concat(:prefix, 'sales|', doc_id, '|', entry_id),
  concat(:prefix, 'sales|', doc_id),
  entry_id,
  line_no,
  concat(:prefix, item_code),
  item_code,
  item_name,
  NULL,
  uom,
  qty,
  NULL,
  price_gross,
  tax_rate,
  NULL,
  NULL,
  amount_gross,
  CASE currency WHEN 'PRE001' THEN 'CNY' WHEN 'PRE007' THEN 'USD' ELSE currency END,
  delivery_date,
  delivery_date,
  delivery_date,
  CASE WHEN delivery_date IS NULL THEN 'none' ELSE 'field' END,
  NULL,
  qty_shipped,
  NULL,
  'unknown',
  line_status,
  concat_ws('/', line_close_status, terminate_status),
  CASE WHEN line_status IN ('cancelled', 'closed_short') THEN coalesce(terminated_at, closed_at, modified_at) END,
  false,
  false,
  concat(:prefix, 'purchase|', purchase_doc_id, '|', purchase_entry_id),
  attrs,
  modified_at,
  _file,
  _row
FROM (
  SELECT
    o.*,
    line_status(
      o.cancel_status IN ('B', '已作废', '作废') OR o.terminate_status IN ('B', '终止', '已终止'),
      o.line_close_status IN ('B', '业务关闭', '已关闭') OR o.close_status IN ('B', '已关闭'),
      false, o.qty, r.qty, 0) AS line_status,
    l.doc_id AS purchase_doc_id
  FROM sale_order AS o
  LEFT JOIN (SELECT * FROM received WHERE direction = 'sales') AS r ON r.order_entry_id = o.entry_id
  LEFT JOIN (SELECT * FROM order_entries WHERE direction = 'purchase') AS l ON l.entry_id = o.purchase_entry_id
)
