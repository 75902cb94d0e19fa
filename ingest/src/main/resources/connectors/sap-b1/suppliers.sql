-- A firm that buys and sells has two cards.
SELECT
  concat(:prefix, code) AS supplier_key,
  code,
  name,
  foreign_name AS short_name,
  coalesce(tax_id, other_tax_id) AS tax_id,
  partner_group AS category,
  country,
  region,
  city,
  pay_terms,
  currency,
  CASE
    WHEN frozen IN ('Y', 'tYES') THEN 'frozen'
    WHEN valid IN ('N', 'tNO') AND frozen IS NULL THEN 'frozen'
    ELSE 'active'
  END AS status,
  concat_ws('/', valid, frozen) AS status_raw,
  to_utc_timestamp(CAST(created_on AS TIMESTAMP), :zone) AS created_at,
  to_utc_timestamp(CAST(updated_on AS TIMESTAMP), :zone) AS modified_at,
  _file,
  _row
FROM (SELECT * FROM table_partner UNION ALL SELECT * FROM service_partner)
WHERE card_type IN ('S', 'cSupplier')
