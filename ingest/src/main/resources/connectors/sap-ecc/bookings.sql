-- Goods receipts of the order history, signed, once each however often files overlap. Keys lose their
-- padding: screens show 10 where the database holds 00010, and only codes that are all digits are padded.
SELECT
  concat(doc_id, '|', line_id) AS line,
  concat_ws('|', doc_id, line_id, account_no, booking_year, booking_no, booking_item) AS booking,
  doc_id, line_id, account_no, booking_year, booking_no, booking_item,
  reference_year, reference_no, reference_item, movement, item_code, plant, batch_no, creator, delivery_note, completes,
  CASE
    WHEN movement IN ('101', '102', '105', '106', '109', '110') THEN 'stock_in'
    WHEN movement IN ('103', '104', '107', '108') THEN 'arrival'
    WHEN movement IN ('122', '123', '161', '162') THEN 'return'
    WHEN movement IN ('124', '125') THEN 'rejection'
    WHEN debit_credit = 'H' THEN 'return'
    ELSE 'stock_in'
  END AS kind,
  CASE
    WHEN movement IN ('102', '104', '106', '108', '110', '123', '125', '162') THEN CAST(CAST(movement AS INT) - 1 AS STRING)
    ELSE movement
  END AS family,
  coalesce(movement IN ('102', '104', '106', '108', '110', '123', '125', '162'), false) AS reverses,
  -- Goods in blocked stock are counted beside the quantity that reached stock.
  CASE debit_credit WHEN 'S' THEN 1 WHEN 'H' THEN -1 END
    * abs(CASE WHEN movement IN ('103', '104', '107', '108') AND qty = 0 THEN coalesce(qty_blocked, qty) ELSE qty END) AS qty,
  CASE :receipt_date WHEN 'document' THEN coalesce(dated_on, posted_on) WHEN 'entry' THEN coalesce(entered_on, posted_on) ELSE posted_on END AS received_on,
  entered_at,
  coalesce(entered_at, to_utc_timestamp(CAST(date_add(coalesce(entered_on, posted_on), 1) AS TIMESTAMP), :zone)) AS known_at,
  min(_file) AS _file,
  min(_row) AS _row
FROM (
  SELECT
    * EXCEPT (doc_id, line_id, booking_year, booking_no, booking_item, reference_year, reference_no, reference_item, account_no),
    regexp_replace(doc_id, '^0+(?=[0-9]+$)', '') AS doc_id,
    regexp_replace(line_id, '^0+(?=[0-9]+$)', '') AS line_id,
    booking_year,
    booking_no,
    regexp_replace(booking_item, '^0+(?=[0-9]+$)', '') AS booking_item,
    reference_year,
    reference_no,
    regexp_replace(reference_item, '^0+(?=[0-9]+$)', '') AS reference_item,
    regexp_replace(coalesce(account_no, '0'), '^0+(?=[0-9]+$)', '') AS account_no,
    to_utc_timestamp(
      try_to_timestamp(concat(CAST(entered_on AS STRING), lpad(replace(entered_time, ':', ''), 6, '0')), 'yyyy-MM-ddHHmmss'),
      :zone) AS entered_at
  FROM history
)
WHERE kind = '1'
GROUP BY ALL
