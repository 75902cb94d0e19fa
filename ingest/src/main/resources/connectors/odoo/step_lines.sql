-- The order line of a later step, over one move before it or two. A step that took goods of several lines
-- together belongs to none: there the first step says all that can be known.
WITH second AS (
  SELECT s.id, min(m.purchase_line_id) AS purchase_line_id
  FROM step_origins AS s
  JOIN moves AS m ON m.id = s.orig_id
  WHERE m.purchase_line_id IS NOT NULL
  GROUP BY s.id
  HAVING count(DISTINCT m.purchase_line_id) = 1
)
SELECT id, purchase_line_id FROM second
UNION ALL
SELECT s.id, min(b.purchase_line_id)
FROM step_origins AS s
JOIN second AS b ON b.id = s.orig_id
GROUP BY s.id
HAVING count(DISTINCT b.purchase_line_id) = 1
