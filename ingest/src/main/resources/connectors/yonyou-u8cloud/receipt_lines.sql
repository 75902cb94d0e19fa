-- Everything that moved goods, as it stands in the files, with the order line it belongs to. What goes back
-- is negative, whichever way the document writes it. A returned arrival that a negative stock-in follows is
-- told by that one. Exports that overlap bring a line twice: `nth` 1 is the one that counts.
SELECT
  *,
  coalesce(created_at, to_utc_timestamp(CAST(date_add(coalesce(receipt_date, signed_on), 1) AS TIMESTAMP), :zone)) AS known_at,
  row_number() OVER (PARTITION BY doc, entry_id ORDER BY _file, _row) AS nth
FROM (
  SELECT
    'arrival' AS doc,
    CASE WHEN coalesce(h.back, l.qty < 0) THEN 'return' ELSE 'arrival' END AS kind,
    l.doc_id, l.entry_id, h.receipt_no, l.item_base_id,
    CASE WHEN h.back THEN -abs(l.qty) ELSE l.qty END AS qty,
    l.qty_accepted, l.qty_rejected,
    CASE :receipt_date
      WHEN 'created' THEN coalesce(to_date(from_utc_timestamp(h.created_at, :zone)), h.receipt_date)
      ELSE h.receipt_date
    END AS receipt_date,
    h.created_at, h.signed_on, h.warehouse, CAST(NULL AS STRING) AS batch_no, h.creator, h.status,
    coalesce(h.effective, false) AND NOT coalesce(l.deleted, false) AS effective,
    coalesce(h.back, l.qty < 0) AS is_red,
    l.order_entry_id, 'exact_id' AS link_quality, CAST(NULL AS STRING) AS via_receipt_key,
    l._file, l._row
  FROM arrival_line AS l
  LEFT JOIN receipt_heads AS h ON h.doc = 'arrival' AND h.doc_id = l.doc_id
  LEFT JOIN (
    SELECT DISTINCT s.source_id
    FROM stock_in_line AS s
    JOIN receipt_heads AS g ON g.doc = 'stock_in' AND g.doc_id = s.doc_id AND g.effective
    WHERE s.qty < 0 AND NOT coalesce(s.deleted, false)
  ) AS t ON t.source_id = l.entry_id AND h.back
  WHERE t.source_id IS NULL
  UNION ALL
  SELECT
    'stock_in',
    CASE WHEN l.qty < 0 AND :red_stock_in = 'return' THEN 'return' ELSE 'stock_in' END,
    l.doc_id, l.entry_id, h.receipt_no, l.item_base_id, l.qty, NULL, NULL,
    CASE :receipt_date
      WHEN 'created' THEN coalesce(to_date(from_utc_timestamp(h.created_at, :zone)), l.booked_on, h.receipt_date)
      ELSE coalesce(l.booked_on, h.receipt_date)
    END,
    h.created_at, h.signed_on, h.warehouse, l.batch_no, h.creator, h.status,
    h.effective AND NOT coalesce(l.deleted, false),
    l.qty < 0,
    coalesce(f.entry_id, d.entry_id, a.order_entry_id),
    CASE WHEN f.entry_id IS NOT NULL OR d.entry_id IS NOT NULL THEN 'exact_id' ELSE 'via_doc' END,
    CASE WHEN a.entry_id IS NOT NULL THEN concat(:prefix, 'purchase|arrival|', a.doc_id, '|', a.entry_id) END,
    l._file, l._row
  FROM stock_in_line AS l
  JOIN receipt_heads AS h ON h.doc = 'stock_in' AND h.doc_id = l.doc_id
  LEFT JOIN order_entries AS f ON f.entry_id = l.first_id AND f.nth = 1
  LEFT JOIN order_entries AS d ON d.entry_id = l.source_id AND d.nth = 1
  LEFT JOIN (
    SELECT entry_id, min(doc_id) AS doc_id, min(order_entry_id) AS order_entry_id FROM arrival_line GROUP BY entry_id
  ) AS a ON a.entry_id = l.source_id
)
