SELECT i.pos, i.item_id, i.annex, i.code, i.concept, i.unit, i.authorised, i.pu_mn, i.pu_usd, m.opening, c.d, c.v, p.d, p.v
FROM bench.item i
LEFT JOIN bench.item_month m ON m.order_id = @o AND m.ym = @ym AND m.item_id = i.item_id
LEFT JOIN (SELECT item_id, array_agg(CASE WHEN kind = 'T' THEN day ELSE -day END) AS d, array_agg(volume) AS v FROM bench.cell
           WHERE order_id = @o AND ym = @ym GROUP BY item_id) c ON c.item_id = i.item_id
LEFT JOIN (SELECT item_id, array_agg(day) AS d, array_agg(volume) AS v FROM bench.projection WHERE order_id = @o AND ym = @ym GROUP BY item_id) p
  ON p.item_id = i.item_id
WHERE i.order_id = @o ORDER BY i.pos
