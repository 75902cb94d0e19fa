-- Quantities and prices are in the main unit. A line is closed without a day: of one that ended short the
-- row's last change is the latest it can have been. Nothing marks a line as cancelled: it is cancelled when it
-- was deleted, or closed with nothing received, by documents and by the counters. The planned day is
-- overwritten by a revision.
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
  planned_on AS required_date,
  CASE WHEN :first_promise = 'current' AND :plan_date = 'promise' THEN planned_on END AS promised_date_first,
  CASE WHEN :plan_date = 'promise' THEN planned_on END AS promised_date,
  CASE
    WHEN :first_promise = 'current' AND :plan_date = 'promise' AND planned_on IS NOT NULL THEN 'field' ELSE 'none'
  END AS promise_source,
  qty_arrived,
  qty_stocked,
  qty_returned,
  qty_sent_back AS qty_rejected,
  qty_invoiced,
  'unknown' AS qty_counter_basis,
  line_status(
    is_deleted
      OR is_closed AND received = 0 AND coalesce(qty_stocked, 0) = 0 AND coalesce(qty_invoiced, 0) = 0,
    is_closed, false, qty, received, 0) AS line_status,
  concat_ws('/', active, CASE WHEN is_deleted THEN 'dr' END) AS line_status_raw,
  CASE WHEN line_status IN ('cancelled', 'closed_short') THEN changed_at END AS closed_at,
  coalesce(gift, false) AS is_gift,
  coalesce(service, false) AS is_service,
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
    coalesce(l.deleted, false) OR coalesce(h.deleted, false) AS is_deleted,
    coalesce(l.active = '1', false) AS is_closed,
    coalesce(i.code, l.any_item_id) AS item_code,
    i.name AS item_name,
    i.spec AS item_spec,
    i.service,
    coalesce(u.name, i.unit_id) AS uom,
    coalesce(c.code, l.currency_id) AS currency,
    map_filter(
      map_concat(
        map_filter(coalesce(h.attrs, CAST(map() AS MAP<STRING, STRING>)), (k, v) -> l.attrs[k] IS NULL),
        coalesce(l.attrs, CAST(map() AS MAP<STRING, STRING>))),
      (k, v) -> v NOT IN ('~', 'NULL')) AS all_attrs
  FROM order_entries AS l
  LEFT JOIN order_heads AS h ON h.doc_id = l.doc_id AND h.nth = 1
  LEFT JOIN received AS r ON r.order_entry_id = l.entry_id
  LEFT JOIN (
    SELECT
      id, min(code) AS code, min(name) AS name, min(coalesce(spec, kind)) AS spec, min(unit_id) AS unit_id, max(service) AS service
    FROM item GROUP BY id
  ) AS i ON i.id = l.any_item_id
  LEFT JOIN (SELECT id, min(name) AS name FROM unit GROUP BY id) AS u ON u.id = i.unit_id
  LEFT JOIN (SELECT id, min(code) AS code FROM currency GROUP BY id) AS c ON c.id = l.currency_id
)
