-- Every entry of the log about an order, and when the order was submitted.
SELECT
  v.document AS order_id,
  v.at,
  v.owner,
  from_json(v.data, 'changed ARRAY<ARRAY<STRING>>, removed ARRAY<ARRAY<STRING>>, row_changed ARRAY<ARRAY<STRING>>') AS log,
  min(CASE WHEN exists(
    from_json(v.data, 'changed ARRAY<ARRAY<STRING>>').changed, one -> get(one, 0) = 'docstatus' AND get(one, 2) = '1'
  ) THEN v.at END) OVER (PARTITION BY v.document) AS submitted_at,
  v._file,
  v._row
FROM (SELECT *, row_number() OVER (PARTITION BY id ORDER BY _file, _row) AS nth FROM version WHERE doctype = 'Purchase Order') AS v
WHERE v.nth = 1
