-- What a version changed against the one before it, known when it was revised: the newer head says when, or
-- else the older line says on which day it was replaced.
SELECT
  concat(:prefix, 'purchase|', l.doc_id, '|', c.current_id) AS order_line_key,
  c.field,
  c.old_value,
  c.new_value,
  c.changed_at,
  coalesce(p.name, u.name, c.reviser_id) AS changed_by,
  'version' AS evidence,
  l._file,
  l._row
FROM (
  SELECT current_id, changed_at, reviser_id, stack(3,
    CASE :plan_date WHEN 'need' THEN 'required' ELSE 'promised' END, CAST(old_on AS STRING), CAST(planned_on AS STRING),
    'qty', regexp_replace(CAST(old_qty AS STRING), '[.]?0+$', ''), regexp_replace(CAST(qty AS STRING), '[.]?0+$', ''),
    'price', regexp_replace(CAST(old_price AS STRING), '[.]?0+$', ''), regexp_replace(CAST(price_gross AS STRING), '[.]?0+$', '')
  ) AS (field, old_value, new_value)
  FROM (
    SELECT
      current_id, planned_on, qty, price_gross, reviser_id,
      coalesce(
        revised_at,
        to_utc_timestamp(CAST(date_add(lag(corrected_on) OVER same_line, 1) AS TIMESTAMP), :zone)) AS changed_at,
      lag(version_no) OVER same_line AS old_version,
      lag(planned_on) OVER same_line AS old_on,
      lag(qty) OVER same_line AS old_qty,
      lag(price_gross) OVER same_line AS old_price
    FROM versions
    WINDOW same_line AS (PARTITION BY current_id ORDER BY version_no)
  )
  WHERE old_version IS NOT NULL
) AS c
JOIN order_entries AS l ON l.entry_id = c.current_id AND l.nth = 1
LEFT JOIN (SELECT id, min(name) AS name FROM person GROUP BY id) AS p ON p.id = c.reviser_id
LEFT JOIN (SELECT id, min(name) AS name FROM account GROUP BY id) AS u ON u.id = c.reviser_id
WHERE NOT (c.old_value <=> c.new_value)
