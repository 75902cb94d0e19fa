-- A line as each export shows it. The day is in the file's name; a file without one is the state after all others, and
-- tells nothing of when.
SELECT *
FROM (
  SELECT
    *,
    row_number() OVER (PARTITION BY order_no, line_id, snapshot_on ORDER BY _file, _row) AS nth,
    min(snapshot_on) OVER () AS first_export
  FROM (
    SELECT
      r.* EXCEPT (status, line_status),
      coalesce(line_no, item_code) AS line_id,
      coalesce(
        CAST(try_to_timestamp(nullif(regexp_extract(regexp_replace(_file, '[-_ ]', ''), '(20[0-9]{2}[01][0-9][0-3][0-9])', 1), ''), 'yyyyMMdd') AS DATE),
        DATE'9999-12-31') AS snapshot_on,
      CASE
        WHEN status IN ('暂存', '创建', '草稿', '自由', '未提交', '制单', '开立', '未审核', '未审批', '待提交', '弃审') THEN 'draft'
        WHEN status IN ('已提交', '提交', '审核中', '审批中', '待审核', '待审批', '流转中') THEN 'pending'
        WHEN status IN ('已审核', '审核', '已审批', '审批通过', '已批准', '执行中', '生效', '已生效') THEN 'approved'
        WHEN status IN ('驳回', '已驳回', '否决', '审批未通过', '不通过', '退回') THEN 'rejected'
        WHEN status IN ('已关闭', '关闭', '结案', '已完结') THEN 'closed'
        WHEN status IN ('作废', '已作废', '已取消', '取消', '终止', '已终止') THEN 'cancelled'
        ELSE 'unknown'
      END AS status,
      status AS status_raw,
      CASE
        WHEN line_status IN ('已关闭', '关闭', '行关闭', '业务关闭', '结案', '自动关闭', '手动关闭') THEN 'closed'
        WHEN line_status IN ('终止', '已终止', '取消', '已取消', '作废', '已作废') THEN 'cancelled'
        WHEN line_status IN ('冻结', '已冻结', '挂起') THEN 'frozen'
        ELSE 'open'
      END AS line_state,
      line_status AS line_state_raw
    FROM row AS r
  )
)
WHERE nth = 1
