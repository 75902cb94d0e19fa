SELECT
  concat(:prefix, id) AS item_key,
  coalesce(code, id) AS code,
  name,
  item_group,
  uom AS base_uom,
  CASE WHEN active THEN 'active' WHEN active IS NULL AND has_active THEN 'forbidden' ELSE 'active' END AS status,
  CASE WHEN has_active THEN concat('active=', CAST(coalesce(active, false) AS STRING)) END AS status_raw,
  company_id AS org,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    *,
    max(active) OVER () IS NOT NULL AS has_active,
    row_number() OVER (PARTITION BY id ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth
  FROM product
)
WHERE nth = 1
