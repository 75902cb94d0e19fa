SELECT
  concat(:prefix, regexp_replace(code, '^0+(?=[0-9]+$)', '')) AS supplier_key,
  code,
  concat_ws(' ', name, name_rest) AS name,
  short_name,
  coalesce(vat_id, tax_id) AS tax_id,
  account_group AS category,
  country,
  region,
  city,
  CASE
    WHEN deleted = 'X' THEN 'deleted'
    WHEN blocked = 'X' OR blocked_for_orders = 'X' THEN 'forbidden'
    ELSE 'active'
  END AS status,
  nullif(concat_ws('/', CASE WHEN deleted = 'X' THEN 'LOEVM' END, CASE WHEN blocked = 'X' THEN 'SPERR' END, CASE WHEN blocked_for_orders = 'X' THEN 'SPERM' END), '') AS status_raw,
  to_utc_timestamp(CAST(created_on AS TIMESTAMP), :zone) AS created_at,
  _file,
  _row
FROM vendor
