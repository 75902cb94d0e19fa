-- Bookings that neither undo another nor were undone.
SELECT b.*
FROM bookings AS b
LEFT ANTI JOIN (SELECT reversal AS paired FROM reversals UNION ALL SELECT original FROM reversals) AS p ON p.paired = b.booking
