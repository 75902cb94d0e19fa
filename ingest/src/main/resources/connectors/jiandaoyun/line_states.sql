-- Every known state of every order line. The _id of a row changes when a program writes the sub-form anew, and a
-- place when a row is put in between; so a line is its item, counted where an order has the item twice.
SELECT
  *,
  CASE WHEN :line_key = 'row' AND row_id IS NOT NULL THEN row_id
    WHEN again = 1 THEN coalesce(item_code, '?')
    ELSE concat(coalesce(item_code, '?'), '#', again) END AS line_id,
  coalesce(line_status IN ('取消', '已取消', '作废', '已作废', '终止', '已终止', '已删除'), false) AS is_cancelled,
  coalesce(line_status IN ('关闭', '已关闭', '行关闭', '业务关闭', '已完结', '结案', '手动结束', '自动关闭', '最终关闭'), false) AS is_closed
FROM (
  SELECT *, row_number() OVER (PARTITION BY id, at ORDER BY place) AS line_no, row_number() OVER (PARTITION BY id, at, item_code ORDER BY place) AS again
  FROM (
    SELECT *, row_number() OVER (PARTITION BY id, at, place ORDER BY logged, _file, _row) AS nth
    FROM (
      SELECT id, modified_at AS at, flow_state, updater, place, row_id, item_code, item_name, item_spec, qty, uom, price_net, price_gross,
        tax_rate, amount_gross, required_on, promised_on, line_status, note, attrs, 0 AS logged, _file, _row
      FROM order_line
      UNION ALL
      SELECT id, modified_at, flow_state, updater, place, row_id, item_code, item_name, item_spec, qty, uom, price_net, price_gross,
        tax_rate, amount_gross, required_on, promised_on, line_status, note, CAST(NULL AS MAP<STRING, STRING>), 1, _file, _row
      FROM order_line_log
      WHERE order_date IS NOT NULL AND op IN ('data_create', 'data_update', 'data_delete')
    )
  )
  WHERE nth = 1
)
