-- A work order as people read it: the names of its sites and people, and the window in which its family may be worked.
CREATE VIEW contracts.v_work_order AS
  SELECT o.id, CASE o.id_tipo WHEN 4 THEN 'INICIAL' ELSE 'REPROGRAMACION' END AS tipo, o.orden_trabajo, o.ot_principal, o.num_reprogramacion,
    o.descripcion_trabajo, o.fecha_inicio_programado, o.fecha_termino_programado, o.fecha_inicio_real, o.fecha_termino_real,
    o.id_embarcacion, o.id_plataforma, o.id_patio, o.id_intercom, o.id_frente, o.requiere_patio, o.fecha_inicio_patio, o.fecha_fin_patio,
    o.id_cliente, o.id_responsable_proyecto, o.responsable_cliente, o.oficio_ot, o.folio_pte, o.monto_mxn, o.monto_usd, o.tipo_cambio,
    o.plazo_dias, o.id_estatus_ot, o.comentario, o.estatus, o.estatus = 1 AS activa, o.id_familia, o.version,
    e.codigo AS estatus_ot, e.descripcion AS estatus_es, e.descripcion_en AS estatus_en,
    vessel.descripcion AS embarcacion, platform.descripcion AS plataforma, yard.descripcion AS patio, intercom.descripcion AS intercom,
    coalesce(vessel.zona_horaria, platform.zona_horaria, yard.zona_horaria, intercom.zona_horaria) AS zona_horaria,
    client.descripcion AS cliente, lead.descripcion AS responsable_proyecto,
    v.inicio AS vigencia_inicio, v.fin AS vigencia_fin, v.fin_vigente AS vigencia_fin_ultima,
    v.inicio_patio AS vigencia_inicio_patio, v.fin_patio AS vigencia_fin_patio,
    (SELECT count(*)::int FROM contracts.ot r WHERE r.id_familia = o.id_familia AND r.id_tipo = 5) AS reprogramaciones
  FROM contracts.ot o
  JOIN catalog.v_cat_estatus e ON e.nivel_afectacion = 2 AND e.id = o.id_estatus_ot
  LEFT JOIN catalog.v_sitio vessel ON vessel.id = o.id_embarcacion
  LEFT JOIN catalog.v_sitio platform ON platform.id = o.id_plataforma
  LEFT JOIN catalog.v_sitio yard ON yard.id = o.id_patio
  LEFT JOIN catalog.v_sitio intercom ON intercom.id = o.id_intercom
  LEFT JOIN catalog.v_cliente client ON client.id = o.id_cliente
  LEFT JOIN catalog.v_responsable_proyecto lead ON lead.id = o.id_responsable_proyecto
  LEFT JOIN contracts.v_family_validity v ON v.id_familia = o.id_familia;
