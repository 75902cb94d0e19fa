SELECT
  concat(:prefix, 'purchase|', id, '|', line_id) AS order_line_key,
  concat(:prefix, 'purchase|', id) AS order_key,
  line_id,
  CAST(line_no AS STRING) AS line_no,
  concat(:prefix, item_code) AS item_key,
  item_code AS item_code_raw,
  item_name AS item_name_raw,
  item_spec AS item_spec_raw,
  uom,
  qty,
  price_net,
  price_gross,
  tax_rate,
  amount_gross,
  currency,
  to_date(from_utc_timestamp(required_on, :zone)) AS required_date,
  to_date(from_utc_timestamp(first_promise, :zone)) AS promised_date_first,
  to_date(from_utc_timestamp(coalesce(promised_on, required_on), :zone)) AS promised_date,
  CASE WHEN first_promise IS NULL THEN 'none' ELSE 'version' END AS promise_source,
  'unknown' AS qty_counter_basis,
  status AS line_status,
  concat_ws('/', line_status, CASE WHEN removed_at IS NOT NULL THEN 'removed' END) AS line_status_raw,
  CASE WHEN status IN ('cancelled', 'closed_short') THEN coalesce(ended_at, order_ended_at) END AS closed_at,
  CASE WHEN status IN ('cancelled', 'closed_short') THEN ended_by END AS closed_by,
  false AS is_gift,
  false AS is_service,
  note,
  transform_keys(attrs, (field, value) -> regexp_replace(field, '^items\\.', '')) AS attrs,
  at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    l.*,
    coalesce(CASE WHEN o.currency IN ('人民币', 'RMB') THEN 'CNY' WHEN o.currency = '美元' THEN 'USD' WHEN o.currency = '欧元' THEN 'EUR' ELSE o.currency END, 'CNY') AS currency,
    coalesce(o.deleted_at, o.modified_at) AS order_ended_at,
    line_status(
      l.is_cancelled OR l.removed_at IS NOT NULL OR o.state = 'cancelled',
      l.is_closed OR o.state = 'closed',
      coalesce(l.line_status IN ('冻结', '已冻结', '挂起'), false),
      l.qty, r.qty, 0) AS status
  FROM lines AS l
  LEFT JOIN orders AS o ON o.id = l.id
  LEFT JOIN received AS r ON r.id = l.id AND r.line_id = l.line_id
)
