-- Lock, write what changed, move the month's total and the later openings, evidence, and answer the lines in excess.
WITH locked AS (UPDATE bench.order_head SET version = version + 1 WHERE order_id = @o),
chg AS MATERIALIZED (
  SELECT n.item_id, n.day, n.volume, c.volume AS old FROM unnest(@i::int[], @d::smallint[], @v::numeric[]) AS n (item_id, day, volume)
  LEFT JOIN bench.cell c ON c.order_id = @o AND c.ym = @ym AND c.site_id = @s AND c.item_id = n.item_id AND c.day = n.day AND c.kind = 'T'
  WHERE n.volume <> coalesce(c.volume, 0)),
up AS (INSERT INTO bench.cell SELECT @o, @ym, item_id, day, 'T', @s, volume FROM chg WHERE volume > 0
       ON CONFLICT (order_id, ym, site_id, item_id, day, kind) DO UPDATE SET volume = excluded.volume),
del AS (DELETE FROM bench.cell c USING chg WHERE chg.volume = 0 AND c.order_id = @o AND c.ym = @ym AND c.site_id = @s AND c.item_id = chg.item_id AND c.day = chg.day AND c.kind = 'T'),
delta AS MATERIALIZED (SELECT item_id, sum(volume - coalesce(old, 0)) AS dv FROM chg GROUP BY 1),
tot AS (UPDATE bench.item_month m SET total = m.total + dv FROM delta WHERE m.order_id = @o AND m.ym = @ym AND m.item_id = delta.item_id),
later AS (UPDATE bench.item_month m SET opening = m.opening + dv FROM delta WHERE m.order_id = @o AND m.ym > @ym AND m.item_id = delta.item_id),
ev AS (INSERT INTO bench.evidence SELECT @o, @ym, @s, item_id, day, 'T', 19, NULL FROM chg JOIN bench.item i USING (item_id)
       WHERE volume > 0 AND old IS NULL AND i.annex IN ('C-2', 'C-3') ON CONFLICT DO NOTHING)
SELECT count(*) FROM chg
