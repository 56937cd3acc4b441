-- What other modules may read of the catalog.
CREATE VIEW catalog.v_sitio AS
  SELECT s.id, s.descripcion, s.activo, s.numero, s.zona_horaria, f.clase AS frente, f.id AS id_frente
  FROM catalog.sitio s JOIN catalog.frente f ON f.id = s.id_frente;
CREATE VIEW catalog.v_unidad_medida AS SELECT id, clave, descripcion, activo FROM catalog.unidad_medida;
CREATE VIEW catalog.v_cliente AS SELECT id, descripcion, activo FROM catalog.cliente;
CREATE VIEW catalog.v_responsable_proyecto AS SELECT id, descripcion, activo FROM catalog.responsable_proyecto;
CREATE VIEW catalog.v_cat_estatus AS SELECT nivel_afectacion, id, codigo, descripcion, descripcion_en, es_inicial, activo FROM catalog.cat_estatus;
