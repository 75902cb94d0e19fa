-- Orders as they stand in the answers. An order counts from its approval on; the words of `state` are not known, and so the names of
-- those who approved and closed it tell. Answers that overlap bring an order twice: `nth` 1 is the one that lines are joined to.
SELECT
  *,
  CASE WHEN closer IS NOT NULL THEN 'closed' WHEN verifier IS NOT NULL THEN 'approved' ELSE 'draft' END AS status,
  verifier IS NOT NULL AS effective,
  CASE currency
    WHEN '人民币' THEN 'CNY' WHEN '美元' THEN 'USD' WHEN '欧元' THEN 'EUR' WHEN '日元' THEN 'JPY'
    WHEN '港币' THEN 'HKD' WHEN '英镑' THEN 'GBP' ELSE currency
  END AS currency_code,
  row_number() OVER (PARTITION BY order_no ORDER BY _file, _row) AS nth
FROM purchase_head
