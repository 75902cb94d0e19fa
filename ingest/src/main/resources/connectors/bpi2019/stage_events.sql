-- Every event of the log, those that end no stage too: each is news of its line. An invoice recorded before the goods
-- came, or cleared before it was recorded, counts from the day of the stage before: only then did its stage begin.
SELECT
  concat(:prefix, 'purchase|', line) AS order_line_key,
  stage,
  seq,
  CAST(from_utc_timestamp(counts_at, :zone) AS DATE) AS actual_on,
  counts_at AS actual_at,
  'minute' AS actual_precision,
  'source_utc' AS actual_tz_basis,
  counts_at AS known_at,
  resource AS owner_code,
  resource AS owner_name,
  'doer' AS owner_role,
  CAST(NULL AS DECIMAL(28, 10)) AS qty,
  activity AS doc_type,
  order_no AS doc_no,
  item_no AS doc_line_id,
  'time:timestamp' AS source_field,
  counts_at > happened_at AS derived,
  _file,
  _row
FROM (
  SELECT
    *,
    CASE stage
      WHEN 'invoiced' THEN greatest(happened_at, received_at)
      WHEN 'cleared' THEN greatest(happened_at, invoiced_at, received_at)
      ELSE happened_at
    END AS counts_at
  FROM events
)
