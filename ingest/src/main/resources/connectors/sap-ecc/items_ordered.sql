-- Items of orders with their head. Contracts and requests for quotation order nothing and are left out.
-- Items that order a return, and items for which no goods receipt will be booked, stand in documents of
-- their own: nobody waits for goods of theirs.
SELECT
  i.* EXCEPT (doc_id, line_id, deleted, completed, is_return, item_code, receipt_expected),
  regexp_replace(i.doc_id, '^0+(?=[0-9]+$)', '') AS doc_id,
  regexp_replace(i.line_id, '^0+(?=[0-9]+$)', '') AS line_id,
  concat(regexp_replace(i.doc_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(i.line_id, '^0+(?=[0-9]+$)', '')) AS line,
  i.item_code AS item_code_raw,
  regexp_replace(i.item_code, '^0+(?=[0-9]+$)', '') AS item_code,
  i.deleted AS deletion,
  coalesce(i.deleted IN ('L', 'X'), false) AS deleted,
  coalesce(i.deleted = 'S', false) AS blocked,
  coalesce(i.completed = 'X', false) AS completed,
  CASE
    WHEN i.is_return = 'X' THEN 'return'
    WHEN i.receipt_expected IS NULL AND e.known THEN 'no_receipt'
  END AS part,
  h.currency,
  v.name AS partner_name,
  CASE WHEN :amounts = 'stored' AND h.currency IN ('CLP', 'DJF', 'GNF', 'ISK', 'JPY', 'KMF', 'KRW', 'PYG', 'RWF', 'UGX', 'VND', 'VUV', 'XAF', 'XOF', 'XPF') THEN 100 ELSE 1 END AS money_factor
FROM item AS i
CROSS JOIN (SELECT count(receipt_expected) > 0 AS known FROM item) AS e
LEFT JOIN (
  SELECT regexp_replace(doc_id, '^0+(?=[0-9]+$)', '') AS head_id, min(category) AS category, min(currency) AS currency, min(regexp_replace(supplier_code, '^0+(?=[0-9]+$)', '')) AS supplier_code
  FROM head
  GROUP BY ALL
) AS h ON h.head_id = regexp_replace(i.doc_id, '^0+(?=[0-9]+$)', '')
LEFT JOIN (
  SELECT regexp_replace(code, '^0+(?=[0-9]+$)', '') AS code, min(concat_ws(' ', name, name_rest)) AS name
  FROM vendor
  GROUP BY ALL
) AS v ON v.code = h.supplier_code
WHERE coalesce(h.category, 'F') IN ('F', 'L')
