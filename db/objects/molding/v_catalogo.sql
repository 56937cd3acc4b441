-- Every entry of the catalogs by the names it is found by, in lower case: its own, and those of entries that were merged into it.
CREATE VIEW molding.v_catalogo AS
  WITH entrada AS (
    SELECT 'maquina' AS catalogo, id, nombre, tipo, activo FROM molding.maquina
    UNION ALL SELECT 'molde', id, codigo, '', activo FROM molding.molde
    UNION ALL SELECT 'material', id, nombre, tipo, activo FROM molding.material
    UNION ALL SELECT 'pigmento', id, nombre, '', activo FROM molding.pigmento
    UNION ALL SELECT 'color', id, nombre, '', activo FROM molding.color
    UNION ALL SELECT 'producto', id, sku, '', activo FROM molding.producto
  )
  SELECT catalogo, lower(nombre) AS clave, id, nombre, tipo, activo FROM entrada
  UNION ALL
  SELECT 'producto', lower(nombre), id, sku, '', activo FROM molding.producto
  UNION ALL
  SELECT o.catalogo, o.nombre, e.id, e.nombre, e.tipo, e.activo
  FROM molding.otro_nombre o JOIN entrada e ON e.catalogo = o.catalogo AND e.id = o.id_entrada;
