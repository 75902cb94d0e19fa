-- date_planned is the current promise and is overwritten; date_promised keeps the one the order was confirmed with.
SELECT
  concat(:prefix, 'purchase|', order_id, '|', id) AS order_line_key,
  concat(:prefix, 'purchase|', order_id) AS order_key,
  id AS line_id,
  CAST(row_number() OVER (PARTITION BY order_id ORDER BY sequence, CAST(id AS BIGINT), id) AS STRING) AS line_no,
  concat(:prefix, product_id) AS item_key,
  item_code AS item_code_raw,
  item_name AS item_name_raw,
  uom,
  qty,
  base_uom,
  qty_base,
  coalesce(amount_net / nullif(qty, 0), price_unit) AS price_net,
  amount_gross / nullif(qty, 0) AS price_gross,
  amount_net,
  amount_tax,
  amount_gross,
  currency,
  to_date(from_utc_timestamp(date_promised, :zone)) AS required_date,
  to_date(from_utc_timestamp(date_promised, :zone)) AS promised_date_first,
  to_date(from_utc_timestamp(date_planned, :zone)) AS promised_date,
  CASE WHEN date_promised IS NULL THEN 'none' ELSE 'field' END AS promise_source,
  qty_received AS qty_stocked,
  qty_invoiced,
  'net_of_returns' AS qty_counter_basis,
  line_status,
  concat_ws('/', state, CASE WHEN closed THEN 'moves cancelled' END) AS line_status_raw,
  CASE WHEN line_status IN ('cancelled', 'closed_short') THEN coalesce(moves_cancelled_at, order_modified_at) END AS closed_at,
  false AS is_gift,
  is_service,
  CASE WHEN description <> product_name AND description <> item_name THEN description END AS note,
  map_filter(attrs, (field, value) -> value <> 'false') AS attrs,
  created_at,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    l.*,
    o.state,
    o.modified_at AS order_modified_at,
    m.cancelled_at AS moves_cancelled_at,
    m.cancelled_at IS NOT NULL AND NOT m.pending AS closed,
    line_status(
      o.state = 'cancel' OR (m.cancelled_at IS NOT NULL AND NOT m.pending AND NOT m.moved),
      m.cancelled_at IS NOT NULL AND NOT m.pending,
      false,
      l.qty,
      -- Services, and companies that keep no stock here, count by hand.
      CASE WHEN m.purchase_line_id IS NULL THEN l.qty_received ELSE m.stocked END,
      0) AS line_status
  FROM order_products AS l
  LEFT JOIN orders AS o ON o.id = l.order_id
  LEFT JOIN line_moves AS m ON m.purchase_line_id = l.id
)
