-- Suppliers and customers share one table: who never bought is a supplier.
SELECT
  concat(:prefix, p.code) AS supplier_key,
  p.code,
  p.name,
  p.tax_id,
  'active' AS status,
  p._file,
  p._row
FROM partner AS p
LEFT JOIN (
  SELECT partner_code, bool_or(direction = 'purchase') AS sells FROM orders GROUP BY partner_code
) AS o ON o.partner_code = p.code
WHERE coalesce(o.sells, true)
