SELECT
  concat(:prefix, 'purchase|', b.booking) AS receipt_key,
  b.booking_no AS receipt_no,
  concat(b.booking_year, '|', b.booking_no) AS receipt_doc_id,
  b.booking_item AS receipt_line_id,
  b.kind,
  concat(:prefix, 'purchase|', i.line) AS order_line_key,
  CASE WHEN i.line IS NULL THEN 'none' ELSE 'exact_id' END AS link_quality,
  concat(:prefix, coalesce(i.item_code, regexp_replace(b.item_code, '^0+(?=[0-9]+$)', ''))) AS item_key,
  i.uom,
  b.qty,
  CASE WHEN i.base_denominator <> 0 THEN b.qty * i.base_numerator / i.base_denominator END AS qty_base,
  b.received_on AS receipt_date,
  b.entered_at AS created_at,
  b.known_at,
  b.plant AS warehouse,
  b.batch_no,
  b.creator AS owner,
  b.movement AS status_raw,
  s.reversal IS NULL AND o.reversal IS NULL AS effective,
  b.reverses AS is_red,
  concat(:prefix, 'purchase|', s.original) AS reverses_key,
  b._file,
  b._row
FROM bookings AS b
LEFT JOIN reversals AS s ON s.reversal = b.booking
LEFT JOIN reversals AS o ON o.original = b.booking
LEFT JOIN (
  SELECT line, min(item_code) AS item_code, min(uom) AS uom, min(base_numerator) AS base_numerator, min(base_denominator) AS base_denominator
  FROM items_ordered
  GROUP BY line
) AS i ON i.line = b.line
