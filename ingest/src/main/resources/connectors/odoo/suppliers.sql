-- Vendors: those with a rank as such, and every partner an order names. A contact stands for its company.
SELECT
  concat(:prefix, id) AS supplier_key,
  coalesce(code, id) AS code,
  name,
  tax_id,
  category,
  country,
  region,
  city,
  pay_terms,
  currency,
  CASE WHEN active THEN 'active' WHEN active IS NULL AND has_active THEN 'forbidden' ELSE 'active' END AS status,
  CASE WHEN has_active THEN concat('active=', CAST(coalesce(active, false) AS STRING)) END AS status_raw,
  company_id AS org,
  phone,
  email,
  created_at,
  modified_at,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    *,
    -- An archived vendor's word false reads as empty; a file without the field has it nowhere.
    max(active) OVER () IS NOT NULL AS has_active,
    row_number() OVER (PARTITION BY id ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth
  FROM partner
)
WHERE nth = 1
  AND coalesce(commercial_id, id) = id
  AND (coalesce(supplier_rank, 0) > 0
    OR id IN (
      SELECT coalesce(c.commercial_id, o.partner_id)
      FROM purchase_order AS o
      LEFT JOIN (SELECT id, max(commercial_id) AS commercial_id FROM partner GROUP BY id) AS c ON c.id = o.partner_id
    ))
