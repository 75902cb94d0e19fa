-- Documents as saved last. Amending an order cancels it and makes a new one, whose name goes on from the first.
SELECT
  h.*,
  CASE
    WHEN h.amended_from IS NULL THEN h.id
    WHEN startswith(h.amended_from, regexp_replace(h.id, '-[0-9]+$', '')) THEN regexp_replace(h.id, '-[0-9]+$', '')
    ELSE h.amended_from
  END AS root,
  a.amended_from IS NOT NULL AS superseded
FROM (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth FROM order_head
) AS h
LEFT JOIN (SELECT DISTINCT amended_from FROM order_head WHERE amended_from IS NOT NULL) AS a ON a.amended_from = h.id
WHERE h.nth = 1
