-- The first receipt carries the whole line, the later ones nothing: how much each brought is not in the log.
SELECT
  concat(:prefix, 'receipt|', line, '|', seq) AS receipt_key,
  concat(line, '-', seq) AS receipt_no,
  'arrival' AS kind,
  concat(:prefix, 'purchase|', line) AS order_line_key,
  'exact_id' AS link_quality,
  concat(:prefix, sub_spend_area) AS item_key,
  CASE WHEN seq = 1 THEN 1 ELSE 0 END AS qty,
  CAST(from_utc_timestamp(happened_at, :zone) AS DATE) AS receipt_date,
  happened_at AS created_at,
  happened_at AS known_at,
  resource AS owner,
  true AS effective,
  false AS is_red,
  _file,
  _row
FROM events
WHERE stage = 'received'
