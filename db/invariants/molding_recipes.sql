-- A recipe is the whole material of its lot: fractions that add up to exactly 1, or parts, never both; and whatever left the draft has
-- at least one lot, each with a recipe.
SELECT o.numero_op, l.posicion, sum(m.fraccion) AS fracciones, count(m.partes) AS en_partes, count(m.posicion) AS materiales
FROM molding.orden_produccion o
LEFT JOIN molding.lote_color l ON l.id_orden = o.id
LEFT JOIN molding.lote_material m ON m.id_lote = l.id
GROUP BY o.id, o.numero_op, o.estado, l.id, l.posicion
HAVING (o.estado <> 'BORRADOR' AND (l.id IS NULL OR count(m.posicion) = 0))
  OR (count(m.partes) > 0 AND count(m.partes) <> count(m.posicion))
  OR (count(m.fraccion) > 0 AND sum(m.fraccion) <> 1);
