-- Release belongs to the order and is told for each of its items. Reversals of a part lessen the
-- booking they name; what was undone whole never happened.
SELECT
  concat(:prefix, 'purchase|', line) AS order_line_key, stage,
  CAST(row_number() OVER (PARTITION BY line, stage ORDER BY actual_on, known_at, doc_line_id, doc_no) AS INT) AS seq,
  actual_on, actual_at,
  CASE WHEN actual_at IS NULL THEN 'day' ELSE 'second' END AS actual_precision,
  CASE WHEN actual_at IS NOT NULL THEN 'assumed_local' END AS actual_tz_basis,
  known_at, owner_name, owner_role, qty, doc_type, doc_no, doc_line_id, source_field, derived, _file, _row
FROM (
  SELECT
    b.line,
    CASE b.kind WHEN 'arrival' THEN 'arrived' ELSE 'stocked' END AS stage,
    b.received_on AS actual_on,
    b.entered_at AS actual_at,
    b.known_at,
    b.creator AS owner_name,
    'doer' AS owner_role,
    b.qty + coalesce(u.qty, 0) AS qty,
    CASE b.kind WHEN 'arrival' THEN 'arrival' ELSE 'stock_in' END AS doc_type,
    b.booking_no AS doc_no,
    b.booking_item AS doc_line_id,
    CASE :receipt_date WHEN 'document' THEN 'EKBE.BLDAT' WHEN 'entry' THEN 'EKBE.CPUDT' ELSE 'EKBE.BUDAT' END AS source_field,
    false AS derived,
    b._file, b._row
  FROM standing AS b
  JOIN (SELECT DISTINCT line FROM items_ordered) AS i ON i.line = b.line
  LEFT JOIN (
    SELECT line, family, account_no, reference_year, reference_no, reference_item, sum(qty) AS qty
    FROM standing
    WHERE reverses
    GROUP BY ALL
  ) AS u
    ON u.line = b.line AND u.family = b.family AND u.account_no = b.account_no AND u.reference_no = b.booking_no
    AND coalesce(u.reference_year, b.booking_year) = b.booking_year
    AND coalesce(u.reference_item, b.booking_item) = b.booking_item
  WHERE b.kind IN ('arrival', 'stock_in') AND NOT b.reverses AND b.received_on IS NOT NULL AND b.qty + coalesce(u.qty, 0) > 0
  UNION ALL
  SELECT
    c.line, 'shipped', c.entered_on, c.entered_at, c.known_at, i.partner_name, 'responsible', c.qty, 'shipping_notification',
    c.reference, c.confirmation_id, 'EKES.ERDAT', false, c._file, c._row
  FROM confirmations AS c
  JOIN (SELECT line, min(partner_name) AS partner_name FROM items_ordered GROUP BY line) AS i ON i.line = c.line
  WHERE c.kind = :shipping_type
  UNION ALL
  SELECT
    c.line, 'confirmed', c.confirmed_on, c.confirmed_at,
    coalesce(c.confirmed_at, to_utc_timestamp(CAST(date_add(c.confirmed_on, 1) AS TIMESTAMP), :zone)),
    i.partner_name, 'responsible', c.qty, 'confirmation', c.reference, NULL, 'EKES.ERDAT', false, c._file, c._row
  FROM confirmed_dates AS c
  JOIN (SELECT line, min(partner_name) AS partner_name FROM items_ordered GROUP BY line) AS i ON i.line = c.line
  UNION ALL
  SELECT
    i.line, 'approved', to_date(from_utc_timestamp(a.approved_at, :zone)), a.approved_at, a.approved_at,
    a.approved_by, 'doer', i.qty, 'purchase_order', i.doc_id, i.line_id, 'CDHDR.UDATE', true, i._file, i._row
  FROM items_ordered AS i
  JOIN order_changes AS a ON a.doc_id = i.doc_id
  WHERE a.approved_at IS NOT NULL
)
