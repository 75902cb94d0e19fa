SELECT
  concat(:prefix, 'stock_in|', order_no, '|', line_no, '|', _row) AS receipt_key, 'stock_in' AS kind,
  concat(:prefix, 'purchase|', order_no, '|', line_no) AS order_line_key, 'doc_line' AS link_quality, uom,
  stocked_qty AS qty, stocked_on AS receipt_date,
  to_utc_timestamp(CAST(date_add(stocked_on, 1) AS TIMESTAMP), :zone) AS known_at,
  true AS effective, false AS is_red, _file, _row
FROM ledger WHERE stocked_on IS NOT NULL
