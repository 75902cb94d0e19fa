SELECT
  concat(:prefix, code) AS supplier_key,
  code,
  name,
  short_name,
  tax_id,
  category,
  grade,
  'CN' AS country,
  region,
  city,
  CASE
    WHEN status IS NULL OR status IN ('正常', '启用', '合格', '已审核', '有效') THEN 'active'
    WHEN status IN ('冻结', '已冻结', '暂停') THEN 'frozen'
    WHEN status IN ('禁用', '已禁用', '停用', '淘汰', '黑名单') THEN 'forbidden'
    WHEN status IN ('草稿', '待审核', '潜在') THEN 'draft'
    ELSE 'unknown'
  END AS status,
  status AS status_raw,
  contact AS contact_name,
  phone,
  email,
  created_at,
  modified_at,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (SELECT *, row_number() OVER (PARTITION BY code ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth FROM supplier)
WHERE nth = 1
