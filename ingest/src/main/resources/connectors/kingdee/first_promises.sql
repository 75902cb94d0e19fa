-- The order is overwritten when a date moves; the oldest change document still holds the first date.
SELECT entry_id, min_by(old_date, coalesce(approved_at, CAST(changed_on AS TIMESTAMP))) AS first_date
FROM purchase_change
WHERE status IN ('C', '已审核') AND old_date IS NOT NULL
GROUP BY entry_id
