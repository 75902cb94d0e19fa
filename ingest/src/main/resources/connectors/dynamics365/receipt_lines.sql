-- Pages may overlap, since they are counted and not remembered: a receipt line counts once.
SELECT *
FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY _file, _row) AS nth FROM receipt_line)
WHERE nth = 1
