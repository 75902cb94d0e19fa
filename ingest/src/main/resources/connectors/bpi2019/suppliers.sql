-- The spend area of a vendor's first order item stands for its category: what it sells is known from then on.
SELECT
  concat(:prefix, vendor) AS supplier_key,
  vendor AS code,
  min_by(vendor_name, created_at) AS name,
  min_by(spend_area, created_at) FILTER (WHERE spend_area IS NOT NULL) AS category,
  'active' AS status,
  min(_file) AS _file,
  min(_row) AS _row
FROM lines
GROUP BY vendor
