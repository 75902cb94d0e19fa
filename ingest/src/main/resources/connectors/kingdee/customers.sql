-- Masters are copied per organisation; the copy that is the master itself speaks for its code.
SELECT
  concat(:prefix, code) AS customer_key,
  code,
  name,
  short_name,
  category,
  'CN' AS country,
  province AS region,
  CASE
    WHEN forbid_status IN ('B', '是', '已禁用') THEN 'forbidden'
    WHEN status IN ('C', '已审核') THEN 'active'
    WHEN status IN ('Z', 'A', 'B', 'D', '暂存', '创建', '审核中', '重新审核') THEN 'draft'
    ELSE 'unknown'
  END AS status,
  concat_ws('/', status, forbid_status) AS status_raw,
  org,
  CASE WHEN master_id IS NOT NULL THEN concat(:prefix, master_id) END AS master_key,
  created_at,
  modified_at,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT *, first_value(id) OVER (PARTITION BY code ORDER BY id <=> master_id DESC, _file, _row) AS chosen
  FROM customer
)
WHERE id = chosen
