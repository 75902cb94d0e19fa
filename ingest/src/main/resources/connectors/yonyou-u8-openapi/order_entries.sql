-- Lines as they stand in the answers. They have no id: a line is its number in its order. `nth` 1 is the one that documents are
-- joined to.
SELECT *, row_number() OVER (PARTITION BY order_no, row_no ORDER BY _file, _row) AS nth FROM purchase_line
