CREATE VIEW contracts.v_registro_generadores_pu AS
SELECT id, id_produccion, id_estatus, archivo, nota_bloqueo, id_estimacion_detalle, fecha_actualizacion
FROM contracts.registro_generadores_pu;
