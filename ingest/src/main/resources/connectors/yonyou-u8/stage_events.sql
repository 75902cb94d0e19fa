-- Approval belongs to the document and is told for each of its lines. The other stages may happen more
-- than once; they are numbered in the order they happened.
SELECT
  concat(:prefix, direction, '|', doc_id, '|', entry_id) AS order_line_key,
  stage,
  CAST(row_number() OVER (PARTITION BY entry_id, direction, stage ORDER BY actual_on, known_at, doc_line_id) AS INT) AS seq,
  actual_on,
  actual_at,
  CASE WHEN actual_at IS NULL THEN 'day' ELSE 'milli' END AS actual_precision,
  CASE WHEN actual_at IS NOT NULL THEN 'assumed_local' END AS actual_tz_basis,
  coalesce(known_at, to_utc_timestamp(CAST(date_add(actual_on, 1) AS TIMESTAMP), :zone)) AS known_at,
  owner_name,
  'doer' AS owner_role,
  qty,
  doc_type,
  doc_no,
  doc_line_id,
  source_field,
  stage = 'approved' AS derived,
  _file,
  _row
FROM (
  SELECT
    l.direction, l.doc_id, l.entry_id,
    CASE r.kind WHEN 'arrival' THEN 'arrived' WHEN 'stock_in' THEN 'stocked' ELSE 'shipped' END AS stage,
    r.receipt_date AS actual_on, r.created_at AS actual_at, coalesce(r.created_at, r.approved_at) AS known_at,
    r.creator AS owner_name, r.qty, r.kind AS doc_type, r.receipt_no AS doc_no, r.entry_id AS doc_line_id,
    CASE r.doc
      WHEN 'arrival' THEN CASE :receipt_date
        WHEN 'created' THEN 'PU_ArrivalVouch.cMakeTime' WHEN 'approved' THEN 'PU_ArrivalVouch.caudittime' ELSE 'PU_ArrivalVouch.dDate'
      END
      WHEN 'stock_in' THEN CASE :receipt_date
        WHEN 'created' THEN 'RdRecord01.dnmaketime' WHEN 'approved' THEN 'RdRecord01.dnverifytime' ELSE 'RdRecord01.dDate'
      END
      WHEN 'dispatch' THEN CASE :receipt_date
        WHEN 'created' THEN 'DispatchList.dcreatesystime' WHEN 'approved' THEN 'DispatchList.dverifysystime' ELSE 'DispatchList.dDate'
      END
      ELSE CASE :receipt_date
        WHEN 'created' THEN 'RdRecord32.dnmaketime' WHEN 'approved' THEN 'RdRecord32.dnverifytime' ELSE 'RdRecord32.dDate'
      END
    END AS source_field,
    r._file, r._row
  FROM receipt_lines AS r
  JOIN order_entries AS l ON l.direction = r.direction AND l.entry_id = r.order_entry_id AND l.nth = 1
  WHERE r.kind IN ('arrival', 'stock_in', 'shipment') AND r.nth = 1 AND r.effective AND r.receipt_date IS NOT NULL
  UNION ALL
  SELECT
    l.direction, l.doc_id, l.entry_id, 'inspected',
    i.inspected_on, i.verified_at, i.verified_at,
    i.inspector, coalesce(i.qty_accepted, 0) + coalesce(i.qty_rejected, 0), 'inspection', i.inspect_no, i.doc_id,
    'QMCHECKVOUCHER.DVERIFYTIME', i._file, i._row
  FROM inspected AS i
  JOIN arrivals AS a ON a.entry_id = i.arrival_id
  JOIN order_entries AS l ON l.direction = 'purchase' AND l.entry_id = a.order_entry_id AND l.nth = 1
  WHERE i.inspected_on IS NOT NULL
  UNION ALL
  SELECT
    l.direction, l.doc_id, l.entry_id, 'notified',
    h.receipt_date, h.created_at, coalesce(h.created_at, h.approved_at),
    h.creator, d.qty, 'dispatch', h.receipt_no, d.entry_id,
    CASE :receipt_date
      WHEN 'created' THEN 'DispatchList.dcreatesystime' WHEN 'approved' THEN 'DispatchList.dverifysystime' ELSE 'DispatchList.dDate'
    END,
    d._file, d._row
  FROM (
    SELECT *, row_number() OVER (PARTITION BY entry_id ORDER BY _file, _row) AS nth FROM dispatch_line
  ) AS d
  JOIN receipt_heads AS h ON h.doc = 'dispatch' AND h.doc_id = d.doc_id
  JOIN order_entries AS l ON l.direction = 'sales' AND l.entry_id = d.order_entry_id AND l.nth = 1
  WHERE d.nth = 1 AND :shipped_by = 'stock_out' AND h.effective AND d.qty > 0
  UNION ALL
  SELECT
    l.direction, l.doc_id, l.entry_id, 'approved',
    h.approved_on, h.approved_at, h.approved_at,
    h.approver, l.qty, l.direction || '_order', h.order_no, l.entry_id,
    CASE l.direction WHEN 'purchase' THEN 'PO_Pomain.cAuditTime' ELSE 'SO_SOMain.dverifysystime' END,
    l._file, l._row
  FROM order_entries AS l
  JOIN order_heads AS h ON h.direction = l.direction AND h.doc_id = l.doc_id AND h.nth = 1
  WHERE l.nth = 1 AND h.effective AND h.approved_on IS NOT NULL
)
