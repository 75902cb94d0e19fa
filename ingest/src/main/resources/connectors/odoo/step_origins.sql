-- Where goods are received in several steps, the later moves name the move before them, but not the order.
SELECT id, explode(split(orig_ids, ',')) AS orig_id
FROM moves
WHERE :stocked_at = 'last'
  AND orig_ids IS NOT NULL
  AND purchase_line_id IS NULL
  AND state <> 'cancel'
  AND from_usage = 'internal'
  AND to_usage = 'internal'
