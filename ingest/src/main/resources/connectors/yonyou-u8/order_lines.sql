-- Quantities, prices and counters are in the item's main unit; the purchase unit and the pieces (iNum) only
-- show how it was packed. dArriveDate is overwritten when an order is changed, and the head says only that
-- it was changed: the first promise is known where it never was.
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
  uom AS base_uom,
  qty AS qty_base,
  price_net,
  price_gross,
  tax_rate,
  amount_net,
  amount_tax,
  amount_gross,
  currency,
  coalesce(required_on, arrive_on) AS required_date,
  first_on AS promised_date_first,
  CASE WHEN :plan_date = 'promise' THEN arrive_on END AS promised_date,
  CASE WHEN first_on IS NULL THEN 'none' ELSE 'field' END AS promise_source,
  qty_arrived,
  qty_stocked,
  qty_returned,
  qty_refused AS qty_rejected,
  qty_invoiced,
  'net_of_returns' AS qty_counter_basis,
  line_status(
    is_closed AND received = 0 AND coalesce(qty_stocked, 0) = 0 AND coalesce(qty_invoiced, 0) = 0,
    is_closed, false, qty, received, 0) AS line_status,
  CASE WHEN closer IS NOT NULL THEN '行关闭' WHEN is_closed THEN '订单关闭' END AS line_status_raw,
  CASE WHEN closer IS NOT NULL THEN
    coalesce(closed_at, to_utc_timestamp(CAST(date_add(closed_on, 1) AS TIMESTAMP), :zone))
    WHEN is_closed THEN head_closed_at
  END AS closed_at,
  CASE WHEN closer IS NOT NULL THEN closer WHEN is_closed THEN head_closer END AS closed_by,
  coalesce(gift, false) AS is_gift,
  coalesce(service, false) AS is_service,
  note,
  CASE WHEN requisition_line_id IS NOT NULL THEN concat(:prefix, 'requisition|', requisition_line_id) END AS source_req_line_key,
  all_attrs AS attrs,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    l.*,
    coalesce(r.qty, 0) AS received,
    l.closer IS NOT NULL OR coalesce(h.status = 'closed', false) AS is_closed,
    h.closed_at AS head_closed_at,
    h.closer AS head_closer,
    h.currency,
    h.modified_at,
    q.required_on,
    CASE WHEN :plan_date = 'promise' AND :first_promise = 'unchanged' AND NOT h.changed THEN l.arrive_on END AS first_on,
    i.name AS item_name,
    i.spec AS item_spec,
    i.service,
    coalesce(m.name, i.unit_code, u.name, l.unit_code) AS uom,
    CASE
      WHEN h.attrs IS NULL THEN l.attrs
      WHEN l.attrs IS NULL THEN h.attrs
      ELSE map_concat(map_filter(h.attrs, (k, v) -> NOT map_contains_key(l.attrs, k)), l.attrs)
    END AS all_attrs
  FROM purchase_line AS l
  LEFT JOIN order_heads AS h ON h.direction = 'purchase' AND h.doc_id = l.doc_id
  LEFT JOIN received AS r ON r.direction = 'purchase' AND r.order_entry_id = l.entry_id
  LEFT JOIN (SELECT entry_id, min(required_on) AS required_on FROM requisition_line GROUP BY entry_id) AS q
    ON q.entry_id = l.requisition_line_id
  LEFT JOIN (
    SELECT code, min(name) AS name, min(spec) AS spec, min(unit_code) AS unit_code, max(service) AS service
    FROM inventory GROUP BY code
  ) AS i ON i.code = l.item_code
  LEFT JOIN (SELECT code, min(name) AS name FROM unit GROUP BY code) AS m ON m.code = i.unit_code
  LEFT JOIN (SELECT code, min(name) AS name FROM unit GROUP BY code) AS u ON u.code = l.unit_code
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
  item_spec,
  uom,
  qty,
  uom,
  qty,
  price_net,
  price_gross,
  tax_rate,
  amount_net,
  amount_tax,
  amount_gross,
  currency,
  ship_on,
  first_on,
  ship_on,
  CASE WHEN first_on IS NULL THEN 'none' ELSE 'field' END,
  NULL,
  qty_shipped,
  qty_returned,
  NULL,
  NULL,
  'unknown',
  line_status(
    is_closed AND received = 0 AND coalesce(qty_shipped, 0) = 0, is_closed, false, qty, received, 0),
  CASE WHEN closer IS NOT NULL THEN '行关闭' WHEN is_closed THEN '订单关闭' END,
  CASE WHEN closer IS NOT NULL THEN
    coalesce(closed_at, to_utc_timestamp(CAST(date_add(closed_on, 1) AS TIMESTAMP), :zone))
    WHEN is_closed THEN head_closed_at
  END,
  CASE WHEN closer IS NOT NULL THEN closer WHEN is_closed THEN head_closer END,
  false,
  coalesce(service, false),
  note,
  NULL,
  all_attrs,
  modified_at,
  _file,
  _row
FROM (
  SELECT
    l.*,
    coalesce(r.qty, 0) AS received,
    l.closer IS NOT NULL OR coalesce(h.status = 'closed', false) AS is_closed,
    h.closed_at AS head_closed_at,
    h.closer AS head_closer,
    h.currency,
    h.modified_at,
    CASE WHEN :first_promise = 'unchanged' AND NOT h.changed THEN l.ship_on END AS first_on,
    i.name AS item_name,
    i.spec AS item_spec,
    i.service,
    coalesce(m.name, i.unit_code, u.name, l.unit_code) AS uom,
    CASE
      WHEN h.attrs IS NULL THEN l.attrs
      WHEN l.attrs IS NULL THEN h.attrs
      ELSE map_concat(map_filter(h.attrs, (k, v) -> NOT map_contains_key(l.attrs, k)), l.attrs)
    END AS all_attrs
  FROM sales_line AS l
  LEFT JOIN order_heads AS h ON h.direction = 'sales' AND h.doc_id = l.doc_id
  LEFT JOIN received AS r ON r.direction = 'sales' AND r.order_entry_id = l.entry_id
  LEFT JOIN (
    SELECT code, min(name) AS name, min(spec) AS spec, min(unit_code) AS unit_code, max(service) AS service
    FROM inventory GROUP BY code
  ) AS i ON i.code = l.item_code
  LEFT JOIN (SELECT code, min(name) AS name FROM unit GROUP BY code) AS m ON m.code = i.unit_code
  LEFT JOIN (SELECT code, min(name) AS name FROM unit GROUP BY code) AS u ON u.code = l.unit_code
)
