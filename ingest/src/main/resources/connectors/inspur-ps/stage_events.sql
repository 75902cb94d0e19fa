SELECT
  concat(:prefix, line_key) AS order_line_key, stage,
  CAST(row_number() OVER (PARTITION BY line_key, stage ORDER BY actual_on, known_at, doc_no, doc_line_id) AS INT) AS seq,
  actual_on, 'day' AS actual_precision, known_at, owner_name, 'doer' AS owner_role, qty, doc_type, doc_no, doc_line_id,
  source_field, false AS derived, _file, _row
FROM (
  SELECT
    line_key, CASE kind WHEN 'arrival' THEN 'arrived' WHEN 'stock_in' THEN 'stocked' ELSE 'shipped' END AS stage,
    received_on AS actual_on, known_at, owner_name, qty, kind AS doc_type, coalesce(doc_no, doc_id) AS doc_no, line_id AS doc_line_id,
    CASE document
      WHEN 'arrival' THEN 'CGDHD1.YWRQ'
      WHEN 'stock' THEN CASE :receipt_date WHEN 'document' THEN 'KCRKD1.DJRQ' ELSE 'KCRKD1.KCYWRQ' END
      ELSE CASE :receipt_date WHEN 'document' THEN 'KCCKD1.DJRQ' ELSE 'KCCKD1.KCYWRQ' END
    END AS source_field,
    _file, _row
  FROM movements
  WHERE effective AND line_key IS NOT NULL AND received_on IS NOT NULL AND kind IN ('arrival', 'stock_in', 'shipment')
  UNION ALL
  SELECT
    o.line_key, 'notified', h.noticed_on, to_utc_timestamp(CAST(date_add(h.noticed_on, 1) AS TIMESTAMP), :zone), NULL, l.qty,
    'delivery_notice', coalesce(h.doc_no, h.doc_id), regexp_replace(l.line_id, '^0+(?=[0-9]+$)', ''), 'XSTD.YWRQ', l._file, l._row
  FROM notice_line AS l
  JOIN notice_head AS h ON regexp_replace(h.doc_id, '^0+(?=[0-9]+$)', '') = regexp_replace(l.doc_id, '^0+(?=[0-9]+$)', '')
  JOIN (SELECT DISTINCT line_key FROM order_items) AS o
    ON o.line_key = concat('sales|', regexp_replace(l.order_id, '^0+(?=[0-9]+$)', ''), '|', regexp_replace(l.order_line, '^0+(?=[0-9]+$)', ''))
  WHERE h.noticed_on IS NOT NULL AND coalesce(h.status, '1') = '1'
)
