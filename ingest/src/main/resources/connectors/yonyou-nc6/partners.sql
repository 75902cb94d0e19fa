-- The supplier behind each internal id, and which row speaks for its key (`nth` 1): one in use before others.
-- A code is one supplier in the whole group or, as the user says, one in each organisation.
SELECT
  *,
  row_number() OVER (PARTITION BY supplier_key ORDER BY enable_state <=> '2' DESC, id, _file, _row) AS nth
FROM (
  SELECT
    s.*,
    o.code AS org_code,
    CASE :supplier_scope
      WHEN 'org' THEN concat(:prefix, coalesce(o.code, s.org, ''), '/', s.code)
      ELSE concat(:prefix, s.code)
    END AS supplier_key
  FROM supplier AS s
  LEFT JOIN (SELECT id, min(code) AS code FROM organisation GROUP BY id) AS o ON o.id = s.org
)
