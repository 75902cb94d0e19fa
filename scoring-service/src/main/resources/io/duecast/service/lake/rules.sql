-- Rules that lists and reports share, each written once.
CREATE SCHEMA service;

-- The run that people see: the last one that ended, with the business zone of the last load.
CREATE VIEW service.current_run AS
SELECT r.*, coalesce((SELECT zone FROM loads WHERE status = 'published' ORDER BY finished_at DESC LIMIT 1), 'UTC') AS zone
FROM runs AS r
ORDER BY finished_at DESC, run_id DESC
LIMIT 1;

-- Which partner stands for which. A decision that came after the current run began waits for the next run. The table holds
-- only what was decided last: an alias that was withdrawn since, or whose master moved, is gone, and until the next run
-- its partner counts for itself here while that run's scores still name the master.
CREATE VIEW service.aliases AS
SELECT a.kind, a.partner_key, a.master_key
FROM partner_aliases AS a, service.current_run AS run
WHERE a.decision = 'same' AND a.decided_at <= run.started_at;

-- Which partner stands for a key that comes without a kind. Suppliers and customers may have keys of equal text, so an
-- alias of a customer holds only where no supplier has the key.
CREATE VIEW service.masters AS
SELECT partner_key, master_key
FROM service.aliases
WHERE kind = 'supplier' OR partner_key NOT IN (
  SELECT supplier_key FROM suppliers
  UNION ALL
  SELECT partner_key FROM order_headers WHERE direction <> 'sales' AND partner_key IS NOT NULL
  UNION ALL
  SELECT partner_key FROM service.aliases WHERE kind = 'supplier');

-- Orders with the partner that they count for.
CREATE VIEW service.orders AS
SELECT h.* REPLACE (coalesce(a.master_key, h.partner_key) AS partner_key)
FROM order_headers AS h
LEFT JOIN service.aliases AS a
  ON a.partner_key = h.partner_key AND a.kind = CASE WHEN h.direction = 'sales' THEN 'customer' ELSE 'supplier' END;

-- How wrong each source was when it was last loaded.
CREATE VIEW service.source_quality AS
SELECT q.source_system, q.source_instance, q.source, q.load_id, q.rows_in, q.wrong, q.rate
FROM quality_rates AS q LEFT JOIN loads AS l USING (load_id)
WHERE q.rule = 'ANY'
QUALIFY row_number() OVER (
  PARTITION BY q.source_system, q.source_instance, q.source
  ORDER BY l.finished_at DESC NULLS LAST, q.extracted_at DESC, q.load_id) = 1;

-- How the last run of each model differs from what the model was trained on: one row per model and direction.
CREATE VIEW service.drift AS
WITH last_run AS (
  SELECT model_version, arg_max(run_id, finished_at) AS run_id FROM runs GROUP BY model_version
)
SELECT l.model_version, d.run_id, d.direction, d.verdict, d.sentence_zh, d.sentence_en,
       coalesce((SELECT string_agg(f.subject, ',' ORDER BY f.distance DESC NULLS LAST, f.subject)
                 FROM drift_checks AS f
                 WHERE f.run_id = d.run_id AND f.direction = d.direction AND f.kind = 'feature' AND f.verdict = 'drifted'),
                '') AS drifted_features
FROM last_run AS l JOIN drift_checks AS d ON d.run_id = l.run_id
WHERE d.kind = 'all';

-- Which receipts fulfil the delivery promise of a process; null where a stage event alone does.
CREATE VIEW service.delivery_kinds AS
SELECT process,
       CASE WHEN stage = 'stocked' THEN 'stock_in'
            WHEN stage = 'shipped' THEN 'shipment'
            WHEN stage IN ('arrived', 'delivered', 'received') THEN 'arrival' END AS kind
FROM process_stages
WHERE is_delivery;

