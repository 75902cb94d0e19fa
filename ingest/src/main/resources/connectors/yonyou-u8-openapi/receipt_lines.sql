-- Everything that moved goods, as it stands in the answers, with the order line it belongs to. A document names its order at best, and
-- never a line: it belongs to one only where its item stands once in that order, and is not spread over several. What goes back is
-- negative already. Goods that went back are told once: by the red stock-in where the order's item has one, else by the return note.
WITH booked AS (
  SELECT
    *, verifier IS NOT NULL AS effective, row_number() OVER (PARTITION BY doc, receipt_no, row_no ORDER BY _file, _row) AS nth
  FROM (SELECT 'arrival' AS doc, * FROM arrival UNION ALL SELECT 'stock_in', * FROM stock_in)
), gone_back AS (
  SELECT
    order_no, item_code,
    max(doc = 'stock_in') AS stock_in,
    max(doc = 'arrival') AS arrival
  FROM booked
  WHERE qty < 0 AND effective AND nth = 1
  GROUP BY order_no, item_code
), single AS (
  SELECT order_no, item_code, min(row_no) AS row_no
  FROM order_entries
  WHERE nth = 1
  GROUP BY order_no, item_code
  HAVING count(*) = 1
)
SELECT
  b.*,
  CASE
    WHEN b.qty >= 0 THEN b.doc
    WHEN b.doc = 'stock_in' AND :red_stock_in = 'reversal' AND NOT coalesce(g.arrival, false) THEN 'stock_in'
    ELSE 'return'
  END AS kind,
  s.row_no AS order_row_no
FROM booked AS b
LEFT JOIN gone_back AS g ON g.order_no = b.order_no AND g.item_code = b.item_code
LEFT JOIN single AS s ON s.order_no = b.order_no AND s.item_code = b.item_code
WHERE NOT (b.doc = 'arrival' AND b.qty < 0 AND coalesce(g.stock_in, false))
