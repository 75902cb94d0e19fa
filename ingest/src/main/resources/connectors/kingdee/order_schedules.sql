SELECT
  concat(:prefix, 'purchase|', doc_id, '|', entry_id) AS order_line_key,
  CAST(row_number() OVER (PARTITION BY doc_id, entry_id ORDER BY planned_date, detail_id) AS INT) AS schedule_no,
  planned_date,
  planned_qty AS qty,
  coalesce(confirmed_on, expected_on) AS confirmed_date,
  confirmed_qty,
  'FEntryDeliveryPlan.FDeliveryDate_Plan' AS source_field,
  _file,
  _row
FROM delivery_plan
