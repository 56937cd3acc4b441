-- Orders, lines and production at the sizes of docs/decisions/0004 and of the targets: every number follows from a hash of its key,
-- so the same server version gives the same rows. Families: kind 'M' is the ordinary one, 'H' has ten times the history,
-- 'L100' and 'L1000' differ in their lines only.
SET session_replication_role = replica; -- no audit rows and no key checks while loading
SET work_mem = '256MB';

CREATE FUNCTION pg_temp.u(k bigint, seed bigint) RETURNS double precision LANGUAGE sql IMMUTABLE AS
  'SELECT (hashint8extended($1, $2) & 1048575) / 1048576.0::double precision';

CREATE SCHEMA bench;
CREATE TABLE bench.family AS
SELECT 10 * k + 1 AS id, k % {sites} + 1 AS site, {lines} AS lines, {months} AS months, 1 + k % 4 AS size, 'M' AS kind
FROM generate_series(0, {families} - 1) k
UNION ALL SELECT 100001, {sites} + 1, {lines}, {months} * 10, 2, 'H'
UNION ALL SELECT 100011, {sites} + 1, 100, {months}, 2, 'L100'
UNION ALL SELECT 100021, {sites} + 1, 1000, {months}, 2, 'L1000';

INSERT INTO catalog.sitio (id, descripcion, id_frente) OVERRIDING SYSTEM VALUE SELECT s, 'Sitio ' || s, 4 FROM generate_series(1, {sites} + 1) s;
INSERT INTO catalog.unidad_medida (id, clave) OVERRIDING SYSTEM VALUE VALUES (100001, 'BENCH');

INSERT INTO contracts.ot (id, id_tipo, orden_trabajo, descripcion_trabajo, fecha_inicio_programado, fecha_termino_programado, num_reprogramacion, ot_principal, id_plataforma)
  OVERRIDING SYSTEM VALUE
SELECT f.id + r, CASE WHEN r = 0 THEN 4 ELSE 5 END, 'OT-' || f.id, 'Trabajos de la orden ' || f.id, DATE '2000-01-01', DATE '2026-12-31',
       nullif(r, 0), CASE WHEN r > 0 THEN f.id END, f.site
FROM bench.family f, generate_series(0, f.size - 1) r;
INSERT INTO contracts.family (id_familia) SELECT id FROM bench.family;
INSERT INTO contracts.importacion_anexo (id, id_ot, usuario_carga, total_registros, modo_pool) OVERRIDING SYSTEM VALUE
SELECT f.id + r, f.id + r, 'bench', f.lines, 'compartido' FROM bench.family f, generate_series(0, f.size - 1) r;

INSERT INTO contracts.line_item (id, id_familia, clave_anexo, clave_partida, clave_descripcion, posicion, codigo, concepto, unidad, id_pool, volumen_pool,
  volumen_proyectado, cuenta_autorizado, precio_mn, precio_usd, pu_mn, pu_usd, id_partida_vigente, requiere_gpu) OVERRIDING SYSTEM VALUE
SELECT x.id, f.id, a.annex, x.code, upper(x.concept), i, x.code || '.', x.concept, 'BENCH', x.id, v.aut, v.aut, true, ARRAY[v.mn], ARRAY[v.usd], v.mn, v.usd,
       x.id, a.annex <> 'C-1'
FROM bench.family f, generate_series(1, f.lines) i,
LATERAL (SELECT f.id::bigint * 2000 + i AS id, (i / 50 + 1) || '.' || (i % 50 + 1) AS code,
  'Concepto ' || i || ' suministro, mano de obra, equipo y consumibles para el trabajo' AS concept) x,
LATERAL (SELECT CASE WHEN i <= f.lines * 6 / 10 THEN 'C-1' WHEN i <= f.lines * 8 / 10 THEN 'C-2' ELSE 'C-3' END AS annex) a,
LATERAL (SELECT round((66.9 * f.months * (0.95 + 0.5 * pg_temp.u(x.id, 7)))::numeric, 2) AS aut, round((100 + 900 * pg_temp.u(x.id, 8))::numeric, 2) AS mn,
  round((5 + 45 * pg_temp.u(x.id, 9))::numeric, 2) AS usd) v;
INSERT INTO contracts.partida_anexo_importada (id, id_importacion_anexo, id_line_item, id_partida, descripcion_concepto, anexo, id_unidad_medida,
  volumen_proyectado, precio_unitario_mn, precio_unitario_usd, compartida, orden_fila) OVERRIDING SYSTEM VALUE
SELECT l.id, f.id + f.size - 1, l.id, l.codigo, l.concepto, l.clave_anexo, 100001, l.volumen_pool, l.pu_mn, l.pu_usd, true, l.posicion
FROM contracts.line_item l JOIN bench.family f ON f.id = l.id_familia;

-- The last month of the data is 2025-10.
INSERT INTO contracts.reporte_mensual_header (id, id_ot, mes, anio) OVERRIDING SYSTEM VALUE
SELECT row_number() OVER (ORDER BY d, f.id), f.id, extract(month FROM d), extract(year FROM d)
FROM bench.family f, LATERAL generate_series(DATE '2025-10-01' - make_interval(months => f.months - 1), DATE '2025-10-01', interval '1 month') d;
INSERT INTO contracts.produccion (id, id_reporte_mensual, id_partida_anexo, id_sitio_produccion, version, fecha_produccion, tipo_tiempo, volumen_produccion)
  OVERRIDING SYSTEM VALUE
