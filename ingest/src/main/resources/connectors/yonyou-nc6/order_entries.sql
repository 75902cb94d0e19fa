-- Newest versions of lines as they stand in the files, with what follows from their heads. `nth` 1 is the
-- one that documents are joined to. A line whose head is missing keeps its place, to be refused by name.
SELECT
  l.entry_id, l.doc_id, l.line_no, l.item_id, l.qty, l.unit_id, l.price_net, l.price_gross, l.tax_rate,
  l.amount_net, l.amount_tax, l.amount_gross, l.planned_on, l.qty_arrived, l.qty_stocked, l.qty_invoiced,
  l.qty_sent_back, l.qty_returned, l.arrive_close, l.stock_close, l.active, l.gift, l.source_id, l.note,
  coalesce(l.deleted, false) OR coalesce(h.deleted, false) AS is_deleted,
  l.changed_at, l.attrs, h.attrs AS head_attrs, h.order_no, h.supplier_id, h.approver_id, h.approved_at, h.frozen, h.currency_id,
  h.status IN ('3', '5') AND NOT coalesce(h.deleted, false) AS effective,
  coalesce(h.closed, false) AS head_closed, h.closed_at AS head_closed_at,
  l._file, l._row,
  row_number() OVER (PARTITION BY l.entry_id ORDER BY l._file, l._row) AS nth
FROM order_line AS l
LEFT JOIN (
  SELECT *, row_number() OVER (PARTITION BY doc_id ORDER BY _file, _row) AS nth FROM order_head
) AS h ON h.doc_id = l.doc_id AND h.nth = 1
WHERE coalesce(h.latest, true)
