-- Which objects belong together, from either side; a line and its order also by an event about both.
SELECT DISTINCT a.object AS one, a.kind AS one_kind, b.object AS other, b.kind AS other_kind
FROM (
  SELECT source AS one, target AS other FROM object_object
  UNION ALL
  SELECT target, source FROM object_object
  UNION ALL
  SELECT l.object, r.object
  FROM event_object AS l
  JOIN kinds AS lk ON lk.object = l.object AND lk.kind = 'order_line'
  JOIN event_object AS r ON r.event = l.event
  JOIN kinds AS rk ON rk.object = r.object AND rk.kind = 'order'
) AS pairs
JOIN kinds AS a ON a.object = pairs.one
JOIN kinds AS b ON b.object = pairs.other
