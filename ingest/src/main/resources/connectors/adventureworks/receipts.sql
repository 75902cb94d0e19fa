-- Counters of the line, as the receipts they count: what came, what was turned down, what went to stock.
SELECT
  concat(:prefix, kind, '|', order_no, '|', line_id) AS receipt_key,
  order_no AS receipt_doc_id,
  line_id AS receipt_line_id,
  kind,
  concat(:prefix, 'purchase|', order_no, '|', line_id) AS order_line_key,
  'exact_id' AS link_quality,
  CASE
    WHEN kind = 'stock_in' THEN concat(:prefix, 'arrival|', order_no, '|', line_id)
    WHEN kind = 'rejection' THEN concat(:prefix, 'arrival|', order_no, '|', line_id)
  END AS via_receipt_key,
  concat(:prefix, product_id) AS item_key,
  counted AS qty,
  CASE WHEN kind = 'arrival' THEN received - rejected END AS qty_accepted,
  CASE WHEN kind = 'arrival' THEN rejected END AS qty_rejected,
  shipped_on AS receipt_date,
  to_utc_timestamp(CAST(date_add(shipped_on, 1) AS TIMESTAMP), :zone) AS known_at,
  true AS effective,
  false AS is_red,
  _file,
  _row
FROM (
  SELECT *, explode(map('arrival', received, 'rejection', -rejected, 'stock_in', stocked)) AS (kind, counted) FROM lines
)
WHERE counted <> 0 AND shipped_on IS NOT NULL
