-- Heads of both kinds of order as they stand in the files. An order counts from its approval on; a closer
-- who was taken away again has left his date behind, and so dates of closing count only with a closer. Exports that overlap bring a head
-- twice: `nth` 1 is the one that lines are joined to.
SELECT *, row_number() OVER (PARTITION BY direction, doc_id ORDER BY _file, _row) AS nth
FROM (
  SELECT
    'purchase' AS direction,
    h.doc_id,
    h.order_no,
    CASE WHEN h.business_type LIKE '委外%' THEN 'subcontract' ELSE 'purchase' END AS kind,
    h.business_type AS doc_type,
    h.purchase_type AS doc_type_raw,
    h.supplier_code AS partner_code,
    v.name AS partner_name,
    h.order_date,
    h.created_at,
    h.audited_at AS approved_at,
    coalesce(to_date(from_utc_timestamp(h.audited_at, :zone)), h.audited_on) AS approved_on,
    CASE WHEN h.closer IS NOT NULL OR h.state IN ('2', '已关闭') THEN
      coalesce(h.closed_at, to_utc_timestamp(CAST(date_add(h.closed_on, 1) AS TIMESTAMP), :zone))
    END AS closed_at,
    h.creator,
    h.verifier AS approver,
    h.closer,
    h.buyer_code,
    p.name AS buyer_name,
    h.dept_code,
    d.name AS dept_name,
    CASE h.currency
      WHEN '人民币' THEN 'CNY' WHEN '美元' THEN 'USD' WHEN '欧元' THEN 'EUR' WHEN '日元' THEN 'JPY'
      WHEN '港币' THEN 'HKD' WHEN '英镑' THEN 'GBP' ELSE h.currency
    END AS currency,
    h.fx_rate,
    CASE
      WHEN h.state NOT IN ('0', '1', '2', '未审核', '已审核', '已关闭') THEN 'unknown'
      WHEN h.state IN ('2', '已关闭') OR h.closer IS NOT NULL THEN 'closed'
      WHEN h.state IN ('1', '已审核') OR h.verifier IS NOT NULL THEN 'approved'
      WHEN h.verify_state = '1' THEN 'pending'
      WHEN h.verify_state = '-1' THEN 'rejected'
      ELSE 'draft'
    END AS status,
    concat_ws('/', h.state, h.verify_state) AS status_raw,
    coalesce(h.state IN ('1', '2', '已审核', '已关闭'), false)
      OR (coalesce(h.state, '0') IN ('0', '未审核') AND h.verifier IS NOT NULL) AS effective,
    false AS is_return,
    h.changer IS NOT NULL OR h.changed_at IS NOT NULL AS changed,
    CASE WHEN h.requisition_no IS NOT NULL THEN '请购单' END AS source_doc_type,
    h.requisition_no AS source_doc_no,
    greatest(h.modified_at, h.changed_at, h.audited_at, h.closed_at, h.created_at) AS modified_at,
    h.attrs,
    h._file,
    h._row
  FROM purchase_head AS h
  LEFT JOIN (SELECT code, min(name) AS name FROM vendor GROUP BY code) AS v ON v.code = h.supplier_code
  LEFT JOIN (SELECT code, min(name) AS name FROM person GROUP BY code) AS p ON p.code = h.buyer_code
  LEFT JOIN (SELECT code, min(name) AS name FROM department GROUP BY code) AS d ON d.code = h.dept_code
  UNION ALL
  SELECT
    'sales',
    h.doc_id,
    h.order_no,
    'sales',
    h.business_type,
    h.sales_type,
    h.customer_code,
    c.name,
    h.order_date,
    h.created_at,
    h.audited_at,
    coalesce(to_date(from_utc_timestamp(h.audited_at, :zone)), h.audited_on),
    CASE WHEN h.closer IS NOT NULL THEN h.closed_at END,
    h.creator,
    h.verifier,
    h.closer,
    h.seller_code,
    p.name,
    h.dept_code,
    d.name,
    CASE h.currency
      WHEN '人民币' THEN 'CNY' WHEN '美元' THEN 'USD' WHEN '欧元' THEN 'EUR' WHEN '日元' THEN 'JPY'
      WHEN '港币' THEN 'HKD' WHEN '英镑' THEN 'GBP' ELSE h.currency
    END,
    h.fx_rate,
    CASE
      WHEN h.closer IS NOT NULL THEN 'closed'
      WHEN h.verifier IS NOT NULL THEN 'approved'
      WHEN h.verify_state = '1' THEN 'pending'
      WHEN h.verify_state = '-1' THEN 'rejected'
      ELSE 'draft'
    END,
    h.verify_state,
    h.verifier IS NOT NULL,
    coalesce(h.returned, false),
    h.changer IS NOT NULL,
    NULL,
    NULL,
    greatest(h.modified_at, h.audited_at, h.closed_at, h.created_at),
    h.attrs,
    h._file,
    h._row
  FROM sales_head AS h
  LEFT JOIN (SELECT code, min(name) AS name FROM customer GROUP BY code) AS c ON c.code = h.customer_code
  LEFT JOIN (SELECT code, min(name) AS name FROM person GROUP BY code) AS p ON p.code = h.seller_code
  LEFT JOIN (SELECT code, min(name) AS name FROM department GROUP BY code) AS d ON d.code = h.dept_code
)
