-- Lines of both kinds of order as they stand in the files. Exports that overlap bring a line twice: `nth` 1
-- is the one that documents are joined to.
SELECT *, row_number() OVER (PARTITION BY direction, entry_id ORDER BY _file, _row) AS nth
FROM (
  SELECT
    'purchase' AS direction, entry_id, doc_id, line_no, item_code, unit_code, qty, price_net, price_gross,
    tax_rate, amount_net, amount_tax, amount_gross, arrive_on AS planned_on, requisition_line_id,
    qty_arrived, qty_stocked, qty_returned, qty_refused, qty_invoiced,
    closer, coalesce(closed_at, to_utc_timestamp(CAST(date_add(closed_on, 1) AS TIMESTAMP), :zone)) AS closed_at,
    gift, note, attrs, _file, _row
  FROM purchase_line
  UNION ALL
  SELECT
    'sales', entry_id, doc_id, line_no, item_code, unit_code, qty, price_net, price_gross,
    tax_rate, amount_net, amount_tax, amount_gross, ship_on, NULL,
    NULL, qty_shipped, qty_returned, NULL, NULL,
    closer, coalesce(closed_at, to_utc_timestamp(CAST(date_add(closed_on, 1) AS TIMESTAMP), :zone)),
    false, note, attrs, _file, _row
  FROM sales_line
)
