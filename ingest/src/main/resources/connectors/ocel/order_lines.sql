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
  CASE WHEN promised_first IS NULL THEN 'none' WHEN promise_moved THEN 'version' ELSE 'field' END AS promise_source,
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
  SELECT
    l.*,
    r.qty_arrived, r.qty_stocked, r.qty_returned,
    line_status(
      l.cancelled_at IS NOT NULL, l.closed_at IS NOT NULL, false, l.qty, coalesce(r.qty_stocked, r.qty_arrived, 0), 0) AS line_status
  FROM lines AS l
  LEFT JOIN (
    SELECT
      line,
      sum(qty) FILTER (WHERE kind = 'arrival') AS qty_arrived,
      sum(qty) FILTER (WHERE kind = 'stock_in') AS qty_stocked,
      -sum(qty) FILTER (WHERE kind = 'return') AS qty_returned
    FROM receipt_lines
    WHERE effective
    GROUP BY line
  ) AS r ON r.line = l.line
)
