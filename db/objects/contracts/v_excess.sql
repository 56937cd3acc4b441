-- Excess is what of a volume runs over the quantity that its pool authorises, when the pool's volumes at all sites are counted by date,
-- TE before CMA, site and line. A family's months lead to its volumes: whoever asks about one family reads no other.
CREATE VIEW contracts.v_excess AS
SELECT p.*, r.id_ot AS id_familia, l.id_pool,
       least(p.volumen_produccion, greatest(0, sum(p.volumen_produccion) OVER counted - l.volumen_pool)) AS volumen_excedente
FROM contracts.reporte_mensual_header r
JOIN contracts.produccion p ON p.id_reporte_mensual = r.id
JOIN contracts.line_item l ON l.id = p.id_partida_anexo
WINDOW counted AS (
  PARTITION BY r.id_ot, l.id_pool
  ORDER BY p.fecha_produccion, p.tipo_tiempo = 'CMA', p.id_sitio_produccion, p.id_partida_anexo);
