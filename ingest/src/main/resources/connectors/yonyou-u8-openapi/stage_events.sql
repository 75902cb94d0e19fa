-- The answers tell who approved an order, and not when: arrivals and stock-ins are the stages there are.
SELECT
  concat(:prefix, 'purchase|', order_no, '|', order_row_no) AS order_line_key,
  CASE kind WHEN 'arrival' THEN 'arrived' ELSE 'stocked' END AS stage,
  CAST(row_number() OVER (PARTITION BY order_no, order_row_no, kind ORDER BY receipt_date, receipt_no, row_no) AS INT) AS seq,
  receipt_date AS actual_on,
  'day' AS actual_precision,
  to_utc_timestamp(CAST(date_add(receipt_date, 1) AS TIMESTAMP), :zone) AS known_at,
  creator AS owner_name,
  'doer' AS owner_role,
  qty,
  kind AS doc_type,
  receipt_no AS doc_no,
  row_no AS doc_line_id,
  CASE doc WHEN 'arrival' THEN 'purchasereceipt.date' ELSE 'purchasein.date' END AS source_field,
  false AS derived,
  _file,
  _row
FROM receipt_lines
WHERE kind IN ('arrival', 'stock_in') AND effective AND nth = 1 AND order_row_no IS NOT NULL AND receipt_date IS NOT NULL
