-- Extracts may overlap: the record that was written last speaks.
SELECT *
FROM (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth
  FROM purchase_order
)
WHERE nth = 1
