-- What came and went. A move to the supplier is a return; one that brings returned goods back lessens it.
-- A move that another step follows is an arrival only.
SELECT
  m.id, m.picking, m.picking_id, m.product_id, m.uom, m.uom_id, m.moved_at, m.location_dest, m.modified_at, m.state,
  m.to_refund, m.purchase_line_id, 'exact_id' AS link_quality,
  CASE
    WHEN m.to_usage = 'supplier' OR r.to_usage = 'supplier' THEN 'return'
    WHEN n.orig_id IS NOT NULL THEN 'arrival'
    ELSE 'stock_in'
  END AS kind,
  CASE WHEN m.to_usage = 'supplier' THEN -m.qty ELSE m.qty END AS moved_qty,
  m._file, m._row
FROM moves AS m
LEFT JOIN moves AS r ON r.id = m.origin_returned_move_id
LEFT JOIN (
  SELECT DISTINCT s.orig_id FROM step_origins AS s JOIN step_lines AS l ON l.id = s.id
) AS n ON n.orig_id = m.id
WHERE m.state = 'done' AND (m.purchase_line_id IS NOT NULL OR m.from_usage = 'supplier' OR m.to_usage = 'supplier')
UNION ALL
SELECT
  m.id, m.picking, m.picking_id, m.product_id, m.uom, m.uom_id, m.moved_at, m.location_dest, m.modified_at, m.state,
  m.to_refund, l.purchase_line_id, 'via_doc', 'stock_in', m.qty, m._file, m._row
FROM moves AS m
JOIN step_lines AS l ON l.id = m.id
LEFT JOIN (
  SELECT DISTINCT s.orig_id FROM step_origins AS s JOIN step_lines AS l ON l.id = s.id
) AS n ON n.orig_id = m.id
WHERE m.state = 'done' AND n.orig_id IS NULL
