-- Lines of all documents, from tables and from the Service Layer. UnitPrice of the Service Layer is before discount.
SELECT
  * EXCEPT (price_net, discount, status, attrs),
  CASE substring(_file, 1, 4)
    WHEN 'POR1' THEN '22' WHEN 'PDN1' THEN '20' WHEN 'RPD1' THEN '21' WHEN 'PCH1' THEN '18'
    WHEN 'RDR1' THEN '17' WHEN 'DLN1' THEN '15' WHEN 'RDN1' THEN '16' WHEN 'DRF1' THEN 'draft'
    ELSE CASE regexp_extract(_file, '^[A-Za-z]+', 0)
      WHEN 'PurchaseOrders' THEN '22' WHEN 'PurchaseDeliveryNotes' THEN '20' WHEN 'PurchaseReturns' THEN '21' WHEN 'PurchaseInvoices' THEN '18'
      WHEN 'Orders' THEN '17' WHEN 'DeliveryNotes' THEN '15' WHEN 'Returns' THEN '16' WHEN 'Drafts' THEN 'draft'
    END
  END AS object,
  price_net * (1 - coalesce(discount, 0) / 100) AS price_net,
  CASE status WHEN 'bost_Open' THEN 'O' WHEN 'bost_Close' THEN 'C' ELSE status END AS status,
  status AS status_raw,
  transform_keys(attrs, (name, text) -> replace(name, 'DocumentLines.', '')) AS attrs
FROM (
  SELECT * EXCEPT (_rejected), CAST(NULL AS DECIMAL(28,10)) AS discount FROM table_line
  UNION ALL
  SELECT * EXCEPT (_rejected, discount), discount FROM service_line
)
