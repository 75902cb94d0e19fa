SELECT
  concat(:prefix, m.code) AS item_key,
  m.code,
  m.name,
  coalesce(m.spec, m.kind) AS spec,
  coalesce(u.name, m.unit_id) AS base_uom,
  CASE WHEN m.deleted THEN 'deleted' ELSE 'active' END AS status,
  concat(:prefix, m.id) AS master_key,
  m._file,
  m._row
FROM (
  SELECT *, row_number() OVER (PARTITION BY code ORDER BY coalesce(deleted, false), id, _file, _row) AS nth
  FROM item
) AS m
LEFT JOIN (SELECT id, min(name) AS name FROM unit GROUP BY id) AS u ON u.id = m.unit_id
WHERE m.nth = 1
