-- Every line has, in every opened month of its family, the balance that its records add up to.
SELECT h.id_ot AS id_familia, h.indice_mes, l.id AS id_line_item, m.inicial, m.del_mes, p.antes, p.en_el_mes
FROM contracts.reporte_mensual_header h
JOIN contracts.line_item l ON l.id_familia = h.id_ot
LEFT JOIN contracts.line_month m ON m.id_reporte_mensual = h.id AND m.id_line_item = l.id
CROSS JOIN LATERAL (
  SELECT coalesce(sum(c.volumen_produccion) FILTER (WHERE o.indice_mes < h.indice_mes), 0) AS antes,
         coalesce(sum(c.volumen_produccion) FILTER (WHERE o.indice_mes = h.indice_mes), 0) AS en_el_mes,
         coalesce(sum(c.volumen_produccion * l.precio_mn[width_bucket(c.fecha_produccion, l.precio_desde)]) FILTER (WHERE o.indice_mes < h.indice_mes), 0) AS antes_mn,
         coalesce(sum(c.volumen_produccion * l.precio_usd[width_bucket(c.fecha_produccion, l.precio_desde)]) FILTER (WHERE o.indice_mes = h.indice_mes), 0) AS en_el_mes_usd
  FROM contracts.reporte_mensual_header o JOIN contracts.produccion c ON c.id_reporte_mensual = o.id
  WHERE o.id_ot = h.id_ot AND c.id_partida_anexo = l.id) p
WHERE (m.inicial, m.del_mes, m.inicial_mn, m.del_mes_usd) IS DISTINCT FROM (p.antes, p.en_el_mes, p.antes_mn, p.en_el_mes_usd);
