-- Approval belongs to the order and is told for each of its lines. The on-way table tells what happens between
-- dispatch and customs. Loading a ship follows a dispatch where both are kept, and is only then a stage of its
-- own, or the same goods would leave twice.
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
      WHEN 'created' THEN CASE r.doc WHEN 'arrival' THEN 'po_arriveorder.tmaketime' ELSE 'ic_general_h.tmaketime' END
      ELSE CASE r.doc WHEN 'arrival' THEN 'po_arriveorder.dreceivedate' ELSE 'ic_general_b.dbizdate' END
    END AS source_field,
    false AS derived, r._file, r._row
  FROM receipt_lines AS r
  JOIN order_entries AS l ON l.entry_id = r.order_entry_id AND l.nth = 1
  WHERE r.kind IN ('arrival', 'stock_in') AND r.effective AND r.nth = 1 AND r.receipt_date IS NOT NULL
  UNION ALL
  SELECT
    l.doc_id, l.entry_id, 'approved', h.audited_on, h.approved_at, h.approved_at,
    h.approver, 'doer', l.qty, 'purchase_order', h.order_no, l.entry_id, 'po_order.dauditdate', true, l._file, l._row
  FROM order_entries AS l
  JOIN order_heads AS h ON h.doc_id = l.doc_id AND h.nth = 1
  WHERE l.nth = 1 AND h.effective AND NOT coalesce(l.deleted, false) AND h.audited_on IS NOT NULL
  UNION ALL
  SELECT
    l.doc_id, l.entry_id,
    CASE w.status
      WHEN '0' THEN 'shipped'
      WHEN '1' THEN CASE WHEN k.dispatched THEN 'loaded' ELSE 'shipped' END
      ELSE 'customs'
    END,
    w.happened_on, NULL, NULL, h.supplier_name, 'responsible', w.qty, 'on_way', w.doc_no, w.id,
    'po_order_bb.fonwaystatus', false, w._file, w._row
  FROM (
    SELECT *, row_number() OVER (PARTITION BY id ORDER BY _file, _row) AS nth FROM on_way
  ) AS w
  JOIN order_entries AS l ON l.entry_id = w.entry_id AND l.nth = 1
  LEFT JOIN order_heads AS h ON h.doc_id = l.doc_id AND h.nth = 1
  LEFT JOIN (
    SELECT entry_id, max(status = '0') AS dispatched FROM on_way WHERE NOT coalesce(deleted, false) GROUP BY entry_id
  ) AS k ON k.entry_id = w.entry_id
  WHERE w.nth = 1 AND NOT coalesce(w.deleted, false) AND w.happened_on IS NOT NULL AND w.status IN ('0', '1', '2', '3')
)
