-- Units of the trade, and the spellings met in its workbooks. Keys are upper case without a trailing dot, as they are looked up
-- (UnitSpelling). What a person renamed, took out of use or gave another meaning stays as they left it.
WITH known (clave, descripcion, alias) AS (
  VALUES
    ('M', 'Metro', '{MT,MTS,MTR,METRO,METROS}'::text[]),
    ('ML', 'Metro lineal', '{M.L,M-L,METRO LINEAL,METROS LINEALES}'),
    ('M2', 'Metro cuadrado', '{M²,MT2,MTS2,METRO CUADRADO,METROS CUADRADOS}'),
    ('M3', 'Metro cúbico', '{M³,MT3,MTS3,METRO CÚBICO,METRO CUBICO,METROS CÚBICOS,METROS CUBICOS}'),
    ('KG', 'Kilogramo', '{KGS,KILO,KILOS,KILOGRAMO,KILOGRAMOS}'),
    ('TON', 'Tonelada', '{TONS,TONELADA,TONELADAS}'),
    ('LITRO', 'Litro', '{LT,LTS,LITROS}'),
    ('PIEZA', 'Pieza', '{PZA,PZAS,PZ,PZS,PIEZAS}'),
    ('JUNTA', 'Junta', '{JUNTAS}'),
    ('JUEGO', 'Juego', '{JGO,JGOS,JUEGOS}'),
    ('LOTE', 'Lote', '{LOTES}'),
    ('EQUIPO', 'Equipo', '{EQUIPOS}'),
    ('SERVICIO', 'Servicio', '{SERV,SERVICIOS}'),
    ('COMIDA', 'Comida', '{COMIDAS}'),
    ('HORA', 'Hora', '{HR,HRS,HORAS}'),
    ('DÍA', 'Día', '{DIA,DÍAS,DIAS}'),
    ('MES', 'Mes', '{MESES}'),
    ('JORNADA', 'Jornada', '{JOR,JORN,JORNADAS}'),
    ('H-H', 'Hora-hombre', '{HH,H/H,H.H,HORA-HOMBRE,HORA HOMBRE,HORAS-HOMBRE,HORAS HOMBRE}'),
    ('HOM/DÍA', 'Hombre por día', '{HOM/DIA,HOM-DÍA,HOM-DIA,HOMBRE/DÍA,HOMBRE/DIA}'),
    ('M2/DÍA', 'Metro cuadrado por día', '{M2/DIA,M²/DÍA,M²/DIA}'),
    ('M3/DÍA', 'Metro cúbico por día', '{M3/DIA,M³/DÍA,M³/DIA}'),
    ('SERV/DÍA', 'Servicio por día', '{SERV/DIA,SERVICIO/DÍA,SERVICIO/DIA}'),
    ('PZA/DÍA', 'Pieza por día', '{PZA/DIA,PIEZA/DÍA,PIEZA/DIA}')
), units AS (
  INSERT INTO catalog.unidad_medida (clave, descripcion)
  SELECT clave, descripcion FROM known
  WHERE NOT EXISTS (SELECT 1 FROM catalog.unit_alias a WHERE a.alias = known.clave)
  ON CONFLICT DO NOTHING
  RETURNING id, clave
)
-- Only a unit's first appearance brings its aliases: one that a person removed does not come back.
INSERT INTO catalog.unit_alias (alias, id_unidad)
SELECT a.alias, u.id
FROM known k JOIN units u ON u.clave = k.clave CROSS JOIN LATERAL unnest(k.alias) AS a (alias)
WHERE NOT EXISTS (SELECT 1 FROM catalog.unidad_medida taken WHERE upper(taken.clave) = a.alias)
ON CONFLICT DO NOTHING;
