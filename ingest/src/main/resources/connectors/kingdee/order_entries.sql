-- The document behind each order entry, once, whatever repeats in the file.
SELECT 'purchase' AS direction, entry_id, min(doc_id) AS doc_id FROM purchase_order GROUP BY entry_id
UNION ALL
SELECT 'sales', entry_id, min(doc_id) FROM sale_order GROUP BY entry_id
