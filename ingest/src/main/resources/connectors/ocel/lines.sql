-- One row per order line: what it and its order say, and what its events come to.
SELECT
  k.object AS line,
  coalesce(o.order_no, x.order_id, k.object) AS order_no,
  coalesce(x.order_id, k.object) AS order_id,
  coalesce(f.line_no, k.object) AS line_no,
  coalesce(f.supplier, o.supplier, sf.code, x.supplier_of_line, x.supplier_of_order) AS supplier,
  sf.name AS supplier_name,
  coalesce(f.item, itf.code, x.item_of_line) AS item,
  coalesce(f.name, itf.name) AS item_name,
  coalesce(f.spec, itf.spec) AS item_spec,
  coalesce(f.uom, itf.uom) AS uom,
  f.qty AS qty_of_line,
  -- A log without quantities counts every line as one, delivered whole by its first receipt.
  coalesce(f.qty, 1) AS qty,
  f.price_net, f.price_gross, f.tax_rate, f.amount_net, f.amount_gross,
  coalesce(f.currency, o.currency) AS currency,
  coalesce(o.status, f.status) AS status, coalesce(o.buyer, f.buyer) AS buyer, coalesce(f.company, o.company) AS company,
  h.order_date_of_order,
  h.required_date,
  h.promised_first,
  h.promised,
  h.promise_moved,
  coalesce(s.created_at, first_value_at) AS created_at,
  s.created_by, s.says_ordered, s.approved_at, s.approved_by, s.closed_at, s.cancelled_at, s.last_event_at,
  k._file,
  k._row
FROM (SELECT * FROM kinds WHERE kind = 'order_line') AS k
LEFT JOIN (
  SELECT
    l.one,
    l.order_id,
    l.item_of_line,
    l.supplier_of_line,
    r.supplier_of_order
  FROM (
    SELECT
      one,
      min(other) FILTER (WHERE other_kind = 'order') AS order_id,
      min(other) FILTER (WHERE other_kind = 'item') AS item_of_line,
      min(other) FILTER (WHERE other_kind = 'supplier') AS supplier_of_line
    FROM links WHERE one_kind = 'order_line' GROUP BY one
  ) AS l
  LEFT JOIN (
    SELECT one, min(other) AS supplier_of_order FROM links WHERE one_kind = 'order' AND other_kind = 'supplier' GROUP BY one
  ) AS r ON r.one = l.order_id
) AS x ON x.one = k.object
LEFT JOIN (SELECT *, CASE WHEN first_at > TIMESTAMP '1970-01-01' THEN first_at END AS first_value_at FROM facts) AS f ON f.object = k.object
LEFT JOIN facts AS o ON o.object = x.order_id
LEFT JOIN facts AS sf ON sf.object = coalesce(x.supplier_of_line, x.supplier_of_order)
LEFT JOIN facts AS itf ON itf.object = x.item_of_line
LEFT JOIN (
  SELECT
    l.object,
    min(h.day) FILTER (WHERE h.field = 'ordered' AND h.nth_from_last = 1) AS order_date_of_order,
    min(h.day) FILTER (WHERE h.field = 'required' AND h.nth_from_last = 1) AS required_date,
    min(h.day) FILTER (WHERE h.field = 'promised' AND h.nth = 1) AS promised_first,
    min(h.day) FILTER (WHERE h.field = 'promised' AND h.nth_from_last = 1) AS promised,
    coalesce(max(h.nth) FILTER (WHERE h.field = 'promised') > 1, false) AS promise_moved
  FROM (
    SELECT object AS told_by, object FROM kinds WHERE kind = 'order_line'
    UNION ALL
    SELECT other, one FROM links WHERE one_kind = 'order_line' AND other_kind = 'order'
  ) AS l
  JOIN histories AS h ON h.object = l.told_by AND (l.told_by = l.object OR h.field = 'ordered')
  GROUP BY l.object
) AS h ON h.object = k.object
LEFT JOIN (
  SELECT
    line,
    coalesce(min(happened_at) FILTER (WHERE stage = 'ordered' AND NOT undone), min(happened_at)) AS created_at,
    min_by(resource, struct(happened_at, event)) FILTER (WHERE stage = 'ordered' AND NOT undone) AS created_by,
    coalesce(max(stage = 'ordered' AND NOT undone), false) AS says_ordered,
    min(happened_at) FILTER (WHERE stage = 'approved' AND NOT undone) AS approved_at,
    min_by(resource, struct(happened_at, event)) FILTER (WHERE stage = 'approved' AND NOT undone) AS approved_by,
    max(happened_at) FILTER (WHERE stage = 'closed' AND NOT undone) AS closed_at,
    max(happened_at) FILTER (WHERE stage = 'cancelled' AND NOT undone) AS cancelled_at,
    max(happened_at) AS last_event_at
  FROM steps
  GROUP BY line
) AS s ON s.line = k.object
