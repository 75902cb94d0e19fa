SELECT
  concat(:prefix, 'purchase|', order_id, '|', line) AS order_line_key,
  concat(:prefix, 'purchase|', order_id) AS order_key,
  line AS line_id,
  line_no,
  concat(:prefix, item) AS item_key,
  item AS item_code_raw,
  item_name AS item_name_raw,
  item_spec AS item_spec_raw,
  uom,
  qty,
  price_net,
  price_gross,
  tax_rate,
  amount_net,
  amount_gross,
  currency,
  required_date,
  promised_first AS promised_date_first,
  promised AS promised_date,
  CASE
    WHEN promised_first IS NULL THEN 'none'
    WHEN promised_first = promised THEN 'field'
    ELSE 'version'
  END AS promise_source,
  qty_arrived,
  qty_stocked,
  qty_returned,
  'gross' AS qty_counter_basis,
  line_status,
  CASE WHEN line_status = 'cancelled' THEN cancelled_at WHEN line_status = 'closed_short' THEN coalesce(closed_at, cancelled_at) END AS closed_at,
  created_at,
  false AS is_gift,
  false AS is_service,
  last_event_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT *, line_status(cancelled_at IS NOT NULL, closed_at IS NOT NULL, false, qty, qty_received, 0) AS line_status
  FROM lines
)
