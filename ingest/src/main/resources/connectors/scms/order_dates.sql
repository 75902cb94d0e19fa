-- One row per order number. The order date is the day the purchase order went out, else the day the
-- quotation went out, else an assumption. A refused date cell never falls back in silence.
SELECT
  *,
  CASE
    WHEN po_sent_on IS NOT NULL THEN po_sent_on
    WHEN po_sent_refused THEN NULL
    WHEN quoted_on IS NOT NULL THEN quoted_on
    WHEN quoted_refused THEN NULL
    ELSE date_sub(scheduled_on, 60)
  END AS order_date,
  CASE
    WHEN po_sent_on IS NOT NULL THEN 'field'
    WHEN po_sent_refused THEN 'rejected'
    WHEN quoted_on IS NOT NULL THEN 'quotation_date'
    WHEN quoted_refused THEN 'rejected'
    WHEN scheduled_on IS NOT NULL THEN 'scheduled_minus_60_days'
  END AS order_date_basis
FROM (
  SELECT
    order_no,
    min(po_sent_on) AS po_sent_on,
    max(array_contains(_rejected, 'po_sent_on')) AS po_sent_refused,
    min(quoted_on) AS quoted_on,
    max(array_contains(_rejected, 'quoted_on')) AS quoted_refused,
    min(scheduled_on) AS scheduled_on,
    min_by(vendor, struct(_file, _row)) AS vendor,
    min_by(country, struct(_file, _row)) AS country,
    min_by(fulfill_via, struct(_file, _row)) AS fulfill_via,
    min_by(managed_by, struct(_file, _row)) AS managed_by,
    min_by(quote_no, struct(_file, _row)) AS quote_no,
    min(_file) AS _file,
    min(_row) AS _row
  FROM deliveries
  GROUP BY order_no
)
