-- When an order was entered, first released completely, and last changed. Where no field says that the
-- release is complete, the last change of the release indicator stands for it.
SELECT
  d.doc_id,
  d.entered_at,
  d.modified_at,
  coalesce(c.completed_at, c.indicated_at) AS approved_at,
  CASE WHEN c.completed_at IS NULL THEN c.indicated_by ELSE c.completed_by END AS approved_by
FROM (
  SELECT
    regexp_replace(object_id, '^0+(?=[0-9]+$)', '') AS doc_id,
    min(changed_at) FILTER (WHERE indicator = 'I') AS entered_at,
    max(changed_at) AS modified_at
  FROM (
    SELECT
      object_id, indicator,
      coalesce(
        to_utc_timestamp(
          try_to_timestamp(concat(CAST(changed_on AS STRING), lpad(replace(changed_time, ':', ''), 6, '0')), 'yyyy-MM-ddHHmmss'),
          :zone),
        to_utc_timestamp(CAST(date_add(changed_on, 1) AS TIMESTAMP), :zone)) AS changed_at
    FROM change_document
    WHERE object_class = 'EINKBELEG'
  )
  GROUP BY ALL
) AS d
LEFT JOIN (
  SELECT
    doc_id,
    min(changed_at) FILTER (WHERE complete) AS completed_at,
    min_by(changed_by, struct(changed_at, changed_by)) FILTER (WHERE complete) AS completed_by,
    max(changed_at) FILTER (WHERE field = 'FRGKE') AS indicated_at,
    max_by(changed_by, struct(changed_at, changed_by)) FILTER (WHERE field = 'FRGKE') AS indicated_by
  FROM (
    SELECT
      *,
      (field = 'PROCSTAT' AND new_value IN ('05', '5')) OR (field = 'FRGRL' AND old_value = 'X' AND new_value IS NULL) AS complete
    FROM changes
    WHERE table_name = 'EKKO'
  )
  GROUP BY doc_id
) AS c ON c.doc_id = d.doc_id
