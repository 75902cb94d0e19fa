-- The planned day is overwritten when an order is changed: the first promise is known only where the answers tell that it never was.
-- Lines are closed with their order, without a day. One of which nothing came is cancelled, unless goods of its item came that belong
-- to no line that can be told.
SELECT
  concat(:prefix, 'purchase|', order_no, '|', row_no) AS order_line_key,
  concat(:prefix, 'purchase|', order_no) AS order_key,
  row_no AS line_id,
  row_no AS line_no,
  concat(:prefix, item_code) AS item_key,
  item_code AS item_code_raw,
  item_name AS item_name_raw,
  item_spec AS item_spec_raw,
  uom,
  qty,
  uom AS base_uom,
  qty AS qty_base,
  price_net,
  price_gross,
  tax_rate,
  amount_net,
  amount_tax,
  amount_gross,
  currency_code AS currency,
  planned_on AS required_date,
  first_on AS promised_date_first,
  CASE WHEN :plan_date = 'promise' THEN planned_on END AS promised_date,
  CASE WHEN first_on IS NULL THEN 'none' ELSE 'field' END AS promise_source,
  'unknown' AS qty_counter_basis,
  line_status(is_closed AND received = 0 AND NOT may_have_come, is_closed, false, qty, received, 0) AS line_status,
  CASE WHEN is_closed THEN '订单关闭' END AS line_status_raw,
  CASE WHEN is_closed THEN closer END AS closed_by,
  false AS is_gift,
  false AS is_service,
  attrs,
  _file,
  _row
FROM (
  SELECT
    l.*,
    h.currency_code,
    h.closer,
    h.closer IS NOT NULL AS is_closed,
    coalesce(r.qty, 0) AS received,
    u.item_code IS NOT NULL OR n.item_code IS NOT NULL AS may_have_come,
    CASE WHEN :plan_date = 'promise' AND :first_promise = 'unchanged' AND h.changer IS NULL THEN l.planned_on END AS first_on
  FROM order_entries AS l
  LEFT JOIN order_heads AS h ON h.order_no = l.order_no AND h.nth = 1
  LEFT JOIN received AS r ON r.order_no = l.order_no AND r.row_no = l.row_no
  LEFT JOIN unplaced AS u ON u.order_no = l.order_no AND u.item_code = l.item_code
  LEFT JOIN unplaced AS n ON n.order_no IS NULL AND n.item_code = l.item_code AND n.last_on >= h.order_date
)
