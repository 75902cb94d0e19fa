-- Which event is about which line: those it names; else those of the receipts it names; else all lines of the orders it names.
SELECT
  s.*,
  dense_rank() OVER (
    PARTITION BY s.line, s.stage, s.undone
    ORDER BY s.happened_at, s.event) AS seq,
  count(*) OVER (PARTITION BY s.event) AS lines_of_event
FROM (
  SELECT
    r.line, r.receipt, r.derived,
    e.event, e.type, e.happened_at, e.resource, e.qty, e.document, e.warehouse, e.reason, e.transition, e._file, e._row,
    CASE WHEN e.step IN ('complete', 'pi_abort', 'ate_abort', 'withdraw') THEN e.named ELSE concat(e.named, '_', e.step) END AS stage,
    e.step IN ('pi_abort', 'ate_abort', 'withdraw') OR coalesce(v.voided, false) AS undone
  FROM (
    SELECT
      event.*,
      coalesce(lower(event.transition), 'complete') AS step,
      coalesce(
        try_element_at(str_to_map(:activities, ';', '='), event.type),
        a.stage,
        trim(BOTH '_' FROM regexp_replace(lower(event.type), '[^\\p{L}\\p{N}]+', '_'))) AS named
    FROM event
    LEFT JOIN activities AS a ON a.name = trim(regexp_replace(lower(event.type), '[ _-]+', ' '))
  ) AS e
  JOIN (
    -- The receipt of a line: the one that belongs to it, or the only one the event names.
    SELECT event, line, min(derived) AS derived, min(receipt) AS receipt
    FROM (
      SELECT
        eo.event,
        coalesce(l.object, of_receipt.line, of_order.line) AS line,
        l.object IS NULL AND of_receipt.line IS NULL AS derived,
        coalesce(of_receipt.receipt, CASE WHEN named.receipts = 1 THEN named.receipt END) AS receipt
      FROM (SELECT DISTINCT event FROM event_object) AS eo
      LEFT JOIN (
        SELECT eo.event, count(*) AS receipts, min(eo.object) AS receipt
        FROM event_object AS eo JOIN kinds AS k ON k.object = eo.object AND k.kind = 'receipt'
        GROUP BY eo.event
      ) AS named ON named.event = eo.event
      LEFT JOIN (
        SELECT DISTINCT eo.event, eo.object
        FROM event_object AS eo JOIN kinds AS k ON k.object = eo.object AND k.kind = 'order_line'
      ) AS l ON l.event = eo.event
      LEFT JOIN (
        SELECT DISTINCT eo.event, x.one AS receipt, x.other AS line
        FROM event_object AS eo JOIN links AS x ON x.one = eo.object AND x.one_kind = 'receipt' AND x.other_kind = 'order_line'
      ) AS of_receipt ON of_receipt.event = eo.event AND (l.object IS NULL OR of_receipt.line = l.object)
      LEFT JOIN (
        SELECT DISTINCT eo.event, x.other AS line
        FROM event_object AS eo JOIN links AS x ON x.one = eo.object AND x.one_kind = 'order' AND x.other_kind = 'order_line'
      ) AS of_order ON of_order.event = eo.event AND l.object IS NULL AND of_receipt.line IS NULL
    )
    WHERE line IS NOT NULL
    GROUP BY event, line
  ) AS r ON r.event = e.event
  LEFT JOIN (
    -- A receipt that was cancelled takes its events with it.
    SELECT object, max(voided) AS voided
    FROM (
      SELECT object, lower(status) IN ('cancelled', 'canceled', 'voided', 'reversed', '作废', '已作废', '取消', '已取消', '红冲') AS voided
      FROM facts
      WHERE status IS NOT NULL
      UNION ALL
      SELECT eo.object, true
      FROM event_object AS eo
      JOIN event AS e ON e.event = eo.event
      LEFT JOIN activities AS a ON a.name = trim(regexp_replace(lower(e.type), '[ _-]+', ' '))
      WHERE coalesce(try_element_at(str_to_map(:activities, ';', '='), e.type), a.stage) = 'receipt_cancelled'
    )
    GROUP BY object
  ) AS v ON v.object = r.receipt AND e.named IN ('arrived', 'stocked', 'returned', 'rejected')
) AS s
