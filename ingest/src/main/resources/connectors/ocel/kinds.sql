-- What every object is. Types that are none of these (invoices, users, …) stay out.
SELECT * FROM (
  SELECT
    o.object, o._file, o._row,
    coalesce(try_element_at(str_to_map(:types, ';', '='), o.type), known.kind) AS kind
  FROM object AS o
  LEFT JOIN (
    SELECT name, kind
    FROM VALUES
      ('order line', 'order_line'), ('order item', 'order_line'), ('purchase order line', 'order_line'), ('purchase order item', 'order_line'),
      ('po item', 'order_line'), ('po line', 'order_line'), ('订单行', 'order_line'), ('采购订单行', 'order_line'), ('采购订单明细', 'order_line'),
      ('order', 'order'), ('purchase order', 'order'), ('po', 'order'), ('订单', 'order'), ('采购订单', 'order'),
      ('supplier', 'supplier'), ('vendor', 'supplier'), ('供应商', 'supplier'),
      ('item', 'item'), ('material', 'item'), ('product', 'item'), ('物料', 'item'), ('存货', 'item'),
      ('receipt', 'receipt'), ('receipt line', 'receipt'), ('goods receipt', 'receipt'), ('delivery', 'receipt'),
      ('入库单', 'receipt'), ('收货单', 'receipt'), ('到货单', 'receipt'), ('收料单', 'receipt')
    AS types (name, kind)
  ) AS known ON known.name = trim(regexp_replace(lower(o.type), '[ _-]+', ' '))
)
WHERE kind IN ('order_line', 'order', 'supplier', 'item', 'receipt')
