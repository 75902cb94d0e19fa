-- Change documents of purchase orders, one row per changed field. The key of the changed row is its
-- table's: client (3), order (10), item (5), schedule line (4).
SELECT DISTINCT
  regexp_replace(substring(f.table_key, 4, 10), '^0+(?=[0-9]+$)', '') AS doc_id,
  regexp_replace(substring(f.table_key, 14, 5), '^0+(?=[0-9]+$)', '') AS line_id,
  regexp_replace(substring(f.table_key, 19, 4), '^0+(?=[0-9]+$)', '') AS schedule_id,
  f.table_name,
  f.field,
  f.old_value,
  f.new_value,
  d.changed_by,
  coalesce(
    to_utc_timestamp(
      try_to_timestamp(concat(CAST(d.changed_on AS STRING), lpad(replace(d.changed_time, ':', ''), 6, '0')), 'yyyy-MM-ddHHmmss'),
      :zone),
    to_utc_timestamp(CAST(date_add(d.changed_on, 1) AS TIMESTAMP), :zone)) AS changed_at
FROM change_field AS f
JOIN change_document AS d ON d.object_class = f.object_class AND d.object_id = f.object_id AND d.change_no = f.change_no
WHERE f.object_class = 'EINKBELEG'
