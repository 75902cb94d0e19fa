SELECT
  concat(:prefix, 'purchase|', i.order_id, '|', i.id) AS order_line_key,
  concat(:prefix, 'purchase|', i.order_id) AS order_key,
  i.id AS line_id,
  i.idx AS line_no,
  concat(:prefix, i.item_code) AS item_key,
  i.item_code AS item_code_raw,
  i.item_name AS item_name_raw,
  i.uom,
  i.qty,
  i.base_uom,
  i.qty_base,
  i.price AS price_net,
  i.amount AS amount_net,
  i.currency,
  i.required_on AS required_date,
  CASE WHEN i.tracked THEN p.promised END AS promised_date_first,
  CASE WHEN :promise = 'expected' THEN coalesce(i.expected_on, i.required_on) ELSE i.required_on END AS promised_date,
  CASE WHEN i.tracked AND p.promised IS NOT NULL THEN 'version' ELSE 'none' END AS promise_source,
  i.qty_received AS qty_stocked,
  i.qty_returned,
  'net_of_returns' AS qty_counter_basis,
  i.line_status,
  concat_ws('/', i.docstatus, i.status, CASE WHEN i.removed_at IS NOT NULL THEN 'removed' END) AS line_status_raw,
  CASE WHEN i.line_status IN ('cancelled', 'closed_short') THEN coalesce(i.removed_at, i.closed_at, i.order_modified_at) END AS closed_at,
  CASE WHEN i.line_status IN ('cancelled', 'closed_short') THEN i.removed_by END AS closed_by,
  coalesce(i.free, false) AS is_gift,
  coalesce(NOT m.stocked, false) AS is_service,
  i.request_item AS source_req_line_key,
  i.attrs,
  i.modified_at AS source_modified_at,
  i._file,
  i._row
FROM (
  SELECT
    n.*,
    h.docstatus,
    h.status,
    h.currency,
    h.modified_at AS order_modified_at,
    l.closed_at,
    l.order_id IS NOT NULL OR h.amended_from IS NOT NULL AS tracked,
    line_status(
      h.docstatus = '2' OR n.removed_at IS NOT NULL,
      h.status IN ('Closed', 'Completed', 'Delivered'),
      h.status = 'On Hold' AND :on_hold = 'frozen',
      n.qty, r.qty, 0) AS line_status
  FROM items_now AS n
  LEFT JOIN heads AS h ON h.id = n.order_id
  LEFT JOIN received AS r ON r.order_id = n.order_id AND r.line_id = n.id
  LEFT JOIN (
    SELECT order_id, max(at) FILTER (WHERE exists(log.changed, one -> get(one, 0) = 'status' AND get(one, 2) = 'Closed')) AS closed_at
    FROM order_log
    GROUP BY order_id
  ) AS l ON l.order_id = n.order_id
) AS i
LEFT JOIN (
  SELECT order_id, line_id, min_by(promised, struct(at, promised)) AS promised FROM promises GROUP BY order_id, line_id
) AS p ON p.order_id = i.order_id AND p.line_id = i.id
LEFT JOIN (SELECT code, max(stocked) AS stocked FROM item GROUP BY code) AS m ON m.code = i.item_code
