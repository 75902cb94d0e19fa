-- The newest state of each order, from the form or from the webhook's log, whichever was written later. A deleted
-- order is gone from the form; only the log has it. The log also tells when the flow ended.
WITH states AS (
  SELECT id, order_no, order_date, supplier_id, supplier_code, supplier_name, buyer_code, buyer_name, dept_code, dept_name,
    currency, status, approved_at, flow_state, creator, updater, created_at, modified_at, deleted_at, op, attrs, 0 AS logged, _file, _row
  FROM purchase_order
  UNION ALL
  SELECT id, order_no, order_date, supplier_id, supplier_code, supplier_name, buyer_code, buyer_name, dept_code, dept_name,
    currency, status, approved_at, flow_state, creator, updater, created_at, modified_at,
    CASE WHEN op = 'data_delete' THEN coalesce(deleted_at, modified_at) END, op, CAST(NULL AS MAP<STRING, STRING>), 1, _file, _row
  FROM order_log
  WHERE order_date IS NOT NULL AND op IN ('data_create', 'data_update', 'data_delete')
), told AS (
  SELECT
    id,
    max(op = 'data_create') AS from_the_start,
    min(CASE WHEN flow_state = '0' THEN modified_at END) AS flowing_at,
    min_by(struct(modified_at AS at, updater AS who), struct(modified_at, _file, _row)) FILTER (WHERE flow_state IN ('1', '2')) AS ended
  FROM states
  WHERE logged = 1
  GROUP BY id
)
SELECT
  s.*,
  coalesce(t.from_the_start, false) AS from_the_start,
  CASE WHEN t.flowing_at < t.ended.at THEN t.ended.at END AS flow_ended_at,
  CASE WHEN t.flowing_at < t.ended.at THEN t.ended.who END AS flow_ended_by,
  CASE
    WHEN s.deleted_at IS NOT NULL OR s.status IN ('取消', '已取消', '作废', '已作废', '终止', '已终止', '已删除') THEN 'cancelled'
    WHEN s.flow_state = '0' THEN 'pending'
    WHEN s.flow_state = '3' THEN 'rejected'
    WHEN s.status IN ('关闭', '已关闭', '业务关闭', '已完结', '结案', '自动关闭', '最终关闭') THEN 'closed'
    WHEN s.flow_state = '2' THEN :manual_end
    WHEN s.flow_state IS NULL OR s.flow_state = '1' THEN 'approved'
    ELSE 'unknown'
  END AS state
FROM (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY coalesce(deleted_at, modified_at) DESC, logged, _file, _row) AS nth
  FROM states
) AS s
LEFT JOIN told AS t ON t.id = s.id
WHERE s.nth = 1
