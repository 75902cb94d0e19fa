-- Heads of everything that moves goods, once each. A document counts from its approval on, which leaves the
-- approver's name and, depending on the version, a date or a time.
SELECT
  doc, doc_id, receipt_no, bill_type, red, warehouse, creator, created_at,
  coalesce(audited_at, to_utc_timestamp(CAST(date_add(audited_on, 1) AS TIMESTAMP), :zone)) AS approved_at,
  verifier IS NOT NULL OR audited_at IS NOT NULL OR audited_on IS NOT NULL AS effective,
  CASE :receipt_date
    WHEN 'created' THEN coalesce(to_date(from_utc_timestamp(created_at, :zone)), receipt_date)
    WHEN 'approved' THEN coalesce(to_date(from_utc_timestamp(audited_at, :zone)), audited_on, receipt_date)
    ELSE coalesce(receipt_date, to_date(from_utc_timestamp(created_at, :zone)))
  END AS receipt_date
FROM (
  SELECT *, row_number() OVER (PARTITION BY doc, doc_id ORDER BY _file, _row) AS nth
  FROM (
    SELECT 'arrival' AS doc, doc_id, receipt_no, bill_type, negative AS red, CAST(NULL AS STRING) AS warehouse,
      creator, created_at, verifier, audited_on, audited_at, receipt_date, _file, _row
    FROM arrival_head
    UNION ALL
    SELECT 'stock_in', doc_id, receipt_no, NULL, red, warehouse,
      creator, created_at, verifier, audited_on, audited_at, receipt_date, _file, _row
    FROM stock_in_head
    UNION ALL
    SELECT 'dispatch', doc_id, receipt_no, NULL, returned, NULL,
      creator, created_at, verifier, audited_on, audited_at, receipt_date, _file, _row
    FROM dispatch_head
    UNION ALL
    SELECT 'stock_out', doc_id, receipt_no, NULL, red, warehouse,
      creator, created_at, verifier, audited_on, audited_at, receipt_date, _file, _row
    FROM stock_out_head
  )
)
WHERE nth = 1
