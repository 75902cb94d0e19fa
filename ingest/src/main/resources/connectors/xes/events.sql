-- One row per event. What is not completed keeps its transition in its name (inspected_start), and ends no stage; what was taken back
-- (pi_abort, ate_abort, withdraw) did not happen. Events equal in line, stage, time, person, quantity and document are one event.
SELECT
  e.*,
  dense_rank() OVER (
    PARTITION BY line, stage, undone
    ORDER BY happened_at, coalesce(event_id, ''), coalesce(document, ''), coalesce(event_qty, 0), coalesce(resource, '')) AS seq
FROM (
  SELECT
    l.*,
    coalesce(l.order_no, l.line) AS order_id,
    CASE
      WHEN l.step IN ('complete', 'pi_abort', 'ate_abort', 'withdraw') THEN l.named
      ELSE concat(l.named, '_', l.step)
    END AS stage,
    l.step IN ('pi_abort', 'ate_abort', 'withdraw') AS undone
  FROM (
    SELECT
      log.*,
      coalesce(lower(transition), 'complete') AS step,
      coalesce(
        try_element_at(str_to_map(:activities, ';', '='), activity),
        a.stage,
        trim(BOTH '_' FROM regexp_replace(lower(activity), '[^\\p{L}\\p{N}]+', '_'))) AS named
    FROM log
    LEFT JOIN activities AS a ON a.name = trim(regexp_replace(lower(activity), '[ _-]+', ' '))
  ) AS l
) AS e
