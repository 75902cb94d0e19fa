-- Lines as they stand in the files, with the item behind them. `nth` 1 is the one that documents are joined to.
SELECT
  l.*,
  coalesce(l.item_base_id, c.item_id, l.item_id) AS any_item_id,
  row_number() OVER (PARTITION BY l.entry_id ORDER BY l._file, l._row) AS nth
FROM order_line AS l
LEFT JOIN (SELECT id, min(item_id) AS item_id FROM item_of_company GROUP BY id) AS c ON c.id = l.item_id
