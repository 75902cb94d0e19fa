-- Every receipt, shipment and return with the order entry it belongs to. A stock-in without the entry's
-- id is followed through its receiving note; failing that, through order number and item where the item
-- stands once in the order. (The case of table names varies; lower() would load all of ICU.)
SELECT
  'purchase' AS direction, 'stock_in' AS kind, doc_id, receipt_no, entry_id, item_code, uom, qty, receipt_date,
  created_at, approved_at, warehouse, batch_no, creator, status, cancel_status,
  order_entry_id, 'exact_id' AS link_quality, _file, _row
FROM in_stock
WHERE order_entry_id IS NOT NULL
UNION ALL
SELECT
  'purchase', 'stock_in', s.doc_id, s.receipt_no, s.entry_id, s.item_code, s.uom, s.qty, s.receipt_date,
  s.created_at, s.approved_at, s.warehouse, s.batch_no, s.creator, s.status, s.cancel_status,
  coalesce(r.order_entry_id, a.entry_id),
  CASE WHEN r.order_entry_id IS NOT NULL THEN 'via_doc' ELSE 'doc_item' END, s._file, s._row
FROM in_stock AS s
LEFT JOIN (
  SELECT entry_id, min(order_entry_id) AS order_entry_id FROM receive_bill GROUP BY entry_id
) AS r
  ON s.source_table IN ('T_PUR_ReceiveEntry', 'T_PUR_RECEIVEENTRY', 't_pur_receiveentry') AND r.entry_id = s.source_entry_id
LEFT JOIN (
  SELECT order_no, item_code, min(entry_id) AS entry_id
  FROM purchase_order
  GROUP BY order_no, item_code
  HAVING count(DISTINCT entry_id) = 1
) AS a
  ON a.order_no = s.order_no AND a.item_code = s.item_code
WHERE s.order_entry_id IS NULL
UNION ALL
SELECT
  'purchase', 'arrival', doc_id, receipt_no, entry_id, item_code, NULL, qty, receipt_date,
  created_at, approved_at, NULL, NULL, creator, status, cancel_status,
  order_entry_id, 'exact_id', _file, _row
FROM receive_bill
UNION ALL
-- Returns are positive in their own bill. Goods that never reached stock were rejected on arrival.
SELECT
  'purchase',
  CASE WHEN source_type IN ('PUR_ReceiveBill', 'T_PUR_ReceiveEntry', 'T_PUR_RECEIVEENTRY', 't_pur_receiveentry') THEN 'rejection' ELSE 'return' END,
  doc_id, receipt_no, entry_id, item_code, NULL, -qty, receipt_date,
  created_at, approved_at, NULL, NULL, NULL, status, cancel_status,
  order_entry_id, 'exact_id', _file, _row
FROM purchase_return
UNION ALL
SELECT
  'sales', 'shipment', doc_id, receipt_no, entry_id, item_code, NULL, qty, receipt_date,
  created_at, approved_at, NULL, NULL, NULL, status, cancel_status,
  order_entry_id, 'exact_id', _file, _row
FROM out_stock
UNION ALL
SELECT
  'sales', 'return', doc_id, receipt_no, entry_id, item_code, NULL, -qty, receipt_date,
  created_at, approved_at, NULL, NULL, NULL, status, 'A',
  order_entry_id, 'exact_id', _file, _row
FROM sales_return
