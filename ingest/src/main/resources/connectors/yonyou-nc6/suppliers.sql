SELECT
  supplier_key,
  code,
  name,
  short_name,
  tax_id,
  category,
  CASE
    WHEN deleted THEN 'deleted'
    WHEN enable_state = '1' THEN 'draft'
    WHEN enable_state = '2' THEN 'active'
    WHEN enable_state = '3' THEN 'forbidden'
    ELSE 'unknown'
  END AS status,
  enable_state AS status_raw,
  coalesce(org_code, org) AS org,
  concat(:prefix, id) AS master_key,
  created_at,
  modified_at,
  modified_at AS source_modified_at,
  _file,
  _row
FROM partners
WHERE nth = 1
