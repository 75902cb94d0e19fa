-- Arrivals, stock-ins and shipments with the order line they belong to. A red arrival is a return; a red
-- stock-in is one too, unless its arrival is red and has told it already. A document that was reversed and
-- the one that reverses it name each other in CXBH, in one of them or in both: neither counts.
WITH arrivals AS (
  SELECT
    regexp_replace(doc_id, '^0+(?=[0-9]+$)', '') AS doc_id, doc_no, status, coalesce(red = '1', false) AS red,
    regexp_replace(reversal, '^0+(?=[0-9]+$)', '') AS reversal, arrived_on, greatest(arrived_on, dated_on, entered_on) AS known_on, owner_code
  FROM arrival_head
), arrival_lines AS (
  SELECT
    regexp_replace(doc_id, '^0+(?=[0-9]+$)', '') AS doc_id, regexp_replace(line_id, '^0+(?=[0-9]+$)', '') AS line_id, item_code, qty,
    regexp_replace(order_id, '^0+(?=[0-9]+$)', '') AS order_id, regexp_replace(order_line, '^0+(?=[0-9]+$)', '') AS order_line, batch_no, _file, _row
  FROM arrival_line
), stocks AS (
  SELECT
    regexp_replace(doc_id, '^0+(?=[0-9]+$)', '') AS doc_id, doc_no, status,
    regexp_replace(reversal, '^0+(?=[0-9]+$)', '') AS reversal,
    CASE :receipt_date WHEN 'document' THEN coalesce(dated_on, stocked_on) ELSE stocked_on END AS stocked_on,
    greatest(stocked_on, dated_on, entered_on) AS known_on, warehouse, owner_code
  FROM stock_head
), shipments AS (
  SELECT
    regexp_replace(doc_id, '^0+(?=[0-9]+$)', '') AS doc_id, doc_no, status,
    regexp_replace(reversal, '^0+(?=[0-9]+$)', '') AS reversal,
    CASE :receipt_date WHEN 'document' THEN coalesce(dated_on, shipped_on) ELSE shipped_on END AS shipped_on,
    greatest(shipped_on, dated_on, entered_on) AS known_on, warehouse, owner_code
  FROM shipment_head
), reversed AS (
  SELECT DISTINCT 'arrival' AS document, reversal AS doc_id FROM arrivals WHERE reversal IS NOT NULL
  UNION ALL
  SELECT DISTINCT 'stock', reversal FROM stocks WHERE reversal IS NOT NULL
  UNION ALL
  SELECT DISTINCT 'shipment', reversal FROM shipments WHERE reversal IS NOT NULL
), told AS (
  SELECT
    'purchase' AS direction, 'arrival' AS document,
    CASE WHEN h.red AND h.reversal IS NULL THEN 'return' ELSE 'arrival' END AS kind,
    l.doc_id, l.line_id, h.doc_no, l.item_code, CASE WHEN h.red THEN -abs(l.qty) ELSE l.qty END AS qty,
    h.arrived_on AS received_on, h.known_on, CAST(NULL AS STRING) AS warehouse, l.batch_no, h.owner_code, h.status, h.red, h.reversal,
    concat('purchase|', l.order_id, '|', l.order_line) AS line_key, 'exact_id' AS link_quality,
    CAST(NULL AS STRING) AS via_key, false AS already_told, l._file, l._row
  FROM arrival_lines AS l
  JOIN arrivals AS h ON h.doc_id = l.doc_id
  UNION ALL
  SELECT
    'purchase', 'stock', CASE WHEN l.qty < 0 AND h.reversal IS NULL THEN 'return' ELSE 'stock_in' END,
    l.doc_id, l.line_id, h.doc_no, l.item_code, l.qty,
    h.stocked_on, h.known_on, h.warehouse, l.batch_no, h.owner_code, h.status, l.qty < 0, h.reversal,
    coalesce(concat('purchase|', l.order_id, '|', l.order_line), concat('purchase|', a.order_id, '|', a.order_line)),
    CASE WHEN l.order_id IS NOT NULL AND l.order_line IS NOT NULL THEN 'exact_id' ELSE 'via_doc' END,
    concat('arrival|', a.doc_id, '|', a.line_id),
    l.qty < 0 AND coalesce(g.red, false), l._file, l._row
  FROM (
    SELECT
      regexp_replace(doc_id, '^0+(?=[0-9]+$)', '') AS doc_id, regexp_replace(line_id, '^0+(?=[0-9]+$)', '') AS line_id, item_code, qty,
      regexp_replace(order_id, '^0+(?=[0-9]+$)', '') AS order_id, regexp_replace(order_line, '^0+(?=[0-9]+$)', '') AS order_line,
      regexp_replace(arrival_id, '^0+(?=[0-9]+$)', '') AS arrival_id, regexp_replace(arrival_line, '^0+(?=[0-9]+$)', '') AS arrival_line,
      batch_no, _file, _row
    FROM stock_line
  ) AS l
  JOIN stocks AS h ON h.doc_id = l.doc_id
  LEFT JOIN arrival_lines AS a ON a.doc_id = l.arrival_id AND a.line_id = l.arrival_line
  LEFT JOIN arrivals AS g ON g.doc_id = a.doc_id
  UNION ALL
  SELECT
    'sales', 'shipment', CASE WHEN l.qty < 0 AND h.reversal IS NULL THEN 'return' ELSE 'shipment' END,
    l.doc_id, l.line_id, h.doc_no, l.item_code, l.qty,
    h.shipped_on, h.known_on, h.warehouse, l.batch_no, h.owner_code, h.status, l.qty < 0, h.reversal,
    concat('sales|', n.order_id, '|', n.order_line), 'via_doc', NULL, false, l._file, l._row
  FROM (
    SELECT
      regexp_replace(doc_id, '^0+(?=[0-9]+$)', '') AS doc_id, regexp_replace(line_id, '^0+(?=[0-9]+$)', '') AS line_id, item_code, qty,
      regexp_replace(notice_id, '^0+(?=[0-9]+$)', '') AS notice_id, regexp_replace(notice_line, '^0+(?=[0-9]+$)', '') AS notice_line,
      batch_no, _file, _row
    FROM shipment_line
  ) AS l
  JOIN shipments AS h ON h.doc_id = l.doc_id
  LEFT JOIN (
    SELECT
      regexp_replace(doc_id, '^0+(?=[0-9]+$)', '') AS doc_id, regexp_replace(line_id, '^0+(?=[0-9]+$)', '') AS line_id,
      regexp_replace(order_id, '^0+(?=[0-9]+$)', '') AS order_id, regexp_replace(order_line, '^0+(?=[0-9]+$)', '') AS order_line
    FROM notice_line
  ) AS n ON n.doc_id = l.notice_id AND n.line_id = l.notice_line
)
SELECT
  t.* EXCEPT (line_key, already_told),
  o.line_key,
  to_utc_timestamp(CAST(date_add(t.known_on, 1) AS TIMESTAMP), :zone) AS known_at,
  p.name AS owner_name,
  coalesce(t.status = '1', false) AND t.reversal IS NULL AND r.doc_id IS NULL AND NOT t.already_told AS effective
FROM told AS t
LEFT JOIN (SELECT DISTINCT line_key FROM order_items) AS o ON o.line_key = t.line_key
LEFT JOIN reversed AS r ON r.document = t.document AND r.doc_id = t.doc_id
LEFT JOIN (SELECT code, min(name) AS name FROM person GROUP BY code) AS p ON p.code = t.owner_code
