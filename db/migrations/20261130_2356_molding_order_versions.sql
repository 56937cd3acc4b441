CALL kernel.count_versions('molding.orden_produccion');
CALL kernel.count_versions('molding.registro_diario_produccion');
