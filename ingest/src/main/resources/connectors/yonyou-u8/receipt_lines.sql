-- Each movement of goods once, so that exports that overlap do not count it twice.
SELECT *
FROM (
  SELECT *, row_number() OVER (PARTITION BY direction, doc, entry_id ORDER BY _file, _row) AS nth
  FROM receipt_rows
)
WHERE nth = 1
