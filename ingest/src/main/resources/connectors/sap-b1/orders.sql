-- Purchase and sales orders and the drafts of such. A draft that became an order is that order.
SELECT
  *,
  CASE coalesce(draft_of, object) WHEN '17' THEN 'sales' ELSE 'purchase' END AS direction,
  concat(CASE coalesce(draft_of, object) WHEN '17' THEN 'sales|' ELSE 'purchase|' END, CASE WHEN object = 'draft' THEN 'draft|' ELSE '' END, doc_id) AS order_id
FROM (SELECT * EXCEPT (draft_of), CASE WHEN object = 'draft' THEN draft_of END AS draft_of FROM documents)
WHERE object IN ('22', '17')
  OR (object = 'draft' AND draft_of IN ('22', '17') AND NOT coalesce(approval IN ('P', 'A'), false))