-- ON TIME BY QUANTITY, the rule. One row per order line and promise (first, current), as known at the run's as-of.
--   * Lines of effective orders; returns are left out.
--   * A line counts once its due day has passed, delivered or not: what never came counts as late.
--   * First promise: the first date promised, else the current promise, else the required date.
--     Current promise: the last date promised before the as-of, else the required date.
--   * On time is the quantity received at the delivery stage up to the due day, reversals subtracted, at most the
--     quantity due. A line without receipts counts as whole on the day its delivery was completed.
--   * A line cancelled or closed short up to its due day counts with what had come until then, and not at all when
--     nothing had. Cancelled or closed later, it counts whole.
--   * A line's share is quantity on time / quantity due. A rate is the mean of shares: units differ between lines, so
--     quantities are never added up across lines.
CREATE VIEW service.promise_lines AS
WITH run AS (SELECT as_of, business_day, zone FROM service.current_run),
later_moves AS (
  SELECT order_line_key, first(old_value ORDER BY changed_at) AS old_value
  FROM date_revisions, run
  WHERE field = 'promised' AND changed_at > run.as_of
  GROUP BY order_line_key
),
lines AS (
  SELECT l.order_line_key, h.partner_key, h.direction, h.order_date, l.qty, k.kind,
         CASE WHEN l.line_status IN ('cancelled', 'closed_short') AND (l.closed_at IS NULL OR l.closed_at <= run.as_of)
              THEN coalesce(timezone(run.zone, l.closed_at)::DATE, DATE '1900-01-01') END AS released_on,
         l.promised_date_first, l.required_date,
         CASE WHEN m.order_line_key IS NULL THEN l.promised_date ELSE try_cast(m.old_value AS DATE) END AS promised_now,
         run.as_of, run.business_day
  FROM order_lines AS l
  JOIN service.orders AS h USING (order_key)
  CROSS JOIN run
  LEFT JOIN service.delivery_kinds AS k ON k.process = coalesce(h.process, h.direction)
  LEFT JOIN later_moves AS m USING (order_line_key)
  WHERE h.effective AND NOT h.is_return AND l.qty > 0
    AND coalesce(h.created_at, timezone(run.zone, (h.order_date + 1)::TIMESTAMP)) <= run.as_of
),
due AS (
  SELECT *, 'first' AS promise, coalesce(promised_date_first, promised_now, required_date) AS due_on FROM lines
  UNION ALL
  SELECT *, 'current' AS promise, coalesce(promised_now, required_date) AS due_on FROM lines
),
pieces AS (
  SELECT r.order_line_key, r.kind, coalesce(r.receipt_date, timezone(run.zone, r.known_at)::DATE) AS received_on, r.qty
  FROM receipts AS r, run
  WHERE r.effective AND r.known_at <= run.as_of
),
completions AS (
  SELECT o.order_line_key, o.completed_on
  FROM stage_outcomes AS o, run
  WHERE o.stage = 'delivery' AND o.completed_known_at <= run.as_of
),
came AS (
  SELECT d.order_line_key, d.promise,
         sum(p.qty) AS qty_ever,
         coalesce(sum(p.qty) FILTER (p.received_on <= d.due_on), 0) AS qty_by_due
  FROM due AS d JOIN pieces AS p ON p.order_line_key = d.order_line_key AND p.kind = d.kind
  GROUP BY d.order_line_key, d.promise
),
counted AS (
  SELECT d.order_line_key, d.partner_key, d.direction, d.promise, d.due_on, d.qty, d.released_on,
         greatest(0, least(d.qty,
           CASE WHEN c.qty_ever IS NOT NULL THEN c.qty_by_due
                WHEN f.completed_on <= d.due_on THEN d.qty
                ELSE 0 END)) AS qty_on_time
  FROM due AS d
  LEFT JOIN came AS c USING (order_line_key, promise)
  LEFT JOIN completions AS f USING (order_line_key)
  WHERE d.due_on < d.business_day
)
SELECT order_line_key, partner_key, direction, promise, due_on, qty_on_time,
       CASE WHEN released_on <= due_on THEN qty_on_time ELSE qty END AS qty_due,
       CAST(qty_on_time AS DOUBLE) / CAST(CASE WHEN released_on <= due_on THEN qty_on_time ELSE qty END AS DOUBLE) AS share
FROM counted
WHERE NOT (released_on <= due_on AND qty_on_time = 0) OR released_on IS NULL;