SELECT row_number() OVER (), h.id, l.id, f.site, 0, d::date, CASE WHEN pg_temp.u(k.key, 3) < 0.15 THEN 'CMA' ELSE 'TE' END,
       round((1 + 9 * pg_temp.u(k.key, 2))::numeric, 3)
FROM (SELECT h.*, make_date(h.anio, h.mes, 1) AS first FROM contracts.reporte_mensual_header h ORDER BY h.id) h
JOIN bench.family f ON f.id = h.id_ot
JOIN contracts.line_item l ON l.id_familia = f.id,
LATERAL generate_series(h.first, h.first + interval '1 month' - interval '1 day', interval '1 day') d,
LATERAL (SELECT l.id * 100000 + (d::date - DATE '2000-01-01') AS key) k
WHERE pg_temp.u(k.key, 1) < 0.4
ORDER BY h.id, l.id, d;
INSERT INTO contracts.partida_proyectada (id_importacion_anexo, fecha, id_partida_anexo, volumen_programado)
SELECT f.id + f.size - 1, d::date, l.id, round((1 + 9 * pg_temp.u(k.key, 4))::numeric, 2)
FROM bench.family f JOIN contracts.line_item l ON l.id_familia = f.id,
LATERAL generate_series(DATE '2025-09-01', DATE '2025-10-31', interval '1 day') d,
LATERAL (SELECT l.id * 100000 + (d::date - DATE '2000-01-01') AS key) k
WHERE pg_temp.u(k.key, 6) < 0.2;
INSERT INTO contracts.line_month (id_reporte_mensual, id_line_item, inicial, del_mes, inicial_mn, del_mes_mn, inicial_usd, del_mes_usd)
SELECT h.id, l.id, coalesce(sum(s.v) OVER w, 0), coalesce(s.v, 0), coalesce(sum(s.v) OVER w, 0) * l.pu_mn, coalesce(s.v, 0) * l.pu_mn,
       coalesce(sum(s.v) OVER w, 0) * l.pu_usd, coalesce(s.v, 0) * l.pu_usd
FROM contracts.reporte_mensual_header h JOIN contracts.line_item l ON l.id_familia = h.id_ot
LEFT JOIN (SELECT id_reporte_mensual, id_partida_anexo, sum(volumen_produccion) AS v FROM contracts.produccion GROUP BY 1, 2) s
  ON s.id_reporte_mensual = h.id AND s.id_partida_anexo = l.id
WINDOW w AS (PARTITION BY l.id ORDER BY h.indice_mes ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING);

SELECT setval(pg_get_serial_sequence('contracts.reporte_mensual_header', 'id'), (SELECT max(id) FROM contracts.reporte_mensual_header)),
       setval(pg_get_serial_sequence('contracts.produccion', 'id'), (SELECT max(id) FROM contracts.produccion));

-- The bare tables: the same content in the leanest shape, with nothing beside it.
CREATE TABLE bench.item (order_id int, pos smallint, item_id int UNIQUE, annex text, code text, concept text, unit text, authorised numeric(18, 6),
  pu_mn numeric(15, 4), pu_usd numeric(15, 4), PRIMARY KEY (order_id, pos));
INSERT INTO bench.item SELECT id_familia, posicion, id, clave_anexo, codigo, concepto, unidad, volumen_pool, pu_mn, pu_usd FROM contracts.line_item;
CREATE TABLE bench.cell (order_id int, ym int, item_id int, day smallint, kind "char", site_id int, volume numeric(15, 6)) WITH (fillfactor = 80);
INSERT INTO bench.cell SELECT h.id_ot, h.indice_mes, p.id_partida_anexo, extract(day FROM p.fecha_produccion), CASE p.tipo_tiempo WHEN 'TE' THEN 'T' ELSE 'C' END,
  p.id_sitio_produccion, p.volumen_produccion
FROM contracts.produccion p JOIN contracts.reporte_mensual_header h ON h.id = p.id_reporte_mensual ORDER BY 2, 1, 3, 4;
ALTER TABLE bench.cell ADD PRIMARY KEY (order_id, ym, site_id, item_id, day, kind);
CREATE TABLE bench.item_month (order_id int, ym int, item_id int, opening numeric(18, 6), total numeric(18, 6), PRIMARY KEY (order_id, ym, item_id) INCLUDE (opening, total));
INSERT INTO bench.item_month SELECT h.id_ot, h.indice_mes, m.id_line_item, m.inicial, m.del_mes
FROM contracts.line_month m JOIN contracts.reporte_mensual_header h ON h.id = m.id_reporte_mensual ORDER BY 1, 2, 3;
CREATE INDEX ON bench.item_month (item_id, ym);
CREATE TABLE bench.projection (order_id int, ym int, item_id int, day smallint, volume numeric(15, 6), PRIMARY KEY (order_id, ym, item_id, day) INCLUDE (volume));
INSERT INTO bench.projection SELECT l.id_familia, extract(year FROM p.fecha)::int * 12 + extract(month FROM p.fecha)::int - 1, l.id, extract(day FROM p.fecha), p.volumen_programado
FROM contracts.partida_proyectada p JOIN contracts.line_item l ON l.id = p.id_partida_anexo;
CREATE TABLE bench.evidence (order_id int, ym int, site_id int, item_id int, day smallint, kind "char", status smallint, link text,
  PRIMARY KEY (order_id, ym, site_id, item_id, day, kind));
CREATE TABLE bench.order_head (order_id int PRIMARY KEY, version int NOT NULL DEFAULT 0) WITH (fillfactor = 50);
INSERT INTO bench.order_head SELECT id FROM bench.family;
SET session_replication_role = origin;
