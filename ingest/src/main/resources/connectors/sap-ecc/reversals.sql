-- Which booking undoes which: the one its reference names, else one of the same reference, with the
-- same quantity. A reversal of a part undoes nothing and counts as a negative booking of its own.
WITH exact AS (
  SELECT r.booking AS reversal, o.booking AS original
  FROM (
    SELECT
      *,
      row_number() OVER (
        PARTITION BY line, family, account_no, reference_year, reference_no, reference_item, qty
        ORDER BY known_at, booking) AS nth
    FROM bookings
    WHERE reverses AND reference_no IS NOT NULL
  ) AS r
  JOIN bookings AS o
    ON NOT o.reverses AND o.line = r.line AND o.family = r.family AND o.account_no = r.account_no
    AND o.booking_no = r.reference_no
    AND o.booking_year = coalesce(r.reference_year, o.booking_year)
    AND o.booking_item = coalesce(r.reference_item, o.booking_item)
    AND o.qty = -r.qty
  WHERE r.nth = 1
), rest AS (
  SELECT
    b.*,
    row_number() OVER (
      PARTITION BY line, family, account_no, reference_year, reference_no, reference_item, reverses, abs(qty)
      ORDER BY known_at, booking) AS nth
  FROM bookings AS b
  LEFT ANTI JOIN (SELECT reversal AS paired FROM exact UNION ALL SELECT original FROM exact) AS p ON p.paired = b.booking
)
SELECT reversal, original FROM exact
UNION ALL
SELECT r.booking, o.booking
FROM rest AS r
JOIN rest AS o
  ON NOT o.reverses AND o.line = r.line AND o.family = r.family AND o.account_no = r.account_no
  AND o.reference_year <=> r.reference_year
  AND o.reference_no <=> r.reference_no
  AND o.reference_item <=> r.reference_item
  AND o.qty = -r.qty AND o.nth = r.nth AND o.known_at <= r.known_at
WHERE r.reverses
