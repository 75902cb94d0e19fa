-- Quantities are not in the log: a line counts as one, and its first receipt delivers it.
SELECT
  concat(:prefix, 'purchase|', line) AS order_line_key,
  concat(:prefix, 'purchase|', order_no) AS order_key,
  item_no AS line_id,
  item_no AS line_no,
  concat(:prefix, sub_spend_area) AS item_key,
  sub_spend_area AS item_name_raw,
  1 AS qty,
  net_worth AS amount_net,
  'EUR' AS currency,
  'none' AS promise_source,
  'unknown' AS qty_counter_basis,
  line_status(deleted, false, false, 1, CASE WHEN received_at IS NULL THEN 0 ELSE 1 END, 0) AS line_status,
  CASE WHEN deleted THEN deleted_at END AS closed_at,
  created_at,
  false AS is_gift,
  coalesce(item_type, '') = 'Service' AS is_service,
  map_filter(
    map(
      'Item Type', item_type,
      'Document Type', doc_type,
      'Spend Area', spend_area,
      'Sub Spend Area', sub_spend_area,
      'Spend Classification', spend_class),
    (name, value) -> value IS NOT NULL) AS attrs,
  _file,
  _row
FROM (
  SELECT *, deleted_at IS NOT NULL AND deleted_at > coalesce(reactivated_at, TIMESTAMP '1970-01-01') AS deleted
  FROM lines
)
