SELECT
  concat(:prefix, p.code) AS customer_key,
  p.code,
  p.name,
  p.tax_id,
  'active' AS status,
  p._file,
  p._row
FROM partner AS p
LEFT SEMI JOIN (SELECT partner_code FROM orders WHERE direction = 'sales') AS o ON o.partner_code = p.code
