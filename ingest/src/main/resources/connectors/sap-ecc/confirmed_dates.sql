-- What the supplier acknowledged first and last: acknowledgements from the oldest, or from the newest,
-- until they cover the quantity ordered.
SELECT
  line,
  min(entered_at) AS confirmed_at,
  min(entered_on) AS confirmed_on,
  min_by(reference, confirmation_id) AS reference,
  max(delivery_date) FILTER (WHERE covered_before < qty_ordered) AS first_date,
  max(delivery_date) FILTER (WHERE covered_after < qty_ordered) AS last_date,
  sum(qty) FILTER (WHERE covered_after < qty_ordered) AS qty,
  max(known_at) AS moved_at,
  min_by(_file, confirmation_id) AS _file,
  min_by(_row, confirmation_id) AS _row
FROM (
  SELECT
    c.*,
    i.qty AS qty_ordered,
    coalesce(sum(c.qty) OVER (PARTITION BY line ORDER BY c.known_at, c.confirmation_id ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS covered_before,
    coalesce(sum(c.qty) OVER (PARTITION BY line ORDER BY c.known_at DESC, c.confirmation_id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0) AS covered_after
  FROM confirmations AS c
  JOIN (
    SELECT
      concat(regexp_replace(doc_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(line_id, '^0+(?=[0-9]+$)', '')) AS ordered_line,
      max(qty) AS qty
    FROM item
    GROUP BY ALL
  ) AS i ON i.ordered_line = c.line
  WHERE c.kind = :confirmation_type AND c.delivery_date IS NOT NULL
)
GROUP BY line
