-- Every arrival, stock-in and return that a row tells. They are numbered within their line in the order they
-- happened, so that a later export with more rows gives the earlier ones the same key. A line that stands in one row
-- has one receipt of a kind: the same row again is the same receipt.
SELECT
  *,
  CASE WHEN :grain = 'receipt'
    THEN row_number() OVER (PARTITION BY order_no, line_id, kind ORDER BY receipt_date, receipt_no, _file, _row)
    ELSE 1
  END AS place,
  -- A day without a quantity tells that something came, not how much.
  own_qty OR qty IS NOT NULL AS counts
FROM (
  -- A list of stock-ins repeats the arrival they came from.
  SELECT
    'arrival' AS kind, order_no, line_id, item_code, uom, arrival_no AS receipt_no, arrived_on AS receipt_date,
    coalesce(arrived_qty, stocked_qty, CASE WHEN :received_qty = 'ordered' THEN qty END) AS qty, has_arrived_qty AS own_qty,
    max(qty_accepted) AS qty_accepted, max(qty_rejected) AS qty_rejected, CAST(NULL AS STRING) AS warehouse,
    min(_file) AS _file, min(_row) AS _row
  FROM order_rows
  WHERE arrived_on IS NOT NULL OR arrived_qty <> 0
  GROUP BY
    order_no, line_id, item_code, uom, arrival_no, arrived_on, arrived_qty, stocked_qty, qty, has_arrived_qty,
    CASE WHEN has_arrived_qty AND arrival_no IS NOT NULL THEN 0 ELSE _row END
  UNION ALL
  SELECT
    'stock_in', order_no, line_id, item_code, uom, receipt_no, stocked_on,
    coalesce(stocked_qty, CASE WHEN :received_qty = 'ordered' THEN qty END), has_stocked_qty, NULL, NULL, warehouse, _file, _row
  FROM order_rows
  WHERE stocked_on IS NOT NULL OR stocked_qty <> 0
  UNION ALL
  SELECT
    'return', order_no, line_id, item_code, uom, receipt_no, returned_on, -abs(returned_qty), true, NULL, NULL, warehouse, _file, _row
  FROM order_rows
  WHERE returned_qty <> 0
)
