SELECT
  concat(:prefix, 'purchase|', order_no, '|', line_id) AS order_line_key,
  stage,
  CAST(row_number() OVER (PARTITION BY order_no, line_id, stage ORDER BY snapshot_on) AS INT) AS seq,
  snapshot_on AS actual_on,
  'day' AS actual_precision,
  to_utc_timestamp(CAST(date_add(snapshot_on, 1) AS TIMESTAMP), :zone) AS known_at,
  qty,
  'list' AS doc_type,
  order_no AS doc_no,
  source_field,
  true AS derived,
  _file,
  _row
FROM (
  SELECT
    order_no, line_id, CASE kind WHEN 'arrival' THEN 'arrived' ELSE 'stocked' END AS stage, snapshot_on, qty,
    CASE kind WHEN 'arrival' THEN '已到货数量' ELSE '已入库数量' END AS source_field, _file, _row
  FROM movements
  WHERE kind IN ('arrival', 'stock_in')
  UNION ALL
  SELECT order_no, line_id, 'approved', snapshot_on, NULL, '单据状态', _file, _row
  FROM states
  WHERE dated AND status = 'approved' AND NOT coalesce(status_before IN ('approved', 'closed'), false)
)
