-- Heads of all documents, from tables and from the Service Layer, with the letters of the tables.
SELECT
  * EXCEPT (created_time, created_minute, updated_time, cancelled, status, approval, source_file),
  CASE substring(source_file, 1, 4)
    WHEN 'OPOR' THEN '22' WHEN 'OPDN' THEN '20' WHEN 'ORPD' THEN '21' WHEN 'OPCH' THEN '18'
    WHEN 'ORDR' THEN '17' WHEN 'ODLN' THEN '15' WHEN 'ORDN' THEN '16' WHEN 'ODRF' THEN 'draft'
    ELSE CASE regexp_extract(source_file, '^[A-Za-z]+', 0)
      WHEN 'PurchaseOrders' THEN '22' WHEN 'PurchaseDeliveryNotes' THEN '20' WHEN 'PurchaseReturns' THEN '21' WHEN 'PurchaseInvoices' THEN '18'
      WHEN 'Orders' THEN '17' WHEN 'DeliveryNotes' THEN '15' WHEN 'Returns' THEN '16' WHEN 'Drafts' THEN 'draft'
    END
  END AS object,
  concat_ws('/', cancelled, status, approval) AS status_raw,
  CASE cancelled WHEN 'csYes' THEN 'Y' WHEN 'tYES' THEN 'Y' WHEN 'csCancellation' THEN 'C' WHEN 'csNo' THEN 'N' WHEN 'tNO' THEN 'N' ELSE cancelled END AS cancelled,
  CASE status WHEN 'bost_Open' THEN 'O' WHEN 'bost_Close' THEN 'C' WHEN 'bost_Paid' THEN 'C' WHEN 'bost_Delivered' THEN 'C' ELSE status END AS status,
  CASE approval
    WHEN 'dasPending' THEN 'W' WHEN 'dasApproved' THEN 'Y' WHEN 'dasRejected' THEN 'N' WHEN 'dasGenerated' THEN 'P'
    WHEN 'dasGeneratedbyAuthorizer' THEN 'A' WHEN 'dasCancelled' THEN 'C' WHEN 'dasWithout' THEN '-' ELSE approval
  END AS approval,
  -- CreateTS holds hours, minutes and seconds, the older DocTime hours and minutes.
  to_utc_timestamp(
    coalesce(
      try_to_timestamp(concat(created_on, CASE WHEN created_time LIKE '%:%' THEN rpad(replace(created_time, ':', ''), 6, '0') ELSE lpad(created_time, 6, '0') END), 'yyyy-MM-ddHHmmss'),
      try_to_timestamp(concat(created_on, lpad(created_minute, 4, '0')), 'yyyy-MM-ddHHmm'),
      CAST(date_add(created_on, 1) AS TIMESTAMP)),
    :zone) AS created_at,
  to_utc_timestamp(
    coalesce(
      try_to_timestamp(concat(updated_on, CASE WHEN updated_time LIKE '%:%' THEN rpad(replace(updated_time, ':', ''), 6, '0') ELSE lpad(updated_time, 6, '0') END), 'yyyy-MM-ddHHmmss'),
      CAST(date_add(updated_on, 1) AS TIMESTAMP)),
    :zone) AS updated_at,
  coalesce(created_time, created_minute) IS NOT NULL AS created_to_second,
  source_file AS _file
FROM (
  SELECT
    * EXCEPT (_rejected, _file, created_minute, editor_code, draft_of, doc_type, is_reserve),
    created_minute,
    editor_code,
    draft_of,
    coalesce(doc_type = 'S', false) AS is_service,
    coalesce(is_reserve = 'Y', false) AS is_reserve,
    _file AS source_file
  FROM table_document
  UNION ALL
  SELECT
    * EXCEPT (_rejected, _file, draft_of, doc_type, is_reserve),
    NULL,
    NULL,
    CASE draft_of WHEN 'oPurchaseOrders' THEN '22' WHEN 'oOrders' THEN '17' ELSE draft_of END,
    coalesce(doc_type = 'dDocument_Service', false),
    coalesce(is_reserve = 'tYES', false),
    _file
  FROM service_document
)
