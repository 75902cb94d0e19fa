-- Approval and confirmation belong to the document and are told for each of its lines. The other stages
-- may happen more than once; they are numbered in the order they happened. (Keys begin alike, which makes
-- them slow to sort; the entry's own id is not.)
SELECT
  order_line_key, stage,
  CAST(row_number() OVER (PARTITION BY entry_id, direction, stage ORDER BY actual_on, known_at, doc_line_id, _file, _row) AS INT) AS seq,
  actual_on, actual_at, actual_precision,
  CASE WHEN actual_at IS NOT NULL THEN 'assumed_local' END AS actual_tz_basis,
  known_at, owner_name, 'doer' AS owner_role, qty, doc_type, doc_no, doc_line_id, source_field,
  false AS derived, _file, _row
FROM (
  SELECT
    concat(:prefix, 'purchase|', doc_id, '|', entry_id) AS order_line_key,
    'purchase' AS direction, entry_id,
    'shipped' AS stage, shipped_on AS actual_on, CAST(NULL AS TIMESTAMP) AS actual_at, 'day' AS actual_precision,
    to_utc_timestamp(CAST(date_add(shipped_on, 1) AS TIMESTAMP), :zone) AS known_at,
    CAST(NULL AS STRING) AS owner_name, planned_qty AS qty, 'delivery_plan' AS doc_type,
    CAST(NULL AS STRING) AS doc_no, detail_id AS doc_line_id,
    'FEntryDeliveryPlan.FSUPPLIERDELIVERYDATE' AS source_field, _file, _row
  FROM delivery_plan
  WHERE shipped_on IS NOT NULL
  UNION ALL
  SELECT
    concat(:prefix, r.direction, '|', l.doc_id, '|', r.order_entry_id),
    r.direction, r.order_entry_id,
    CASE r.kind WHEN 'arrival' THEN 'arrived' WHEN 'stock_in' THEN 'stocked' ELSE 'shipped' END,
    r.receipt_date, r.created_at, 'milli',
    coalesce(r.created_at, r.approved_at, to_utc_timestamp(CAST(date_add(r.receipt_date, 1) AS TIMESTAMP), :zone)),
    r.creator, r.qty, r.kind, r.receipt_no, r.entry_id,
    CASE r.kind WHEN 'arrival' THEN 'PUR_ReceiveBill.FDate' WHEN 'stock_in' THEN 'STK_InStock.FDate' ELSE 'SAL_OUTSTOCK.FDate' END,
    r._file, r._row
  FROM receipt_lines AS r
  JOIN order_entries AS l ON l.direction = r.direction AND l.entry_id = r.order_entry_id
  WHERE r.kind IN ('arrival', 'stock_in', 'shipment')
    AND r.receipt_date IS NOT NULL
    AND r.status IN ('C', '已审核')
    AND NOT coalesce(r.cancel_status IN ('B', '已作废', '作废'), false)
  UNION ALL
  SELECT
    concat(:prefix, 'purchase|', l.doc_id, '|', a.order_entry_id),
    'purchase', a.order_entry_id,
    'inspected', to_date(from_utc_timestamp(i.ended_at, :zone)), i.ended_at, 'milli', i.ended_at,
    i.inspector, i.qty, 'inspection', i.inspect_no, i.entry_id, 'QM_InspectBill.FInspectEndDate', i._file, i._row
  FROM inspect_bill AS i
  JOIN (
    SELECT entry_id, min(order_entry_id) AS order_entry_id FROM receive_bill GROUP BY entry_id
  ) AS a ON a.entry_id = i.receive_entry_id
  JOIN order_entries AS l ON l.direction = 'purchase' AND l.entry_id = a.order_entry_id
  WHERE i.ended_at IS NOT NULL AND i.status IN ('C', '已审核')
  UNION ALL
  SELECT
    concat(:prefix, 'sales|', l.doc_id, '|', n.order_entry_id),
    'sales', n.order_entry_id,
    'notified', n.notice_date, n.created_at, 'milli',
    coalesce(n.created_at, n.approved_at, to_utc_timestamp(CAST(date_add(n.notice_date, 1) AS TIMESTAMP), :zone)),
    NULL, n.qty, 'delivery_notice', n.notice_no, n.entry_id, 'SAL_DELIVERYNOTICE.FDate', n._file, n._row
  FROM delivery_notice AS n
  JOIN order_entries AS l ON l.direction = 'sales' AND l.entry_id = n.order_entry_id
  WHERE n.notice_date IS NOT NULL AND n.status IN ('C', '已审核')
)
UNION ALL
SELECT
  concat(:prefix, 'purchase|', doc_id, '|', entry_id), 'approved', 1,
  to_date(from_utc_timestamp(approved_at, :zone)), approved_at, 'milli', 'assumed_local', approved_at,
  approver, 'doer', qty, 'purchase_order', order_no, entry_id, 'PUR_PurchaseOrder.FApproveDate', true, _file, _row
FROM purchase_order
WHERE approved_at IS NOT NULL AND status IN ('C', '已审核')
UNION ALL
SELECT
  concat(:prefix, 'purchase|', doc_id, '|', entry_id), 'confirmed', 1,
  to_date(from_utc_timestamp(confirmed_at, :zone)), confirmed_at, 'milli', 'assumed_local', confirmed_at,
  supplier_name, 'responsible', qty, 'purchase_order', order_no, entry_id, 'PUR_PurchaseOrder.FConfirmDate', true, _file, _row
FROM purchase_order
WHERE confirmed_at IS NOT NULL
UNION ALL
SELECT
  concat(:prefix, 'sales|', doc_id, '|', entry_id), 'approved', 1,
  to_date(from_utc_timestamp(approved_at, :zone)), approved_at, 'milli', 'assumed_local', approved_at,
  approver, 'doer', qty, 'sale_order', order_no, entry_id, 'SAL_SaleOrder.FApproveDate', true, _file, _row
FROM sale_order
WHERE approved_at IS NOT NULL AND status IN ('C', '已审核')
