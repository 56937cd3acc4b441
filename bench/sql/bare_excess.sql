SELECT item_id, min(day) FROM (SELECT c.item_id, c.day, m.opening + sum(c.volume) OVER (PARTITION BY c.item_id ORDER BY c.day, c.kind) > i.authorised AS exc
  FROM bench.item i JOIN bench.item_month m ON m.order_id = @o AND m.ym = @ym AND m.item_id = i.item_id AND m.opening + m.total > i.authorised
  JOIN bench.cell c ON c.order_id = @o AND c.ym = @ym AND c.item_id = i.item_id WHERE i.order_id = @o) x WHERE exc GROUP BY item_id
