-- Quantities, prices and counters are in the item's main unit; the purchase unit and the pieces (iNum) only
-- show how it was packed. The planned day is overwritten when an order is changed, and the head says only
-- that it was changed: the first promise is known where it never was. A line has no mark of cancelling: it
-- is cancelled when it was closed with nothing received, by documents and by the counters.
SELECT
  concat(:prefix, direction, '|', doc_id, '|', entry_id) AS order_line_key,
  concat(:prefix, direction, '|', doc_id) AS order_key,
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
  coalesce(required_on, planned_on) AS required_date,
  first_on AS promised_date_first,
  promised_on AS promised_date,
  CASE WHEN first_on IS NULL THEN 'none' ELSE 'field' END AS promise_source,
  qty_arrived,
  qty_stocked,
  qty_returned,
  qty_refused AS qty_rejected,
  qty_invoiced,
  CASE direction WHEN 'purchase' THEN 'net_of_returns' ELSE 'unknown' END AS qty_counter_basis,
  line_status(
    is_closed AND received = 0 AND coalesce(qty_stocked, 0) = 0 AND coalesce(qty_invoiced, 0) = 0,
    is_closed, false, qty, received, 0) AS line_status,
  CASE WHEN closer IS NOT NULL THEN '行关闭' WHEN is_closed THEN '订单关闭' END AS line_status_raw,
  CASE WHEN closer IS NOT NULL THEN closed_at WHEN is_closed THEN head_closed_at END AS closed_at,
  CASE WHEN closer IS NOT NULL THEN closer WHEN is_closed THEN head_closer END AS closed_by,
  coalesce(gift, false) AS is_gift,
  coalesce(service, false) AS is_service,
  note,
  concat(:prefix, 'requisition|', requisition_line_id) AS source_req_line_key,
  CASE WHEN size(all_attrs) > 0 THEN all_attrs END AS attrs,
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
    CASE WHEN :plan_date = 'promise' OR l.direction = 'sales' THEN l.planned_on END AS promised_on,
    CASE
      WHEN :first_promise = 'unchanged' AND NOT h.changed AND (:plan_date = 'promise' OR l.direction = 'sales')
      THEN l.planned_on
    END AS first_on,
    i.name AS item_name,
    i.spec AS item_spec,
    i.service,
    coalesce(m.name, i.unit_code, u.name, l.unit_code) AS uom,
    map_filter(
      map_concat(
        map_filter(coalesce(h.attrs, CAST(map() AS MAP<STRING, STRING>)), (k, v) -> l.attrs[k] IS NULL),
        coalesce(l.attrs, CAST(map() AS MAP<STRING, STRING>))),
      (k, v) -> v <> 'NULL') AS all_attrs
  FROM order_entries AS l
  LEFT JOIN order_heads AS h ON h.direction = l.direction AND h.doc_id = l.doc_id AND h.nth = 1
  LEFT JOIN received AS r ON r.direction = l.direction AND r.order_entry_id = l.entry_id
  LEFT JOIN (SELECT entry_id, min(required_on) AS required_on FROM requisition_line GROUP BY entry_id) AS q
    ON q.entry_id = l.requisition_line_id
  LEFT JOIN (
    SELECT code, min(name) AS name, min(spec) AS spec, min(unit_code) AS unit_code, max(service) AS service
    FROM inventory GROUP BY code
  ) AS i ON i.code = l.item_code
  LEFT JOIN (SELECT code, min(name) AS name FROM unit GROUP BY code) AS m ON m.code = i.unit_code
  LEFT JOIN (SELECT code, min(name) AS name FROM unit GROUP BY code) AS u ON u.code = l.unit_code
)
