-- A document has a day and no time of entry.
SELECT
  concat(:prefix, 'purchase|', doc, '|', receipt_no, '|', row_no) AS receipt_key,
  receipt_no,
  receipt_no AS receipt_doc_id,
  row_no AS receipt_line_id,
  kind,
  concat(:prefix, 'purchase|', order_no, '|', order_row_no) AS order_line_key,
  CASE WHEN order_row_no IS NULL THEN 'none' ELSE 'doc_item' END AS link_quality,
  concat(:prefix, item_code) AS item_key,
  uom,
  qty,
  qty AS qty_base,
  receipt_date,
  to_utc_timestamp(CAST(date_add(receipt_date, 1) AS TIMESTAMP), :zone) AS known_at,
  creator AS owner,
  CASE WHEN effective THEN '已审核' ELSE '未审核' END AS status_raw,
  effective,
  qty < 0 AS is_red,
  _file,
  _row
FROM receipt_lines
