-- Receipts, arrivals and returns as written last, with the order line: by the line number where the form has one,
-- else by the item where it stands once in the order.
WITH entries AS (
  SELECT entry_id, min(kind) AS kind
  FROM (
    SELECT entry_id, 'stock_in' AS kind FROM receipt
    UNION ALL
    SELECT entry_id, 'arrival' FROM arrival
    UNION ALL
    SELECT entry_id, 'return' FROM goods_return
  )
  WHERE entry_id IS NOT NULL
  GROUP BY entry_id
), states AS (
  SELECT 'stock_in' AS kind, id, receipt_no, receipt_date, order_id, order_no, status, flow_state, creator, created_at, modified_at, deleted_at,
    place, item_code, line_no, qty, qty_accepted, qty_rejected, warehouse, batch_no, 0 AS logged, _file, _row
  FROM receipt
  UNION ALL
  SELECT 'arrival', id, receipt_no, receipt_date, order_id, order_no, status, flow_state, creator, created_at, modified_at, deleted_at,
    place, item_code, line_no, qty, qty_accepted, qty_rejected, warehouse, batch_no, 0, _file, _row
  FROM arrival
  UNION ALL
  SELECT 'return', id, receipt_no, receipt_date, order_id, order_no, status, flow_state, creator, created_at, modified_at, deleted_at,
    place, item_code, line_no, -abs(qty), qty_accepted, qty_rejected, warehouse, batch_no, 0, _file, _row
  FROM goods_return
  UNION ALL
  SELECT coalesce(e.kind, 'stock_in'), l.id, l.receipt_no, l.receipt_date, l.order_id, l.order_no, l.status, l.flow_state, l.creator, l.created_at,
    l.modified_at, CASE WHEN l.op = 'data_delete' THEN coalesce(l.deleted_at, l.modified_at) END,
    l.place, l.item_code, l.line_no, CASE WHEN e.kind = 'return' THEN -abs(l.qty) ELSE l.qty END, l.qty_accepted, l.qty_rejected, l.warehouse, l.batch_no,
    1, l._file, l._row
  FROM receipt_log AS l
  LEFT JOIN entries AS e ON e.entry_id = l.entry_id
  WHERE l.receipt_date IS NOT NULL AND l.op IN ('data_create', 'data_update', 'data_delete')
), latest AS (
  SELECT *, row_number() OVER (PARTITION BY id, item_code ORDER BY place) AS again
  FROM (
    SELECT *,
      row_number() OVER (PARTITION BY id, place ORDER BY coalesce(deleted_at, modified_at) DESC, logged, _file, _row) AS nth,
      max(coalesce(deleted_at, modified_at)) OVER (PARTITION BY id) AS last_at
    FROM states
  )
  WHERE nth = 1 AND coalesce(deleted_at, modified_at) = last_at
), numbers AS (
  SELECT order_no, min(id) AS id FROM orders GROUP BY order_no HAVING count(*) = 1
), single AS (
  SELECT id, item_code, min(line_id) AS line_id FROM lines GROUP BY id, item_code HAVING count(*) = 1
)
SELECT
  r.*,
  CASE WHEN r.again = 1 THEN coalesce(r.item_code, '?') ELSE concat(coalesce(r.item_code, '?'), '#', r.again) END AS receipt_line_id,
  coalesce(l.id, i.id) AS line_order_id,
  coalesce(l.line_id, i.line_id) AS line_id,
  CASE WHEN l.line_id IS NOT NULL THEN 'doc_line' WHEN i.line_id IS NOT NULL THEN 'doc_item' ELSE 'none' END AS link_quality,
  r.deleted_at IS NULL
    AND coalesce(r.flow_state IN ('1', '2'), true)
    AND NOT coalesce(r.status IN ('取消', '已取消', '作废', '已作废', '终止', '已终止', '已删除', '驳回', '草稿'), false) AS effective
FROM latest AS r
LEFT JOIN orders AS o ON o.id = r.order_id
LEFT JOIN numbers AS n ON n.order_no = r.order_no
LEFT JOIN lines AS l ON l.id = coalesce(o.id, n.id) AND CAST(l.line_no AS STRING) = r.line_no AND l.item_code = r.item_code
LEFT JOIN single AS i ON i.id = coalesce(o.id, n.id) AND i.item_code = r.item_code
