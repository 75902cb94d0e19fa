-- One row per order item. What is said of it stands in its trace; who created it and for how much, in the event of its creation.
SELECT
  line,
  min(order_no) AS order_no,
  min(item_no) AS item_no,
  min(company) AS company,
  min(doc_type) AS doc_type,
  min(item_type) AS item_type,
  min(spend_area) AS spend_area,
  min(sub_spend_area) AS sub_spend_area,
  min(spend_class) AS spend_class,
  min(vendor) AS vendor,
  min(vendor_name) AS vendor_name,
  min(created_at) AS created_at,
  min_by(resource, _row) FILTER (WHERE activity = 'Create Purchase Order Item') AS created_by,
  min_by(net_worth, _row) FILTER (WHERE activity = 'Create Purchase Order Item') AS net_worth,
  min(received_at) AS received_at,
  max(happened_at) FILTER (WHERE activity = 'Delete Purchase Order Item') AS deleted_at,
  max(happened_at) FILTER (WHERE activity = 'Reactivate Purchase Order Item') AS reactivated_at,
  min(_file) AS _file,
  min(_row) AS _row
FROM events
GROUP BY line
