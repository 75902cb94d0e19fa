-- One document for each order, and one more for its items that nobody waits for. Scheduling agreements
-- are loaded but do not count: their receipts cannot be told apart by call-off.
SELECT
  concat(:prefix, 'purchase|', doc_id, coalesce(concat('|', part), '')) AS order_key,
  doc_id AS order_no,
  doc_id,
  'internal' AS key_quality,
  CASE WHEN subcontracted THEN 'subcontract' ELSE 'purchase' END AS direction,
  category AS doc_type,
  doc_type AS doc_type_raw,
  org,
  concat(:prefix, regexp_replace(supplier_code, '^0+(?=[0-9]+$)', '')) AS partner_key,
  coalesce(supplier_code, supplying_plant) AS partner_code_raw,
  partner_name AS partner_name_raw,
  order_date,
  CASE WHEN order_date IS NULL THEN 'rejected' ELSE 'field' END AS order_date_basis,
  coalesce(entered_at, to_utc_timestamp(CAST(date_add(created_on, 1) AS TIMESTAMP), :zone)) AS created_at,
  CASE WHEN status IN ('approved', 'cancelled') THEN approved_at END AS approved_at,
  CASE WHEN status = 'cancelled' THEN deleted_at END AS cancelled_at,
  creator AS created_by,
  CASE WHEN status IN ('approved', 'cancelled') AND approved_at IS NOT NULL THEN approved_by END AS approved_by,
  buyer_group AS buyer_code,
  buyer_name,
  currency,
  status,
  nullif(concat_ws('/', deleted, held, release_indicator, release_open, processing_state), '') AS status_raw,
  status = 'approved' AND coalesce(category, 'F') = 'F' AND NOT (part <=> 'no_receipt') AS effective,
  coalesce(part = 'return', false) AS is_return,
  version_no,
  true AS is_latest_version,
  'purchase' AS process,
  modified_at AS source_modified_at,
  _file,
  _row
FROM (
  SELECT
    h.* EXCEPT (doc_id),
    i.part, i.subcontracted, i.deleted_at,
    regexp_replace(h.doc_id, '^0+(?=[0-9]+$)', '') AS doc_id,
    v.name AS partner_name,
    g.name AS buyer_name,
    a.approved_at, a.approved_by, a.entered_at, a.modified_at,
    CASE
      WHEN h.deleted IS NOT NULL OR (i.all_deleted AND NOT i.any_received) THEN 'cancelled'
      WHEN h.held = 'X' OR h.processing_state IN ('01', '1') THEN 'draft'
      WHEN h.processing_state IN ('08', '8') THEN 'rejected'
      WHEN h.release_open = 'X' OR h.processing_state IN ('03', '04', '3', '4') THEN 'pending'
      WHEN h.processing_state IS NULL OR h.processing_state IN ('00', '02', '05', '0', '2', '5') THEN 'approved'
      ELSE 'unknown'
    END AS status
  FROM head AS h
  LEFT JOIN (
    SELECT
      o.doc_id, o.part,
      bool_and(o.item_category <=> '3') AS subcontracted,
      bool_and(o.deleted) AS all_deleted,
      bool_or(coalesce(r.stocked > 0 OR r.returned > 0, false)) AS any_received,
      max(m.deleted_at) AS deleted_at
    FROM items_ordered AS o
    LEFT JOIN received AS r ON r.line = o.line
    LEFT JOIN line_marks AS m ON m.line = o.line
    GROUP BY o.doc_id, o.part
  ) AS i ON i.doc_id = regexp_replace(h.doc_id, '^0+(?=[0-9]+$)', '')
  LEFT JOIN order_changes AS a ON a.doc_id = regexp_replace(h.doc_id, '^0+(?=[0-9]+$)', '')
  LEFT JOIN (
    SELECT regexp_replace(code, '^0+(?=[0-9]+$)', '') AS code, min(concat_ws(' ', name, name_rest)) AS name
    FROM vendor
    GROUP BY ALL
  ) AS v ON v.code = regexp_replace(h.supplier_code, '^0+(?=[0-9]+$)', '')
  LEFT JOIN (SELECT code, min(name) AS name FROM buyer_group GROUP BY code) AS g ON g.code = h.buyer_group
  WHERE coalesce(h.category, 'F') IN ('F', 'L')
)
