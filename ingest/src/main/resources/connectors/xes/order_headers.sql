-- A trace that says nothing of its order's status is taken for an order that counts: a log tells what happened.
SELECT
  concat(:prefix, 'purchase|', order_id) AS order_key,
  order_id AS order_no,
  order_id AS doc_id,
  'internal' AS key_quality,
  'purchase' AS direction,
  company AS org,
  concat(:prefix, supplier) AS partner_key,
  supplier AS partner_code_raw,
  supplier_name AS partner_name_raw,
  coalesce(order_date, CAST(from_utc_timestamp(created_at, :zone) AS DATE)) AS order_date,
  CASE WHEN order_date IS NOT NULL THEN 'field' WHEN says_ordered THEN 'event' ELSE 'first_event' END AS order_date_basis,
  created_at,
  approved_at,
  CASE WHEN all_closed THEN closed_at END AS closed_at,
  CASE WHEN all_cancelled THEN cancelled_at END AS cancelled_at,
  created_by,
  approved_by,
  coalesce(buyer, created_by) AS buyer_code,
  coalesce(buyer, created_by) AS buyer_name,
  currency,
  status,
  status_raw,
  status IN ('approved', 'closed') AS effective,
  false AS is_return,
  true AS is_latest_version,
  'purchase' AS process,
  last_event_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    *,
    CASE
      WHEN all_cancelled THEN 'cancelled'
      WHEN status_raw IS NULL AND all_closed THEN 'closed'
      WHEN status_raw IS NULL THEN 'approved'
      WHEN lower(status_raw) IN ('draft', 'created', '暂存', '创建', '草稿', '自由', '未提交', '制单', '开立', '未审核', '待提交') THEN 'draft'
      WHEN lower(status_raw) IN ('pending', 'submitted', '已提交', '提交', '审核中', '审批中', '待审核', '待审批', '重新审核', '流转中') THEN 'pending'
      WHEN lower(status_raw) IN ('rejected', '驳回', '否决', '审批未通过', '不通过') THEN 'rejected'
      WHEN lower(status_raw) IN ('cancelled', 'canceled', '作废', '已作废', '已取消', '取消', '终止', '已终止', '已删除') THEN 'cancelled'
      WHEN lower(status_raw) IN ('closed', '已关闭', '关闭', '业务关闭', '已完结', '自动关闭', '最终关闭', '结案') THEN 'closed'
      WHEN lower(status_raw) IN ('approved', 'open', 'released', '已审核', '审核', '审批通过', '已审批', '已批准', '执行中', '生效') THEN 'approved'
      ELSE 'unknown'
    END AS status
  FROM (
    SELECT
      order_id,
      min_by(status, struct(_file, _row)) AS status_raw,
      min_by(company, struct(_file, _row)) AS company,
      min_by(supplier, struct(_file, _row)) AS supplier,
      min_by(supplier_name, struct(_file, _row)) AS supplier_name,
      min(order_date) AS order_date,
      min(created_at) AS created_at,
      min_by(created_by, struct(created_at, line)) AS created_by,
      coalesce(max(says_ordered), false) AS says_ordered,
      min(approved_at) AS approved_at,
      min_by(approved_by, struct(approved_at, line)) FILTER (WHERE approved_at IS NOT NULL) AS approved_by,
      max(closed_at) AS closed_at,
      bool_and(closed_at IS NOT NULL) AS all_closed,
      max(cancelled_at) AS cancelled_at,
      bool_and(cancelled_at IS NOT NULL AND qty_received = 0) AS all_cancelled,
      min_by(buyer, struct(_file, _row)) AS buyer,
      min_by(currency, struct(_file, _row)) AS currency,
      max(last_event_at) AS last_event_at,
      min(_file) AS _file,
      min(_row) AS _row
    FROM lines
    GROUP BY order_id
  )
)
