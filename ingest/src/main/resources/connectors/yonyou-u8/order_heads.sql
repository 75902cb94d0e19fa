-- One head per order, so that exports that overlap do not double its lines.
SELECT *
FROM (
  SELECT *, row_number() OVER (PARTITION BY direction, doc_id ORDER BY _file, _row) AS nth
  FROM head_rows
)
WHERE nth = 1
