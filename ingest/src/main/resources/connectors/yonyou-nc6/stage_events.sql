-- Approval belongs to the order and is told for each of its lines. The on-way table tells stages that have
-- no document of their own; where there are documents of arrival, stock-in or approval, they speak. A row of
-- it that was not carried out yet is a plan, not an event. Loading a ship follows a dispatch where both are
-- kept, and is only then a stage of its own, or the same goods would leave twice.
SELECT
  concat(:prefix, 'purchase|', doc_id, '|', entry_id) AS order_line_key,
  stage,
  CAST(row_number() OVER (PARTITION BY entry_id, stage ORDER BY actual_on, known_at, doc_line_id) AS INT) AS seq,
  actual_on,
  actual_at,
  CASE WHEN actual_at IS NULL THEN 'day' ELSE 'second' END AS actual_precision,
  CASE WHEN actual_at IS NOT NULL THEN 'assumed_local' END AS actual_tz_basis,
  coalesce(known_at, to_utc_timestamp(CAST(date_add(actual_on, 1) AS TIMESTAMP), :zone)) AS known_at,
  owner_name,
  owner_role,
  qty,
  doc_type,
  doc_no,
  doc_line_id,
  source_field,
  derived,
  _file,
  _row
FROM (
  SELECT
    l.doc_id, l.entry_id,
    CASE r.kind WHEN 'arrival' THEN 'arrived' ELSE 'stocked' END AS stage,
    r.receipt_date AS actual_on, r.created_at AS actual_at, r.known_at,
    r.creator AS owner_name, 'doer' AS owner_role, r.qty, r.kind AS doc_type, r.receipt_no AS doc_no, r.entry_id AS doc_line_id,
    CASE :receipt_date
      WHEN 'created' THEN CASE r.doc WHEN 'arrival' THEN 'po_arriveorder.creationtime' ELSE 'ic_purchasein_h.creationtime' END
      WHEN 'approved' THEN CASE r.doc WHEN 'arrival' THEN 'po_arriveorder.taudittime' ELSE 'ic_purchasein_h.taudittime' END
      ELSE CASE r.doc WHEN 'arrival' THEN 'po_arriveorder.dbilldate' ELSE 'ic_purchasein_b.dbizdate' END
    END AS source_field,
    false AS derived, r._file, r._row
  FROM receipt_lines AS r
  JOIN order_entries AS l ON l.entry_id = r.order_entry_id AND l.nth = 1
  WHERE r.kind IN ('arrival', 'stock_in') AND r.effective AND r.nth = 1 AND r.receipt_date IS NOT NULL
  UNION ALL
  SELECT
    l.doc_id, l.entry_id, 'approved',
    to_date(from_utc_timestamp(l.approved_at, :zone)), l.approved_at, l.approved_at,
    coalesce(u.name, l.approver_id), 'doer', l.qty, 'purchase_order', l.order_no, l.entry_id, 'po_order.taudittime', true, l._file, l._row
  FROM order_entries AS l
  LEFT JOIN (SELECT id, min(name) AS name FROM account GROUP BY id) AS u ON u.id = l.approver_id
  WHERE l.nth = 1 AND l.effective AND NOT l.is_deleted AND l.approved_at IS NOT NULL
  UNION ALL
  SELECT
    l.doc_id, l.entry_id, 'confirmed',
    to_date(from_utc_timestamp(e.responded_at, :zone)), e.responded_at, e.responded_at,
    s.name, 'responsible', l.qty, 'purchase_order', l.order_no, l.entry_id, 'po_order_ec.tresptime', true, l._file, l._row
  FROM order_entries AS l
  JOIN (
    SELECT doc_id, min(responded_at) AS responded_at FROM order_more WHERE NOT coalesce(deleted, false) GROUP BY doc_id
  ) AS e ON e.doc_id = l.doc_id
  LEFT JOIN (SELECT id, min(name) AS name FROM partners GROUP BY id) AS s ON s.id = l.supplier_id
  LEFT ANTI JOIN on_way AS w
    ON w.entry_id = l.entry_id AND w.status = '2' AND coalesce(w.done, true) AND NOT coalesce(w.deleted, false)
  WHERE l.nth = 1 AND l.effective AND e.responded_at IS NOT NULL
  UNION ALL
  SELECT
    l.doc_id, l.entry_id,
    CASE w.status
      WHEN '0' THEN 'approved' WHEN '1' THEN 'ordered' WHEN '2' THEN 'confirmed' WHEN '3' THEN 'shipped'
      WHEN '4' THEN CASE WHEN k.dispatched THEN 'loaded' ELSE 'shipped' END
      WHEN '5' THEN 'customs' WHEN '6' THEN 'customs' WHEN '7' THEN 'arrived' ELSE 'stocked'
    END,
    w.happened_on, NULL, NULL,
    CASE WHEN w.status IN ('2', '3', '4') THEN s.name END,
    CASE WHEN w.status IN ('2', '3', '4') THEN 'responsible' ELSE 'doer' END,
    w.qty, 'on_way', w.doc_no, w.id, 'po_order_bb.fonwaystatus', false, w._file, w._row
  FROM (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY _file, _row) AS nth FROM on_way
  ) AS w
  JOIN versions AS v ON v.entry_id = w.entry_id
  JOIN order_entries AS l ON l.entry_id = v.current_id AND l.nth = 1
  LEFT JOIN (SELECT id, min(name) AS name FROM partners GROUP BY id) AS s ON s.id = l.supplier_id
  LEFT JOIN (
    SELECT order_entry_id, max(doc = 'arrival') AS arrived, max(doc = 'stock_in') AS stocked
    FROM receipt_lines GROUP BY order_entry_id
  ) AS d ON d.order_entry_id = l.entry_id
  LEFT JOIN (
    SELECT entry_id, max(status = '3') AS dispatched
    FROM on_way WHERE coalesce(done, true) AND NOT coalesce(deleted, false) GROUP BY entry_id
  ) AS k ON k.entry_id = w.entry_id
  WHERE w.nth = 1 AND coalesce(w.done, true) AND NOT coalesce(w.deleted, false) AND w.happened_on IS NOT NULL
    AND w.status IN ('0', '1', '2', '3', '4', '5', '6', '7', '8')
    AND NOT (w.status = '0' AND l.approved_at IS NOT NULL)
    AND NOT (w.status = '7' AND coalesce(d.arrived, false))
    AND NOT (w.status = '8' AND coalesce(d.stocked, false))
)
