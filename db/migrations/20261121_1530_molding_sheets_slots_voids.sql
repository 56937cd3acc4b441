-- A sheet says when it really starts and which mold it ran, takes its hours of the machine's shift for itself alone, and is voided
-- with its reason instead of deleted; its number and its hours are free again then.
ALTER TABLE molding.registro_diario_produccion
  ADD COLUMN inicio timestamp, -- wall clock; of a night sheet perhaps on the next date
  ADD COLUMN id_molde bigint REFERENCES molding.molde,
  ADD COLUMN molde text,
  ADD COLUMN ocupa int8multirange, -- its minutes among all minutes of all machines, dates and shifts; null when it has no rows
  ADD COLUMN anulado boolean NOT NULL DEFAULT false,
  ADD COLUMN motivo_anulacion text NOT NULL DEFAULT '' CHECK (length(motivo_anulacion) <= 500),
  ADD COLUMN anulado_por text,
  ADD COLUMN fecha_anulacion timestamptz;
UPDATE molding.registro_diario_produccion r SET inicio = r.fecha + r.hora_inicio, id_molde = o.id_molde, molde = o.molde
FROM molding.orden_produccion o WHERE o.id = r.id_orden;
ALTER TABLE molding.registro_diario_produccion
  ALTER COLUMN inicio SET NOT NULL,
  ALTER COLUMN id_molde SET NOT NULL,
  ALTER COLUMN molde SET NOT NULL,
  ADD CONSTRAINT sheet_void_has_a_reason CHECK (anulado = (motivo_anulacion <> '')),
  ADD CONSTRAINT sheet_voided_frees_its_hours CHECK (NOT anulado OR ocupa IS NULL),
  -- Two sheets of one shift are legal at a change-over, as long as no minute of the machine stands in both.
  ADD CONSTRAINT "SHIFT_OVERLAP" EXCLUDE USING gist (ocupa WITH &&);

DROP INDEX molding.sheet_number_taken;
CREATE UNIQUE INDEX sheet_number_taken ON molding.registro_diario_produccion (lower(hoja)) WHERE NOT anulado;
CREATE INDEX registro_by_counter ON molding.registro_diario_produccion (id_maquina, id_molde, inicio);

-- Bales hold pieces, so the traffic light looks at the net weight unless the plant wants the gross.
ALTER TABLE molding.planta ADD COLUMN semaforo text NOT NULL DEFAULT 'NETO' CHECK (semaforo IN ('NETO', 'BRUTO'));
