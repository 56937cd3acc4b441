-- A volume of an annex that needs evidence has exactly one evidence record, and no other volume has any.
SELECT p.id AS id_produccion, l.requiere_gpu, g.id AS id_gpu
FROM contracts.produccion p
JOIN contracts.line_item l ON l.id = p.id_partida_anexo
LEFT JOIN contracts.registro_generadores_pu g ON g.id_produccion = p.id
WHERE l.requiere_gpu <> (g.id IS NOT NULL);
