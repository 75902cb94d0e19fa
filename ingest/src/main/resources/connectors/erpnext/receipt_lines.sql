-- Receipts, and invoices that updated stock. A return that does not name the order's line goes through the
-- receipt it returns; failing that, through order and item where the item stands once in the order.
WITH booked AS (
  SELECT *, 'Purchase Receipt' AS doc_type FROM receipt_item
  UNION ALL
  SELECT *, 'Purchase Invoice' FROM invoice_item WHERE updates_stock
), latest AS (
  SELECT *
  FROM (SELECT *, row_number() OVER (PARTITION BY doc_type, receipt_id, id ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth FROM booked)
  WHERE nth = 1
), submitted AS (
  SELECT document, doctype, min(at) AS at
  FROM version
  WHERE exists(from_json(data, 'changed ARRAY<ARRAY<STRING>>').changed, one -> get(one, 0) = 'docstatus' AND get(one, 2) = '1')
  GROUP BY document, doctype
)
SELECT
  b.*,
  i.order_id AS line_order_id,
  i.id AS line_id,
  i.uom AS line_uom,
  CASE
    WHEN i.id IS NULL THEN 'none'
    WHEN b.order_item_id IS NOT NULL THEN 'exact_id'
    WHEN o.order_item_id IS NOT NULL THEN 'via_doc'
    ELSE 'doc_item'
  END AS link_quality,
  CASE WHEN i.id IS NULL OR b.uom = i.uom OR b.qty_base IS NULL THEN b.qty ELSE b.qty_base / i.factor END AS order_qty,
  b.docstatus = '1' AS effective,
  to_utc_timestamp(coalesce(try_cast(concat(CAST(b.posted_on AS STRING), ' ', b.posted_time) AS TIMESTAMP), CAST(b.posted_on AS TIMESTAMP)), :zone) AS posted_at,
  -- Drafts are written before they are booked: the log tells when, else the later of both times.
  coalesce(
    s.at,
    greatest(
      b.created_at,
      to_utc_timestamp(coalesce(try_cast(concat(CAST(b.posted_on AS STRING), ' ', b.posted_time) AS TIMESTAMP), CAST(date_add(b.posted_on, 1) AS TIMESTAMP)), :zone))
  ) AS known_at,
  s.at AS submitted_at
FROM latest AS b
LEFT JOIN (SELECT id, max(order_item_id) AS order_item_id FROM latest GROUP BY id) AS o ON o.id = b.returned_item_id AND b.order_item_id IS NULL
LEFT JOIN (
  SELECT order_id, item_code, min(id) AS id FROM items_now GROUP BY order_id, item_code HAVING count(*) = 1
) AS a ON a.order_id = b.order_id AND a.item_code = b.item_code AND b.order_item_id IS NULL AND o.order_item_id IS NULL
LEFT JOIN items_now AS i ON i.id = coalesce(b.order_item_id, o.order_item_id, a.id)
LEFT JOIN submitted AS s ON s.document = b.receipt_id AND s.doctype = b.doc_type
