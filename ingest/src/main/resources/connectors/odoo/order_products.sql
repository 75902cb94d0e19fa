-- Order lines as written last, with their product. A product's display name begins with its code in brackets.
SELECT
  l.*,
  coalesce(p.code, nullif(regexp_extract(l.product_name, '^\\[([^\\]]+)\\]', 1), ''), l.product_id) AS item_code,
  coalesce(p.name, regexp_replace(l.product_name, '^\\[[^\\]]+\\] *', ''), l.description) AS item_name,
  coalesce(p.type = 'service', false) AS is_service,
  p.uom AS base_uom,
  -- Units of the order in one base unit; moves may be in either.
  CASE WHEN l.qty_base > 0 THEN l.qty / l.qty_base ELSE 1 END AS order_units
FROM (
  SELECT *, row_number() OVER (PARTITION BY id ORDER BY modified_at DESC NULLS LAST, _file, _row) AS nth
  FROM purchase_line
  WHERE display_type IS NULL
) AS l
LEFT JOIN (
  SELECT id, max(code) AS code, max(name) AS name, max(type) AS type, max(uom) AS uom
  FROM product
  GROUP BY id
) AS p ON p.id = l.product_id
WHERE l.nth = 1
