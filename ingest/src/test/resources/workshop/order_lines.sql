SELECT
  concat(:prefix, 'purchase|', order_no, '|', line_no) AS order_line_key, concat(:prefix, 'purchase|', order_no) AS order_key,
  line_no AS line_id, line_no, concat(:prefix, item_code) AS item_key, item_code AS item_code_raw,
  item_name AS item_name_raw, uom, qty, amount AS amount_gross, required_date, promised_date,
  'none' AS promise_source, 'unknown' AS qty_counter_basis,
  line_status(false, false, false, qty, sum(stocked_qty), 0) AS line_status, false AS is_gift, false AS is_service,
  min(_file) AS _file, min(_row) AS _row
FROM ledger
GROUP BY order_no, line_no, item_code, item_name, uom, qty, amount, required_date, promised_date
