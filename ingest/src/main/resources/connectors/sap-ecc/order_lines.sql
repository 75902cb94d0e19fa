-- Prices are for PEINH price units; NETWR is net. Tax stands in the order only as a code, and so gross
-- figures stay empty.
SELECT
  concat(:prefix, 'purchase|', line) AS order_line_key,
  concat(:prefix, 'purchase|', doc_id, coalesce(concat('|', part), '')) AS order_key,
  line_id,
  line_id AS line_no,
  concat(:prefix, item_code) AS item_key,
  item_code_raw,
  item_name AS item_name_raw,
  uom,
  qty,
  base_uom,
  CASE WHEN base_denominator <> 0 THEN qty * base_numerator / base_denominator END AS qty_base,
  price * money_factor / coalesce(nullif(price_per, 0), 1)
    * coalesce(nullif(price_numerator, 0), 1) / coalesce(nullif(price_denominator, 0), 1) AS price_net,
  amount_net * money_factor AS amount_net,
  currency,
  required_date,
  promised_date_first,
  promised_date,
  CASE
    WHEN promised_date_first IS NULL THEN 'none'
    WHEN :promise = 'schedule' AND first_date IS NULL AND moved_from IS NOT NULL THEN 'change_doc'
    ELSE 'field'
  END AS promise_source,
  qty_stocked,
  qty_invoiced,
  'net_of_returns' AS qty_counter_basis,
  line_status,
  nullif(concat_ws('/', deletion, CASE WHEN completed THEN 'ELIKZ' END), '') AS line_status_raw,
  CASE line_status
    WHEN 'cancelled' THEN coalesce(deleted_at, changed_by_day)
    WHEN 'closed_short' THEN coalesce(CASE WHEN deleted THEN deleted_at END, completed_at, completed_by_receipt_at, changed_by_day)
  END AS closed_at,
  CASE line_status WHEN 'cancelled' THEN deleted_by WHEN 'closed_short' THEN coalesce(CASE WHEN deleted THEN deleted_by END, completed_by) END AS closed_by,
  CASE WHEN over_unlimited IS NULL THEN over_tolerance END AS over_tolerance_pct,
  under_tolerance AS under_tolerance_pct,
  false AS is_gift,
  coalesce(item_category = '9', false) AS is_service,
  concat(:prefix, 'requisition|', regexp_replace(requisition, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(requisition_item, '^0+(?=[0-9]+$)', '')) AS source_req_line_key,
  attrs,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    i.*,
    CASE WHEN :promise = 'schedule' THEN coalesce(d.first_date, p.moved_from, d.delivery_date) ELSE d.delivery_date END AS required_date,
    CASE WHEN :promise = 'schedule' THEN coalesce(d.first_date, p.moved_from, d.delivery_date) ELSE c.first_date END AS promised_date_first,
    CASE WHEN :promise = 'schedule' THEN d.delivery_date ELSE c.last_date END AS promised_date,
    d.first_date,
    p.moved_from,
    d.qty_received AS qty_stocked,
    v.qty_invoiced,
    m.deleted_at, m.deleted_by, m.completed_at, m.completed_by,
    r.completed_at AS completed_by_receipt_at,
    to_utc_timestamp(CAST(date_add(i.changed_on, 1) AS TIMESTAMP), :zone) AS changed_by_day,
    a.modified_at,
    line_status(
      i.deleted, i.completed, i.blocked, i.qty,
      CASE WHEN i.part = 'return' THEN r.returned ELSE r.stocked END,
      i.under_tolerance) AS line_status
  FROM items_ordered AS i
  LEFT JOIN schedule_dates AS d ON d.line = i.line
  LEFT JOIN (SELECT line, min_by(old_date, changed_at) AS moved_from FROM promise_moves GROUP BY line) AS p ON p.line = i.line
  LEFT JOIN confirmed_dates AS c ON c.line = i.line
  LEFT JOIN received AS r ON r.line = i.line
  LEFT JOIN line_marks AS m ON m.line = i.line
  LEFT JOIN order_changes AS a ON a.doc_id = i.doc_id
  LEFT JOIN (
    SELECT line, sum(CASE debit_credit WHEN 'H' THEN -abs(qty) ELSE abs(qty) END) AS qty_invoiced
    FROM (
      SELECT DISTINCT
        concat(regexp_replace(doc_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(line_id, '^0+(?=[0-9]+$)', '')) AS line,
        account_no, booking_year, booking_no, booking_item, debit_credit, qty
      FROM history
      WHERE kind = '2'
    )
    GROUP BY line
  ) AS v ON v.line = i.line
)
