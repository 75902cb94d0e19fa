-- Everything that moved goods, as it stands in the files, with the order line it belongs to. What goes back
-- is negative, whichever way the document writes it. A returned arrival that a negative stock-in follows is
-- told by that one. Documents may name an older version of their line; they belong to the newest. Exports
-- that overlap bring a line twice: `nth` 1 is the one that counts.
SELECT
  r.*, v.current_id AS order_entry_id,
  coalesce(r.created_at, r.approved_at, to_utc_timestamp(CAST(date_add(r.receipt_date, 1) AS TIMESTAMP), :zone)) AS known_at,
  row_number() OVER (PARTITION BY r.doc, r.entry_id ORDER BY r._file, r._row) AS nth
FROM (
  SELECT
    'arrival' AS doc,
    CASE WHEN coalesce(h.back, l.qty < 0) THEN 'return' ELSE 'arrival' END AS kind,
    l.doc_id, l.entry_id, h.receipt_no, l.item_id,
    CASE WHEN h.back THEN -abs(l.qty) ELSE l.qty END AS qty,
    l.qty_accepted, l.qty_rejected,
    CASE :receipt_date
      WHEN 'created' THEN coalesce(to_date(from_utc_timestamp(h.created_at, :zone)), h.receipt_date)
      WHEN 'approved' THEN coalesce(to_date(from_utc_timestamp(h.approved_at, :zone)), h.receipt_date)
      ELSE h.receipt_date
    END AS receipt_date,
    h.created_at, h.approved_at, h.warehouse, CAST(NULL AS STRING) AS batch_no, h.creator, h.status,
    coalesce(h.effective, false) AND NOT coalesce(l.deleted, false) AS effective,
    coalesce(h.back, l.qty < 0) AS is_red,
    l.order_entry_id AS named_id, 'exact_id' AS link_quality,
    CASE WHEN o.entry_id IS NOT NULL THEN concat(:prefix, 'purchase|arrival|', o.doc_id, '|', o.entry_id) END AS via_receipt_key,
    l._file, l._row
  FROM arrival_line AS l
  LEFT JOIN receipt_heads AS h ON h.doc = 'arrival' AND h.doc_id = l.doc_id
  LEFT JOIN (SELECT entry_id, min(doc_id) AS doc_id FROM arrival_line GROUP BY entry_id) AS o ON o.entry_id = l.origin_id
  LEFT JOIN (
    SELECT DISTINCT s.source_id
    FROM stock_in_line AS s
    JOIN receipt_heads AS g ON g.doc = 'stock_in' AND g.doc_id = s.doc_id AND g.effective
    WHERE coalesce(g.back, s.qty < 0) AND NOT coalesce(s.deleted, false)
  ) AS t ON t.source_id = l.entry_id AND h.back
  WHERE t.source_id IS NULL
  UNION ALL
  SELECT
    'stock_in',
    CASE WHEN coalesce(h.back, l.qty < 0) AND :red_stock_in = 'return' THEN 'return' ELSE 'stock_in' END,
    l.doc_id, l.entry_id, h.receipt_no, l.item_id,
    CASE WHEN h.back THEN -abs(l.qty) ELSE l.qty END,
    NULL, NULL,
    CASE :receipt_date
      WHEN 'created' THEN coalesce(to_date(from_utc_timestamp(h.created_at, :zone)), l.booked_on, h.receipt_date)
      WHEN 'approved' THEN coalesce(to_date(from_utc_timestamp(h.approved_at, :zone)), l.booked_on, h.receipt_date)
      ELSE coalesce(l.booked_on, h.receipt_date)
    END,
    h.created_at, h.approved_at, h.warehouse, l.batch_no, h.creator, h.status,
    coalesce(h.effective, false) AND NOT coalesce(l.deleted, false),
    coalesce(h.back, l.qty < 0),
    coalesce(f.entry_id, d.entry_id, a.order_entry_id),
    CASE WHEN f.entry_id IS NOT NULL OR d.entry_id IS NOT NULL THEN 'exact_id' ELSE 'via_doc' END,
    CASE WHEN a.entry_id IS NOT NULL THEN concat(:prefix, 'purchase|arrival|', a.doc_id, '|', a.arrived_id) END,
    l._file, l._row
  FROM stock_in_line AS l
  LEFT JOIN receipt_heads AS h ON h.doc = 'stock_in' AND h.doc_id = l.doc_id
  LEFT JOIN versions AS f ON f.entry_id = l.first_id
  LEFT JOIN versions AS d ON d.entry_id = l.source_id
  LEFT JOIN (
    SELECT b.entry_id, min(coalesce(o.doc_id, b.doc_id)) AS doc_id, min(coalesce(o.entry_id, b.entry_id)) AS arrived_id, min(b.order_entry_id) AS order_entry_id
    FROM arrival_line AS b
    LEFT JOIN arrival_line AS o ON o.entry_id = b.origin_id
    GROUP BY b.entry_id
  ) AS a ON a.entry_id = l.source_id
) AS r
LEFT JOIN versions AS v ON v.entry_id = r.named_id
