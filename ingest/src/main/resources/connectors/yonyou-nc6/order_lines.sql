-- Quantities and prices are in the main unit. Lines have marks of closing but no day of it: of a line that
-- ended short the row's last change is the latest it can have been. Nothing marks a line as cancelled: it is
-- cancelled when it was deleted, or closed with nothing received, by documents and by the counters.
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
  CASE WHEN :plan_date = 'promise' THEN first_on ELSE planned_on END AS required_date,
  CASE WHEN :plan_date = 'promise' THEN first_on END AS promised_date_first,
  CASE WHEN :plan_date = 'promise' THEN planned_on END AS promised_date,
  CASE
    WHEN :plan_date = 'need' OR first_on IS NULL THEN 'none'
    WHEN has_versions THEN 'version'
    ELSE 'field'
  END AS promise_source,
  qty_arrived,
  qty_stocked,
  qty_returned,
  qty_sent_back AS qty_rejected,
  qty_invoiced,
  'gross' AS qty_counter_basis,
  line_status(
    is_deleted
      OR is_closed AND received = 0 AND coalesce(qty_stocked, 0) = 0 AND coalesce(qty_invoiced, 0) = 0,
    is_closed, coalesce(frozen, false), qty, received, 0) AS line_status,
  concat_ws('/', active,
    CASE WHEN arrive_close THEN 'barriveclose' END,
    CASE WHEN stock_close THEN 'bstockclose' END,
    CASE WHEN head_closed THEN 'bfinalclose' END,
    CASE WHEN is_deleted THEN 'dr' END) AS line_status_raw,
  CASE WHEN line_status IN ('cancelled', 'closed_short') THEN
    CASE WHEN head_closed AND NOT coalesce(stock_close, false) THEN coalesce(head_closed_at, changed_at) ELSE changed_at END
  END AS closed_at,
  coalesce(gift, false) AS is_gift,
  false AS is_service,
  note,
  concat(:prefix, 'source|', source_id) AS source_req_line_key,
  CASE WHEN size(all_attrs) > 0 THEN all_attrs END AS attrs,
  changed_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    l.*,
    coalesce(r.qty, 0) AS received,
    l.head_closed OR coalesce(l.stock_close, false) OR coalesce(l.active = '1', false) AS is_closed,
    coalesce(e.first_on, v.first_on, l.planned_on) AS first_on,
    coalesce(v.number, 0) > 1 AS has_versions,
    coalesce(i.code, l.item_id) AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    coalesce(u.name, l.unit_id) AS uom,
    coalesce(c.code, l.currency_id) AS currency,
    map_filter(
      map_concat(
        coalesce(l.head_attrs, CAST(map() AS MAP<STRING, STRING>)),
        coalesce(l.attrs, CAST(map() AS MAP<STRING, STRING>))),
      (k, v) -> v NOT IN ('~', 'NULL')) AS all_attrs
  FROM order_entries AS l
  LEFT JOIN received AS r ON r.order_entry_id = l.entry_id
  LEFT JOIN (
    SELECT entry_id, min(first_on) AS first_on FROM order_line_more WHERE NOT coalesce(deleted, false) GROUP BY entry_id
  ) AS e ON e.entry_id = l.entry_id
  LEFT JOIN (
    SELECT current_id, min_by(planned_on, version_no) AS first_on, count(*) AS number FROM versions GROUP BY current_id
  ) AS v ON v.current_id = l.entry_id
  LEFT JOIN (
    SELECT id, min(code) AS code, min(name) AS name, min(spec) AS spec, min(unit_id) AS unit_id FROM material GROUP BY id
  ) AS i ON i.id = l.item_id
  LEFT JOIN (SELECT id, min(name) AS name FROM unit GROUP BY id) AS u ON u.id = coalesce(l.unit_id, i.unit_id)
  LEFT JOIN (SELECT id, min(code) AS code FROM currency GROUP BY id) AS c ON c.id = l.currency_id
)
