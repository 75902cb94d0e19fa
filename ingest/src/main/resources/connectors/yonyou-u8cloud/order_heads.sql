-- Heads as they stand in the files, with the supplier behind them: the id of the group, or that of the
-- company which names it. `nth` 1 is the one that lines are joined to.
SELECT
  h.*,
  coalesce(s.code, h.vendor_base_id, h.vendor_id) AS supplier_code,
  s.name AS supplier_name,
  coalesce(h.status = '3', false) AND NOT coalesce(h.deleted, false) AS effective,
  coalesce(to_date(from_utc_timestamp(h.approved_at, :zone)), h.approved_on) AS audited_on,
  coalesce(a.name, h.approver_id) AS approver,
  row_number() OVER (PARTITION BY h.doc_id ORDER BY h._file, h._row) AS nth
FROM order_head AS h
LEFT JOIN (SELECT id, min(partner_id) AS partner_id FROM partner_of_company GROUP BY id) AS c ON c.id = h.vendor_id
LEFT JOIN (SELECT id, min(code) AS code, min(name) AS name FROM partner GROUP BY id) AS s
  ON s.id = coalesce(h.vendor_base_id, c.partner_id)
LEFT JOIN (SELECT id, min(name) AS name FROM account GROUP BY id) AS a ON a.id = h.approver_id
