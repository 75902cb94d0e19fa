-- Goods that came, went to stock or went back. What was taken back in the log is kept and counts for nothing. A log without quantities
-- delivers a line whole by its first receipt.
SELECT
  concat(:prefix, 'purchase|', kind, '|', line, '|', coalesce(event_id, concat(CASE WHEN undone THEN 'undone-' ELSE '' END, seq))) AS receipt_key,
  document AS receipt_no,
  event_id AS receipt_doc_id,
  kind,
  concat(:prefix, 'purchase|', order_id, '|', line) AS order_line_key,
  'exact_id' AS link_quality,
  concat(:prefix, item) AS item_key,
  uom,
  CASE
    WHEN event_qty IS NOT NULL THEN CASE WHEN kind IN ('return', 'rejection') THEN -abs(event_qty) ELSE event_qty END
    WHEN NOT has_quantities AND kind IN ('arrival', 'stock_in') AND seq = 1 AND NOT undone THEN qty_of_line
    WHEN NOT has_quantities THEN 0
  END AS qty,
  CAST(from_utc_timestamp(happened_at, :zone) AS DATE) AS receipt_date,
  happened_at AS created_at,
  happened_at AS known_at,
  warehouse,
  resource AS owner,
  transition AS status_raw,
  NOT undone AS effective,
  false AS is_red,
  _file,
  _row
FROM (
  SELECT
    e.*,
    CASE e.stage WHEN 'arrived' THEN 'arrival' WHEN 'stocked' THEN 'stock_in' WHEN 'returned' THEN 'return' ELSE 'rejection' END AS kind,
    l.has_quantities,
    l.qty AS qty_of_line
  FROM events AS e
  JOIN (SELECT line, has_quantities, qty FROM lines) AS l ON l.line = e.line
  WHERE e.stage IN ('arrived', 'stocked', 'returned', 'rejected')
)
