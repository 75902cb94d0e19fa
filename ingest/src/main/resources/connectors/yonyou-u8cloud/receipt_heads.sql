-- Heads of arrivals and purchase stock-ins (type 45), once each. The table of stock movements holds every
-- other kind too.
SELECT
  r.*, a.name AS creator, w.code AS warehouse
FROM (
  SELECT *, row_number() OVER (PARTITION BY doc, doc_id ORDER BY _file, _row) AS nth
  FROM (
    SELECT
      'arrival' AS doc, doc_id, receipt_no, receipt_date, status, back, CAST(NULL AS STRING) AS warehouse_id, creator_id,
      created_at, CAST(NULL AS DATE) AS signed_on, status = '3' AND NOT coalesce(deleted, false) AS effective, _file, _row
    FROM arrival_head
    UNION ALL
    SELECT
      'stock_in', doc_id, receipt_no, receipt_date, status, false, warehouse_id, creator_id, created_at, signed_on,
      (:stock_in = 'entered' OR status = '3') AND NOT coalesce(deleted, false), _file, _row
    FROM stock_in_head
    WHERE bill_type = '45'
  )
) AS r
LEFT JOIN (SELECT id, min(name) AS name FROM account GROUP BY id) AS a ON a.id = r.creator_id
LEFT JOIN (SELECT id, min(code) AS code FROM warehouse GROUP BY id) AS w ON w.id = r.warehouse_id
WHERE r.nth = 1
