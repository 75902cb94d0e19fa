-- What must have moved between two exports. The day is that of the later one: the latest it can have been. What rose within
-- a longer gap is in the counters only.
SELECT
  kind, order_no, line_id, item_code, uom, qty, snapshot_on,
  to_utc_timestamp(CAST(date_add(snapshot_on, 1) AS TIMESTAMP), :zone) AS known_at, status, _file, _row
FROM (
  SELECT 'arrival' AS kind, *  EXCEPT (qty), qty_arrived - arrived_before AS qty FROM states WHERE dated AND qty_arrived > arrived_before
  UNION ALL
  SELECT 'stock_in', * EXCEPT (qty), qty_stocked - stocked_before FROM states WHERE dated AND qty_stocked > stocked_before
  UNION ALL
  SELECT 'return', * EXCEPT (qty), qty_stocked - stocked_before FROM states
  WHERE dated AND qty_stocked < stocked_before AND :stock_fall = 'return'
)
