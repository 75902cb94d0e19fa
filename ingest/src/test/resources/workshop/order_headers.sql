SELECT
  concat(:prefix, 'purchase|', order_no) AS order_key, order_no, order_no AS doc_id, 'display' AS key_quality,
  'purchase' AS direction, concat(:prefix, supplier_code) AS partner_key, supplier_code AS partner_code_raw,
  supplier_name AS partner_name_raw, order_date, 'field' AS order_date_basis,
  CASE status WHEN '已审核' THEN 'approved' WHEN '作废' THEN 'cancelled' ELSE 'unknown' END AS status, status AS status_raw,
  status <=> '已审核' AS effective, false AS is_return, true AS is_latest_version, 'purchase' AS process,
  min(_file) AS _file, min(_row) AS _row
FROM ledger GROUP BY ALL
