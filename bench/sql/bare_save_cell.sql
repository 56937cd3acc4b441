WITH locked AS (UPDATE bench.order_head SET version = version + 1 WHERE order_id = @o),
n AS MATERIALIZED (SELECT (@i::int[])[1] AS item_id, (@d::smallint[])[1] AS day, (@v::numeric[])[1] AS volume),
chg AS MATERIALIZED (SELECT n.*, c.volume AS old FROM n LEFT JOIN LATERAL (SELECT volume FROM bench.cell c WHERE c.order_id = @o AND c.ym = @ym
       AND c.site_id = @s AND c.item_id = n.item_id AND c.day = n.day AND c.kind = 'T' OFFSET 0) c ON true WHERE n.volume <> coalesce(c.volume, 0)),
up AS (INSERT INTO bench.cell SELECT @o, @ym, item_id, day, 'T', @s, volume FROM chg WHERE volume > 0
       ON CONFLICT (order_id, ym, site_id, item_id, day, kind) DO UPDATE SET volume = excluded.volume),
tot AS (UPDATE bench.item_month m SET total = m.total + volume - coalesce(old, 0) FROM chg WHERE m.order_id = @o AND m.ym = @ym AND m.item_id = chg.item_id RETURNING m.opening + m.total AS cum),
later AS (UPDATE bench.item_month m SET opening = m.opening + volume - coalesce(old, 0) FROM chg WHERE m.item_id = chg.item_id AND m.ym > @ym),
ev AS (INSERT INTO bench.evidence SELECT @o, @ym, @s, item_id, day, 'T', 19, NULL FROM chg JOIN bench.item i USING (item_id)
       WHERE volume > 0 AND old IS NULL AND i.annex IN ('C-2', 'C-3') ON CONFLICT DO NOTHING)
SELECT tot.cum > i.authorised FROM tot, n JOIN bench.item i USING (item_id)
