SELECT
  concat(:prefix, code) AS item_key,
  code,
  name,
  spec,
  item_group,
  base_uom,
  CAST(lead_time AS INT) AS purchase_lead_time_days,
  CASE
    WHEN forbid_status IN ('B', '是', '已禁用') THEN 'forbidden'
    WHEN status IN ('C', '已审核') THEN 'active'
    WHEN status IN ('Z', 'A', 'B', 'D', '暂存', '创建', '审核中', '重新审核') THEN 'draft'
    ELSE 'unknown'
  END AS status,
  concat_ws('/', status, forbid_status) AS status_raw,
  org,
  CASE WHEN master_id IS NOT NULL THEN concat(:prefix, master_id) END AS master_key,
  _file,
  _row
FROM (
  SELECT *, first_value(id) OVER (PARTITION BY code ORDER BY id <=> master_id DESC, _file, _row) AS chosen
  FROM material
)
WHERE id = chosen
