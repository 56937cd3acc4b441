-- The price book as lists and searches read it: amounts to the cent line by line, annexes in the order people count
-- (C-2, C2EXT, C-4, C-4-1, C-10), and a text without accents to search in.
CREATE VIEW contracts.v_price_book AS
  SELECT c.id, c.clave_anexo, c.clave_partida, c.partida, c.partida_extraordinaria, c.descripcion, c.id_unidad, u.clave AS unidad,
    c.cantidad, c.precio_unitario_mn, c.precio_unitario_usd,
    round(c.cantidad * c.precio_unitario_mn, 2) AS importe_mn, round(c.cantidad * c.precio_unitario_usd, 2) AS importe_usd,
    c.orden_fila,
    coalesce(lpad(substring(c.clave_anexo FROM '^C-?([0-9]+)'), 9, '0'), '~')
      || CASE WHEN c.clave_anexo LIKE '%EXT' THEN '~' ELSE '' END
      || coalesce(lpad(substring(c.clave_anexo FROM '^C-[0-9]+-([0-9]+)$'), 9, '0'), '') AS orden_anexo,
    translate(upper(concat_ws(' ', c.partida, c.partida_extraordinaria, c.clave_descripcion)), 'ÁÀÂÄÃÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇ', 'AAAAAEEEEIIIIOOOOOUUUUNC') AS texto
  FROM contracts.contrato_concepto_maestro c
  JOIN catalog.v_unidad_medida u ON u.id = c.id_unidad
  WHERE c.activo;
