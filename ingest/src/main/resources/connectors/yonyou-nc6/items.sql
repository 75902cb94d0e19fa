SELECT
  concat(:prefix, m.code) AS item_key,
  m.code,
  m.name,
  m.spec,
  m.category AS item_group,
  coalesce(u.name, m.unit_id) AS base_uom,
  CASE
    WHEN m.deleted THEN 'deleted'
    WHEN m.enable_state = '1' THEN 'draft'
    WHEN m.enable_state = '2' THEN 'active'
    WHEN m.enable_state = '3' THEN 'forbidden'
    ELSE 'unknown'
  END AS status,
  m.enable_state AS status_raw,
  m.org,
  concat(:prefix, m.id) AS master_key,
  m._file,
  m._row
FROM (
  SELECT *, row_number() OVER (PARTITION BY code ORDER BY enable_state <=> '2' DESC, id, _file, _row) AS nth
  FROM material
) AS m
LEFT JOIN (SELECT id, min(name) AS name FROM unit GROUP BY id) AS u ON u.id = m.unit_id
WHERE m.nth = 1
