-- Head fields repeat on every entry: one row per document. Heads that contradict one another stay apart
-- and are refused as duplicates.
SELECT
  concat(:prefix, 'purchase|', doc_id) AS order_key,
  order_no,
  doc_id,
  'internal' AS key_quality,
  CASE WHEN business_type = 'WW' THEN 'subcontract' ELSE 'purchase' END AS direction,
  business_type AS doc_type,
  bill_type AS doc_type_raw,
  org,
  concat(:prefix, supplier_code) AS partner_key,
  supplier_code AS partner_code_raw,
  supplier_name AS partner_name_raw,
  order_date,
  CASE WHEN order_date IS NULL THEN 'rejected' ELSE 'field' END AS order_date_basis,
  created_at,
  approved_at,
  closed_at,
  CASE WHEN cancel_status IN ('B', '已作废', '作废') THEN modified_at END AS cancelled_at,
  creator AS created_by,
  approver AS approved_by,
  buyer_code,
  buyer_name,
  dept_code,
  dept_name,
  CASE currency WHEN 'PRE001' THEN 'CNY' WHEN 'PRE007' THEN 'USD' ELSE currency END AS currency,
  CASE
    WHEN cancel_status IN ('B', '已作废', '作废') THEN 'cancelled'
    WHEN status IN ('Z', 'A', '暂存', '创建') THEN 'draft'
    WHEN status IN ('B', 'D', '审核中', '重新审核') THEN 'pending'
    WHEN status IN ('C', '已审核') AND close_status IN ('B', '已关闭') THEN 'closed'
    WHEN status IN ('C', '已审核') THEN 'approved'
    ELSE 'unknown'
  END AS status,
  status AS status_raw,
  coalesce(status IN ('C', '已审核'), false)
    AND NOT coalesce(cancel_status IN ('B', '已作废', '作废'), false) AS effective,
  false AS is_return,
  version_no,
  true AS is_latest_version,
  'purchase' AS process,
  modified_at AS source_modified_at,
  min(_file) AS _file,
  min(_row) AS _row
FROM purchase_order
GROUP BY ALL
UNION ALL
SELECT
  concat(:prefix, 'sales|', doc_id),
  order_no,
  doc_id,
  'internal',
  'sales',
  NULL,
  NULL,
  org,
  concat(:prefix, customer_code),
  customer_code,
  customer_name,
  order_date,
  CASE WHEN order_date IS NULL THEN 'rejected' ELSE 'field' END,
  created_at,
  approved_at,
  closed_at,
  CASE WHEN cancel_status IN ('B', '已作废', '作废') THEN modified_at END,
  creator,
  approver,
  seller_code,
  seller_name,
  NULL,
  NULL,
  CASE currency WHEN 'PRE001' THEN 'CNY' WHEN 'PRE007' THEN 'USD' ELSE currency END,
  CASE
    WHEN cancel_status IN ('B', '已作废', '作废') THEN 'cancelled'
    WHEN status IN ('Z', 'A', '暂存', '创建') THEN 'draft'
    WHEN status IN ('B', 'D', '审核中', '重新审核') THEN 'pending'
    WHEN status IN ('C', '已审核') AND close_status IN ('B', '已关闭') THEN 'closed'
    WHEN status IN ('C', '已审核') THEN 'approved'
    ELSE 'unknown'
  END,
  status,
  coalesce(status IN ('C', '已审核'), false)
    AND NOT coalesce(cancel_status IN ('B', '已作废', '作废'), false),
  false,
  NULL,
  true,
  'sales',
  modified_at,
  min(_file),
  min(_row)
FROM sale_order
GROUP BY ALL
