-- Goods that came, went to stock or went back: by event; and receipts that no event tells of. An event's quantity is its line's where it is about
-- one line; else each line's receipt says how much. Without any quantities the first receipt delivers the line whole.
SELECT
  s.line, s.receipt, s.event, s.kind, s.happened_at, CAST(from_utc_timestamp(s.happened_at, :zone) AS DATE) AS receipt_date,
  coalesce(s.document, f.document) AS receipt_no,
  coalesce(s.warehouse, f.warehouse) AS warehouse,
  s.resource,
  coalesce(s.transition, f.status) AS status_raw,
  NOT s.undone AS effective,
  CASE
    WHEN given IS NOT NULL THEN CASE WHEN s.kind IN ('return', 'rejection') THEN -abs(given) ELSE given END
    WHEN NOT has_quantities AND s.kind IN ('arrival', 'stock_in') AND s.seq = 1 AND NOT s.undone THEN l.qty
    WHEN NOT has_quantities THEN 0
  END AS qty,
  s._file, s._row
FROM (
  SELECT
    steps.*,
    CASE steps.stage WHEN 'arrived' THEN 'arrival' WHEN 'stocked' THEN 'stock_in' WHEN 'returned' THEN 'return' ELSE 'rejection' END AS kind,
    coalesce(CASE WHEN lines_of_event = 1 THEN steps.qty END, CASE WHEN lines_of_event = 1 OR n.lines = 1 THEN rf.qty END) AS given,
    max(steps.qty IS NOT NULL OR rf.qty IS NOT NULL) OVER (PARTITION BY steps.line) AS has_quantities
  FROM steps
  LEFT JOIN facts AS rf ON rf.object = steps.receipt
  LEFT JOIN (
    SELECT one, count(*) AS lines FROM links WHERE one_kind = 'receipt' AND other_kind = 'order_line' GROUP BY one
  ) AS n ON n.one = steps.receipt
  WHERE steps.stage IN ('arrived', 'stocked', 'returned', 'rejected')
) AS s
JOIN lines AS l ON l.line = s.line
LEFT JOIN facts AS f ON f.object = s.receipt
UNION ALL
SELECT
  x.other, k.object, NULL,
  CASE
    WHEN lower(f.kind) IN ('arrival', '到货', '收料') THEN 'arrival'
    WHEN lower(f.kind) IN ('return', '退货', '退料') THEN 'return'
    WHEN lower(f.kind) IN ('rejection', '拒收') THEN 'rejection'
    ELSE 'stock_in'
  END,
  CASE WHEN f.first_at > TIMESTAMP '1970-01-01' THEN f.first_at END,
  h.day, f.document, f.warehouse, NULL, f.status,
  NOT coalesce(lower(f.status) IN ('cancelled', 'canceled', 'voided', 'reversed', '作废', '已作废', '取消', '已取消', '红冲'), false),
  CASE WHEN lower(f.kind) IN ('return', '退货', '退料', 'rejection', '拒收') THEN -abs(f.qty) ELSE f.qty END,
  k._file, k._row
FROM kinds AS k
JOIN links AS x ON x.one = k.object AND x.other_kind = 'order_line'
LEFT JOIN facts AS f ON f.object = k.object
LEFT JOIN (SELECT object, day FROM histories WHERE field = 'received' AND nth_from_last = 1) AS h ON h.object = k.object
LEFT ANTI JOIN (SELECT receipt FROM steps WHERE stage IN ('arrived', 'stocked', 'returned', 'rejected')) AS told ON told.receipt = k.object
WHERE k.kind = 'receipt'
