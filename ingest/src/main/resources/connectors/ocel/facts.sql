-- The last value of every attribute of an object. Of several values since the same instant the greatest, so that the order of a file does not matter.
SELECT
  object,
  max(struct(at, order_no)) FILTER (WHERE order_no IS NOT NULL).order_no AS order_no,
  max(struct(at, line_no)) FILTER (WHERE line_no IS NOT NULL).line_no AS line_no,
  max(struct(at, code)) FILTER (WHERE code IS NOT NULL).code AS code,
  max(struct(at, document)) FILTER (WHERE document IS NOT NULL).document AS document,
  max(struct(at, name)) FILTER (WHERE name IS NOT NULL).name AS name,
  max(struct(at, supplier)) FILTER (WHERE supplier IS NOT NULL).supplier AS supplier,
  max(struct(at, buyer)) FILTER (WHERE buyer IS NOT NULL).buyer AS buyer,
  max(struct(at, company)) FILTER (WHERE company IS NOT NULL).company AS company,
  max(struct(at, currency)) FILTER (WHERE currency IS NOT NULL).currency AS currency,
  max(struct(at, status)) FILTER (WHERE status IS NOT NULL).status AS status,
  max(struct(at, item)) FILTER (WHERE item IS NOT NULL).item AS item,
  max(struct(at, spec)) FILTER (WHERE spec IS NOT NULL).spec AS spec,
  max(struct(at, uom)) FILTER (WHERE uom IS NOT NULL).uom AS uom,
  max(struct(at, warehouse)) FILTER (WHERE warehouse IS NOT NULL).warehouse AS warehouse,
  max(struct(at, kind)) FILTER (WHERE kind IS NOT NULL).kind AS kind,
  max(struct(at, reason)) FILTER (WHERE reason IS NOT NULL).reason AS reason,
  max(struct(at, qty)) FILTER (WHERE qty IS NOT NULL).qty AS qty,
  max(struct(at, price_net)) FILTER (WHERE price_net IS NOT NULL).price_net AS price_net,
  max(struct(at, price_gross)) FILTER (WHERE price_gross IS NOT NULL).price_gross AS price_gross,
  max(struct(at, tax_rate)) FILTER (WHERE tax_rate IS NOT NULL).tax_rate AS tax_rate,
  max(struct(at, amount_net)) FILTER (WHERE amount_net IS NOT NULL).amount_net AS amount_net,
  max(struct(at, amount_gross)) FILTER (WHERE amount_gross IS NOT NULL).amount_gross AS amount_gross,
  min(at) AS first_at
FROM (SELECT *, coalesce(since, TIMESTAMP '1970-01-01') AS at FROM object_value)
GROUP BY object
