-- The documented columns of a production record, for reports and integrators.
CREATE VIEW contracts.v_produccion AS
SELECT id, id_partida_anexo, id_reporte_mensual, fecha_produccion, volumen_produccion, tipo_tiempo,
       volumen_excedente > 0 AS es_excedente, volumen_excedente, id_sitio_produccion, id_familia, id_pool, version
FROM contracts.v_excess;
