-- What was promised for a line, from when on. A line's log begins with what its first entry says was there before;
-- an amended order's line goes on from the line of the same item, where the item stands once in either.
WITH field AS (
  SELECT id, order_id, item_code, expected_on, required_on,
    CASE WHEN :promise = 'expected' AND expected_on IS NOT NULL THEN 'expected_delivery_date' ELSE 'schedule_date' END AS name
  FROM items_now
), own AS (
  SELECT f.order_id, f.id, l.at, l.owner, l.new_date AS promised, l.old_date
  FROM field AS f
  JOIN row_log AS l ON l.order_id = f.order_id AND l.line_id = f.id AND l.field = f.name
), initial AS (
  SELECT f.order_id, f.id, h.created_at AS at, h.owner,
    coalesce(
      min_by(o.old_date, struct(o.at, o.old_date)),
      CASE WHEN max(o.at) IS NULL THEN CASE f.name WHEN 'schedule_date' THEN f.required_on ELSE f.expected_on END END
    ) AS promised
  FROM field AS f
  JOIN heads AS h ON h.id = f.order_id
  LEFT JOIN own AS o ON o.order_id = f.order_id AND o.id = f.id
  GROUP BY f.order_id, f.id, f.name, f.required_on, f.expected_on, h.created_at, h.owner
), single AS (
  SELECT h.root, i.order_id, i.item_code, min(i.id) AS id
  FROM items_now AS i
  JOIN heads AS h ON h.id = i.order_id
  GROUP BY h.root, i.order_id, i.item_code
  HAVING count(*) = 1
), said AS (
  SELECT order_id, id, at, owner, promised FROM initial
  UNION ALL
  SELECT order_id, id, at, owner, promised FROM own
)
SELECT order_id AS said_in, order_id, id AS line_id, at, owner, promised FROM said WHERE promised IS NOT NULL
UNION ALL
SELECT s.order_id, n.order_id, n.id, s.at, s.owner, s.promised
FROM said AS s
JOIN single AS b ON b.order_id = s.order_id AND b.id = s.id
JOIN heads AS bh ON bh.id = b.order_id
JOIN single AS n ON n.root = b.root AND n.item_code = b.item_code AND n.order_id <> b.order_id
JOIN heads AS nh ON nh.id = n.order_id
WHERE NOT nh.superseded AND bh.created_at < nh.created_at AND s.promised IS NOT NULL
