-- What was received of a line, gross of later returns; a negative line takes back what was received before it
-- only where it undoes a receipt of the same number.
SELECT company, order_no, line_no, sum(qty) AS qty, max(received_on) AS last_on
FROM (
  SELECT company, order_no, line_no, receipt_no, sum(qty) AS qty, max(received_on) AS received_on
  FROM receipt_lines
  GROUP BY company, order_no, line_no, receipt_no
)
WHERE qty > 0
GROUP BY company, order_no, line_no
