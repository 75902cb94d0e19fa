-- The confirmed date is the promise; it is overwritten when it moves, and so the first one is not known.
SELECT
  concat(:prefix, 'purchase|', company, '|', order_no, '|', line_no) AS order_line_key,
  concat(:prefix, 'purchase|', company, '|', order_no) AS order_key,
  line_no AS line_id,
  line_no,
  CASE WHEN item_code IS NOT NULL THEN concat(:prefix, company, '|', item_code) END AS item_key,
  item_code AS item_code_raw,
  coalesce(item_name, category) AS item_name_raw,
  uom,
  qty,
  CASE WHEN tax_included THEN NULL ELSE price / coalesce(nullif(price_units, 0), 1) END AS price_net,
  CASE WHEN tax_included THEN price / coalesce(nullif(price_units, 0), 1) END AS price_gross,
  CASE WHEN tax_included THEN NULL ELSE amount END AS amount_net,
  CASE WHEN tax_included THEN amount END AS amount_gross,
  currency,
  requested_on AS required_date,
  CAST(NULL AS DATE) AS promised_date_first,
  coalesce(confirmed_on, requested_on) AS promised_date,
  'none' AS promise_source,
  'unknown' AS qty_counter_basis,
  line_status(
    status = 'Canceled' OR deleted OR order_status = 'Canceled',
    status IN ('Received', 'Invoiced'),
    stopped,
    qty, received, coalesce(under_pct, 0)) AS line_status,
  concat_ws('/', status, CASE WHEN stopped THEN 'stopped' END, CASE WHEN deleted THEN 'deleted' END) AS line_status_raw,
  over_pct AS over_tolerance_pct,
  under_pct AS under_tolerance_pct,
  false AS is_gift,
  item_code IS NULL AS is_service,
  attrs,
  _file,
  _row
FROM (
  SELECT l.*, o.status AS order_status, o.currency, coalesce(o.tax_included, false) AS tax_included, r.qty AS received
  FROM order_line AS l
  LEFT JOIN (
    SELECT company, order_no, max(status) AS status, max(currency) AS currency, max(tax_included) AS tax_included
    FROM order_header
    GROUP BY company, order_no
  ) AS o ON o.company = l.company AND o.order_no = l.order_no
  LEFT JOIN received AS r ON r.company = l.company AND r.order_no = l.order_no AND r.line_no = l.line_no
)
