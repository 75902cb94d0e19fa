-- Names in the company's language: Chinese where there is one, else English, else any.
SELECT
  concat(:prefix, regexp_replace(m.code, '^0+(?=[0-9]+$)', '')) AS item_key,
  m.code,
  t.name,
  m.spec,
  m.item_group,
  m.base_uom,
  CASE WHEN m.deleted = 'X' THEN 'deleted' ELSE 'active' END AS status,
  CASE WHEN m.deleted = 'X' THEN 'LVORM' END AS status_raw,
  m._file,
  m._row
FROM material AS m
LEFT JOIN (
  SELECT
    regexp_replace(code, '^0+(?=[0-9]+$)', '') AS code,
    min_by(name, CASE WHEN language IN ('1', 'ZH') THEN 1 WHEN language IN ('E', 'EN') THEN 2 ELSE 3 END) AS name
  FROM material_text
  GROUP BY ALL
) AS t ON t.code = regexp_replace(m.code, '^0+(?=[0-9]+$)', '')
