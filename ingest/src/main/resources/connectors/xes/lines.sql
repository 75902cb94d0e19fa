-- One row per order line: what its trace says, and what its events come to.
SELECT
  e.*,
  p.promised_first,
  coalesce(p.promised_last, e.promised_of_trace) AS promised,
  -- A log without quantities counts every line as one, delivered whole by its first receipt.
  coalesce(e.qty_of_trace, 1) AS qty,
  CASE
    WHEN e.has_quantities THEN coalesce(e.qty_stocked, e.qty_arrived, 0)
    WHEN e.has_receipt THEN coalesce(e.qty_of_trace, 1)
    ELSE 0
  END AS qty_received
FROM (
  SELECT
    line,
    min(order_id) AS order_id,
    min(coalesce(line_no, line)) AS line_no,
    min(status) AS status,
    min(CASE
      WHEN :days = 'written' AND order_on_text RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}($|[T ]00:00)' THEN CAST(substr(order_on_text, 1, 10) AS DATE)
      ELSE CAST(from_utc_timestamp(order_on, :zone) AS DATE)
    END) AS order_date,
    min(supplier) AS supplier,
    min(supplier_name) AS supplier_name,
    min(buyer) AS buyer,
    min(company) AS company,
    min(currency) AS currency,
    min(item) AS item,
    min(item_name) AS item_name,
    min(item_spec) AS item_spec,
    min(uom) AS uom,
    min(qty) AS qty_of_trace,
    min(price_net) AS price_net,
    min(price_gross) AS price_gross,
    min(tax_rate) AS tax_rate,
    min(amount_net) AS amount_net,
    min(amount_gross) AS amount_gross,
    min(CASE
      WHEN :days = 'written' AND required_on_text RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}($|[T ]00:00)' THEN CAST(substr(required_on_text, 1, 10) AS DATE)
      ELSE CAST(from_utc_timestamp(required_on, :zone) AS DATE)
    END) AS required_date,
    min(CASE
      WHEN :days = 'written' AND promised_on_text RLIKE '^[0-9]{4}-[0-9]{2}-[0-9]{2}($|[T ]00:00)' THEN CAST(substr(promised_on_text, 1, 10) AS DATE)
      ELSE CAST(from_utc_timestamp(promised_on, :zone) AS DATE)
    END) AS promised_of_trace,
    coalesce(min(happened_at) FILTER (WHERE stage = 'ordered' AND NOT undone), min(happened_at)) AS created_at,
    min_by(resource, struct(happened_at, _file, _row)) FILTER (WHERE stage = 'ordered' AND NOT undone) AS created_by,
    coalesce(max(stage = 'ordered' AND NOT undone), false) AS says_ordered,
    min(happened_at) FILTER (WHERE stage = 'approved' AND NOT undone) AS approved_at,
    min_by(resource, struct(happened_at, _file, _row)) FILTER (WHERE stage = 'approved' AND NOT undone) AS approved_by,
    max(happened_at) FILTER (WHERE stage = 'closed' AND NOT undone) AS closed_at,
    max(happened_at) FILTER (WHERE stage = 'cancelled' AND NOT undone) AS cancelled_at,
    max(happened_at) AS last_event_at,
    sum(event_qty) FILTER (WHERE stage = 'stocked' AND NOT undone AND nth_of_event = 1) AS qty_stocked,
    sum(event_qty) FILTER (WHERE stage = 'arrived' AND NOT undone AND nth_of_event = 1) AS qty_arrived,
    sum(abs(event_qty)) FILTER (WHERE stage = 'returned' AND NOT undone AND nth_of_event = 1) AS qty_returned,
    coalesce(max(event_qty IS NOT NULL AND stage IN ('stocked', 'arrived')), false) AS has_quantities,
    coalesce(max(stage IN ('stocked', 'arrived') AND NOT undone), false) AS has_receipt,
    min(_file) AS _file,
    min(_row) AS _row
  FROM (
    SELECT *, row_number() OVER (PARTITION BY line, stage, undone, seq ORDER BY _row) AS nth_of_event FROM events
  )
  GROUP BY line
) AS e
LEFT JOIN (
  SELECT
    line,
    min(promised_on) FILTER (WHERE nth = 1) AS promised_first,
    min(promised_on) FILTER (WHERE nth_from_last = 1) AS promised_last
  FROM promises
  GROUP BY line
) AS p ON p.line = e.line
