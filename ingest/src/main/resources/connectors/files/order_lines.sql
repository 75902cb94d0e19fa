-- A line stands in one row, or in one row for each of its receipts; rows of a line that contradict one another stay
-- apart and are refused as duplicates. What was received is summed over receipts; where the file has none, the
-- source's own counter stands in.
SELECT
  concat(:prefix, 'purchase|', l.order_no, '|', l.line_id) AS order_line_key,
  concat(:prefix, 'purchase|', l.order_no) AS order_key,
  l.line_id,
  l.line_no,
  concat(:prefix, l.item_code) AS item_key,
  l.item_code AS item_code_raw,
  l.item_name AS item_name_raw,
  l.item_spec AS item_spec_raw,
  l.uom,
  l.qty,
  l.price_net,
  l.price_gross,
  l.tax_rate,
  l.amount_net,
  l.amount_tax,
  l.amount_gross,
  l.currency,
  l.required_date,
  l.promised_date_first,
  l.promised_date,
  CASE WHEN l.promised_date_first IS NULL THEN 'none' ELSE 'field' END AS promise_source,
  l.qty_arrived,
  l.qty_stocked,
  'unknown' AS qty_counter_basis,
  line_status(
    l.line_state <=> 'cancelled' OR l.status <=> 'cancelled',
    l.line_state <=> 'closed' OR l.status <=> 'closed',
    l.line_state <=> 'frozen' OR l.status <=> 'frozen',
    l.qty,
    CASE WHEN l.has_stock_in THEN coalesce(r.stocked, 0) ELSE coalesce(r.arrived, l.qty_stocked, l.qty_arrived) END,
    0) AS line_status,
  l.line_status_raw,
  l.closed_at,
  false AS is_gift,
  false AS is_service,
  l.note,
  l.attrs,
  l._file,
  l._row
FROM (
  SELECT
    order_no, line_id, line_no, item_code, item_name, item_spec, uom, qty, price_net, price_gross, tax_rate,
    amount_net, amount_tax, amount_gross, currency, required_date, promised_date_first, promised_date,
    max(qty_arrived) AS qty_arrived, max(qty_stocked) AS qty_stocked,
    status, line_state, line_status_raw, has_stock_in, max(closed_at) AS closed_at,
    min_by(note, struct(_file, _row)) AS note, min_by(attrs, struct(_file, _row)) AS attrs, min(_file) AS _file, min(_row) AS _row
  FROM order_rows
  GROUP BY
    order_no, line_id, line_no, item_code, item_name, item_spec, uom, qty, price_net, price_gross, tax_rate,
    amount_net, amount_tax, amount_gross, currency, required_date, promised_date_first, promised_date,
    status, line_state, line_status_raw, has_stock_in
) AS l
LEFT JOIN (
  SELECT
    order_no, line_id,
    sum(CASE WHEN kind = 'stock_in' THEN qty END) AS stocked,
    sum(CASE WHEN kind = 'arrival' THEN qty END) AS arrived
  FROM receipt_rows
  GROUP BY order_no, line_id
) AS r ON r.order_no = l.order_no AND r.line_id = l.line_id
