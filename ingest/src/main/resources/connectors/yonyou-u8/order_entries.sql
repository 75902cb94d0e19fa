-- Every order line once, with what follows from its head: what documents that follow are joined to.
SELECT
  l.direction, l.entry_id, l.doc_id, l.item_code, l.qty, h.order_no, h.effective, h.status,
  h.approver, h.approved_at, h.approved_on
FROM (
  SELECT *, row_number() OVER (PARTITION BY direction, entry_id ORDER BY _file, _row) AS nth
  FROM (
    SELECT 'purchase' AS direction, entry_id, doc_id, item_code, qty, _file, _row FROM purchase_line
    UNION ALL
    SELECT 'sales', entry_id, doc_id, item_code, qty, _file, _row FROM sales_line
  )
) AS l
LEFT JOIN order_heads AS h ON h.direction = l.direction AND h.doc_id = l.doc_id
WHERE l.nth = 1
