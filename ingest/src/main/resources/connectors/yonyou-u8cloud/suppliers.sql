-- The masters hold suppliers and customers alike; those of them are suppliers that an order names.
SELECT
  concat(:prefix, b.code) AS supplier_key,
  b.code,
  b.name,
  b.short_name,
  b.tax_id,
  CASE WHEN b.deleted THEN 'deleted' WHEN m.frozen THEN 'frozen' ELSE 'active' END AS status,
  concat(:prefix, b.id) AS master_key,
  b._file,
  b._row
FROM (
  SELECT *, row_number() OVER (PARTITION BY code ORDER BY coalesce(deleted, false), id, _file, _row) AS nth
  FROM partner
) AS b
LEFT JOIN (SELECT partner_id, bool_and(coalesce(frozen, false)) AS frozen FROM partner_of_company GROUP BY partner_id) AS m
  ON m.partner_id = b.id
WHERE b.nth = 1
  AND EXISTS (
    SELECT 1
    FROM order_head AS h
    LEFT JOIN partner_of_company AS c ON c.id = h.vendor_id
    WHERE coalesce(h.vendor_base_id, c.partner_id) = b.id)
