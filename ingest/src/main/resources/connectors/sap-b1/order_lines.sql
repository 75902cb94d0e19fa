-- B1 closes a line whether or not anything came: a line closed without a receipt was cancelled.
SELECT
  concat(:prefix, line_key) AS order_line_key,
  concat(:prefix, order_id) AS order_key,
  line_id,
  CAST(CAST(coalesce(place, CAST(line_id AS DECIMAL(28,10))) + 1 AS BIGINT) AS STRING) AS line_no,
  concat(:prefix, item_code) AS item_key,
  item_code AS item_code_raw,
  item_name AS item_name_raw,
  uom,
  qty,
  qty_base,
  price_net,
  price_gross,
  tax_rate,
  coalesce(nullif(amount_net_foreign, 0), amount_net) AS amount_net,
  coalesce(nullif(amount_tax_foreign, 0), amount_tax) AS amount_tax,
  coalesce(nullif(amount_gross_foreign, 0), amount_gross) AS amount_gross,
  coalesce(currency, doc_currency) AS currency,
  CASE :promise WHEN 'ship_date' THEN coalesce(first_date, ship_date) ELSE ship_date END AS required_date,
  first_date AS promised_date_first,
  promised AS promised_date,
  CASE WHEN first_date IS NULL THEN 'none' WHEN moved THEN 'change_doc' ELSE 'field' END AS promise_source,
  'unknown' AS qty_counter_basis,
  line_status,
  status_raw AS line_status_raw,
  CASE WHEN line_status IN ('cancelled', 'closed_short') THEN
    coalesce(CASE WHEN doc_cancelled IN ('Y', 'C') THEN to_utc_timestamp(CAST(date_add(cancelled_on, 1) AS TIMESTAMP), :zone) END, closed_at, updated_at)
  END AS closed_at,
  CASE WHEN line_status IN ('cancelled', 'closed_short') AND doc_cancelled = 'N' THEN closed_by END AS closed_by,
  false AS is_gift,
  is_service,
  note,
  CASE WHEN base_type = '1470000113' THEN concat(:prefix, 'requisition|', base_doc, '|', base_line) END AS source_req_line_key,
  CASE WHEN cardinality(attrs) > 0 THEN attrs END AS attrs,
  updated_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    *,
    line_status(
      doc_cancelled IN ('Y', 'C') OR (status = 'C' AND received = 0),
      status = 'C', false, qty, received, 0) AS line_status
  FROM order_items
)
