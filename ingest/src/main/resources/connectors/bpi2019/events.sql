-- One row per event, the log read once. Events that are equal in line, activity, time and resource were written more
-- than once: they share their number, so that all but one count as repeated when stage events are published.
SELECT
  *,
  CASE activity
    WHEN 'Record Goods Receipt' THEN 'received'
    WHEN 'Record Invoice Receipt' THEN 'invoiced'
    WHEN 'Clear Invoice' THEN 'cleared'
    ELSE trim(BOTH '_' FROM regexp_replace(lower(activity), '[^a-z]+', '_'))
  END AS stage,
  dense_rank() OVER (PARTITION BY line, activity ORDER BY happened_at, coalesce(resource, '')) AS seq,
  min(CASE WHEN activity = 'Create Purchase Order Item' THEN happened_at END) OVER (PARTITION BY line) AS created_at,
  min(CASE WHEN activity = 'Record Goods Receipt' THEN happened_at END) OVER (PARTITION BY line) AS received_at,
  min(CASE WHEN activity = 'Record Invoice Receipt' THEN happened_at END) OVER (PARTITION BY line) AS invoiced_at
FROM (
  SELECT
    line, order_no, item_no, company, doc_type, item_type, spend_area, sub_spend_area, spend_class, vendor, vendor_name,
    activity, happened_at, resource, net_worth, _file, _row
  FROM log
)
