-- Heads of arrivals and stock-ins, once each.
SELECT
  r.*, u.name AS creator, w.code AS warehouse
FROM (
  SELECT *, row_number() OVER (PARTITION BY doc, doc_id ORDER BY _file, _row) AS nth
  FROM (
    SELECT
      'arrival' AS doc, doc_id, receipt_no, receipt_date, status, back, CAST(NULL AS STRING) AS warehouse_id, creator_id,
      created_at, approved_at, status = '3' AND NOT coalesce(deleted, false) AS effective, _file, _row
    FROM arrival_head
    UNION ALL
    SELECT
      'stock_in', doc_id, receipt_no, receipt_date, status, back, warehouse_id, creator_id, created_at, approved_at,
      (:stock_in = 'entered' OR status = '3') AND NOT coalesce(deleted, false), _file, _row
    FROM stock_in_head
  )
) AS r
LEFT JOIN (SELECT id, min(name) AS name FROM account GROUP BY id) AS u ON u.id = r.creator_id
LEFT JOIN (SELECT id, min(code) AS code FROM warehouse GROUP BY id) AS w ON w.id = r.warehouse_id
WHERE r.nth = 1
