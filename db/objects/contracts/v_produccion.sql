-- The documented columns of a production record, for reports and integrators. Excess is counted over the whole life of the pool:
-- by date, TE before CMA, site, line. The month's grid counts the same from the stored balance.
CREATE VIEW contracts.v_produccion AS
SELECT c.id, c.id_partida_anexo, c.id_reporte_mensual, c.fecha_produccion, c.volumen_produccion, c.tipo_tiempo,
       c.corrida > c.volumen_pool AS es_excedente,
       least(c.volumen_produccion, greatest(0, c.corrida - c.volumen_pool)) AS volumen_excedente,
       c.id_sitio_produccion, c.id_familia, c.id_pool, c.version
FROM (
  SELECT p.*, l.id_familia, l.id_pool, l.volumen_pool,
         sum(p.volumen_produccion) OVER (
           PARTITION BY l.id_pool
           ORDER BY p.fecha_produccion, p.tipo_tiempo = 'CMA', p.id_sitio_produccion, p.id_partida_anexo) AS corrida
  FROM contracts.produccion p JOIN contracts.line_item l ON l.id = p.id_partida_anexo) c;
