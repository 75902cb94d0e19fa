SELECT
  concat(:prefix, l.item_code) AS item_key,
  l.item_code AS code,
  max_by(l.item_name, struct(h.order_date, l._file, l._row)) AS name,
  max_by(l.item_spec, struct(h.order_date, l._file, l._row)) AS spec,
  max_by(l.uom, struct(h.order_date, l._file, l._row)) AS base_uom,
  'unknown' AS status,
  min(l._file) AS _file,
  min(l._row) AS _row
FROM purchase_line AS l
LEFT JOIN order_heads AS h ON h.order_no = l.order_no AND h.nth = 1
WHERE l.item_code IS NOT NULL
GROUP BY l.item_code
