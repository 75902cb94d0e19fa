-- Heads of purchase and sales orders. Serial numbers are padded, and not every table pads them alike.
SELECT
  'purchase' AS direction, concat('purchase|', regexp_replace(doc_id, '^0+(?=[0-9]+$)', '')) AS order_id,
  regexp_replace(doc_id, '^0+(?=[0-9]+$)', '') AS doc_id, coalesce(doc_no, doc_id) AS doc_no,
  partner_code, doc_type, status, order_date, entered_on, dept_code, buyer_code, currency, fx_rate, _file, _row
FROM purchase_head
UNION ALL
SELECT
  'sales', concat('sales|', regexp_replace(doc_id, '^0+(?=[0-9]+$)', '')),
  regexp_replace(doc_id, '^0+(?=[0-9]+$)', ''), coalesce(doc_no, doc_id),
  partner_code, NULL, status, order_date, NULL, NULL, seller_code, currency, fx_rate, _file, _row
FROM sales_head
