-- Lines of orders with what was first promised and what came.
SELECT
  o.order_id, o.direction, o.doc_no, o.is_service, o.currency AS doc_currency, o.updated_at,
  o.cancelled AS doc_cancelled, o.cancelled_on, o.closed_on,
  l.* EXCEPT (attrs),
  concat(o.order_id, '|', l.line_id) AS line_key,
  map_concat(
    map_filter(coalesce(o.attrs, map()), (name, text) -> NOT map_contains_key(coalesce(l.attrs, map()), name)),
    coalesce(l.attrs, map())) AS attrs,
  CASE :promise WHEN 'ship_date' THEN l.ship_date ELSE l.actual_date END AS promised,
  p.first_date, p.moved, p.closed_at, p.closed_by,
  coalesce(r.qty, 0) AS received,
  coalesce(r.qty_returned, 0) AS returned
FROM orders AS o
JOIN document_lines AS l ON l.object = o.object AND l.doc_id = o.doc_id
LEFT JOIN line_promises AS p ON p.object = l.object AND p.doc_id = l.doc_id AND p.line_id = l.line_id
LEFT JOIN received AS r ON r.order_object = l.object AND r.order_doc = l.doc_id AND r.order_line = l.line_id
