-- When work on a family may be entered: from the start of its initial order (real, else planned) to the latest end of any of its
-- issues. A shorter reprogramming takes no day away that was already worked; `fin_vigente`, the end of the newest issue, lets people
-- see that it ends earlier. Cancelled issues do not count.
CREATE VIEW contracts.v_family_validity AS
  SELECT o.id_familia,
    coalesce(min(coalesce(o.fecha_inicio_real, o.fecha_inicio_programado)) FILTER (WHERE o.id_tipo = 4),
      min(coalesce(o.fecha_inicio_real, o.fecha_inicio_programado))) AS inicio,
    max(coalesce(o.fecha_termino_real, o.fecha_termino_programado)) AS fin,
    (array_agg(coalesce(o.fecha_termino_real, o.fecha_termino_programado) ORDER BY o.num_reprogramacion DESC NULLS LAST))[1] AS fin_vigente,
    coalesce(min(o.fecha_inicio_patio) FILTER (WHERE o.id_tipo = 4), min(o.fecha_inicio_patio)) AS inicio_patio,
    max(o.fecha_fin_patio) AS fin_patio
  FROM contracts.ot o
  WHERE o.estatus = 1
  GROUP BY o.id_familia;
