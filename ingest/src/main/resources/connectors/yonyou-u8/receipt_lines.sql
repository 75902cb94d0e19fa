-- Everything that moved goods, as it stands in the files, with the order line it belongs to. Red documents
-- carry their minus themselves. A return note whose goods had been stocked is followed by a red stock-in:
-- that one tells it, and the note is left out, or the goods would go back twice. Exports that overlap bring a
-- line twice: `nth` 1 is the one that counts.
SELECT *, row_number() OVER (PARTITION BY direction, doc, entry_id ORDER BY _file, _row) AS nth
FROM (
  SELECT
    'purchase' AS direction, 'arrival' AS doc,
    CASE coalesce(h.bill_type, '0') WHEN '1' THEN 'return' WHEN '2' THEN 'rejection' ELSE 'arrival' END AS kind,
    l.doc_id, l.entry_id, h.receipt_no, l.item_code, l.qty, l.qty_valid, l.qty_refused, h.receipt_date, h.created_at, h.approved_at,
    l.warehouse, CAST(NULL AS STRING) AS batch_no, h.creator, coalesce(h.effective, false) AS effective,
    coalesce(h.red, l.qty < 0) AS is_red,
    l.order_entry_id,
    'exact_id' AS link_quality,
    CASE WHEN coalesce(h.bill_type, '0') <> '0' THEN a.arrival_key END AS via_receipt_key,
    l._file, l._row
  FROM arrival_line AS l
  LEFT JOIN receipt_heads AS h ON h.doc = 'arrival' AND h.doc_id = l.doc_id
  LEFT JOIN arrivals AS a ON a.entry_id = l.entry_id
  LEFT JOIN (
    SELECT DISTINCT s.arrival_id
    FROM stock_in_line AS s
    JOIN receipt_heads AS g ON g.doc = 'stock_in' AND g.doc_id = s.doc_id AND g.effective
    WHERE s.qty < 0
  ) AS t ON t.arrival_id = l.entry_id AND h.bill_type = '1'
  WHERE t.arrival_id IS NULL
  UNION ALL
  -- Numbers of subcontract orders run beside those of purchase orders, so that the number alone would mislead.
  SELECT
    'purchase', 'stock_in',
    CASE
      WHEN NOT coalesce(h.red, l.qty < 0) THEN 'stock_in'
      WHEN :red_stock_in = 'reversal' AND NOT coalesce(a.is_return, false) THEN 'stock_in'
      ELSE 'return'
    END,
    l.doc_id, l.entry_id, h.receipt_no, l.item_code, l.qty, NULL, NULL, h.receipt_date, h.created_at, h.approved_at,
    h.warehouse, l.batch_no, h.creator, coalesce(h.effective, false), coalesce(h.red, l.qty < 0),
    coalesce(l.order_entry_id, a.order_entry_id, u.entry_id),
    CASE
      WHEN l.order_entry_id IS NOT NULL THEN 'exact_id'
      WHEN a.order_entry_id IS NOT NULL THEN 'via_doc'
      ELSE 'doc_item'
    END,
    a.arrival_key,
    l._file, l._row
  FROM stock_in_line AS l
  LEFT JOIN receipt_heads AS h ON h.doc = 'stock_in' AND h.doc_id = l.doc_id
  LEFT JOIN arrivals AS a ON a.entry_id = l.arrival_id
  LEFT JOIN (
    SELECT order_no, item_code, min(entry_id) AS entry_id
    FROM (
      SELECT h.order_no, e.item_code, e.entry_id
      FROM order_entries AS e
      JOIN order_heads AS h ON h.direction = e.direction AND h.doc_id = e.doc_id AND h.nth = 1
      WHERE e.direction = 'purchase' AND e.nth = 1
    )
    GROUP BY order_no, item_code
    HAVING count(*) = 1
  ) AS u ON l.subcontract_id IS NULL AND u.order_no = l.order_no AND u.item_code = l.item_code
  UNION ALL
  SELECT
    'sales', 'stock_out',
    CASE WHEN coalesce(h.red, l.qty < 0) THEN 'return' ELSE 'shipment' END,
    l.doc_id, l.entry_id, h.receipt_no, l.item_code, l.qty, NULL, NULL, h.receipt_date, h.created_at, h.approved_at,
    h.warehouse, l.batch_no, h.creator, coalesce(h.effective, false), coalesce(h.red, l.qty < 0),
    coalesce(l.order_entry_id, d.order_entry_id),
    CASE WHEN l.order_entry_id IS NOT NULL THEN 'exact_id' ELSE 'via_doc' END,
    NULL,
    l._file, l._row
  FROM stock_out_line AS l
  LEFT JOIN receipt_heads AS h ON h.doc = 'stock_out' AND h.doc_id = l.doc_id
  LEFT JOIN (SELECT entry_id, min(order_entry_id) AS order_entry_id FROM dispatch_line GROUP BY entry_id) AS d
    ON d.entry_id = l.dispatch_id
  WHERE :shipped_by = 'stock_out'
  UNION ALL
  SELECT
    'sales', 'dispatch',
    CASE WHEN coalesce(h.red, l.qty < 0) THEN 'return' ELSE 'shipment' END,
    l.doc_id, l.entry_id, h.receipt_no, l.item_code, l.qty, NULL, NULL, h.receipt_date, h.created_at, h.approved_at,
    l.warehouse, NULL, h.creator, coalesce(h.effective, false), coalesce(h.red, l.qty < 0),
    l.order_entry_id,
    'exact_id',
    NULL,
    l._file, l._row
  FROM dispatch_line AS l
  LEFT JOIN receipt_heads AS h ON h.doc = 'dispatch' AND h.doc_id = l.doc_id
  WHERE :shipped_by = 'dispatch'
)
