-- A closed day is CERRADO here and FIRMADO in the documented client, which knows no other word and clears what it does not know: who
-- wrote FIRMADO reads FIRMADO. It stays one state.
ALTER TABLE contracts.reporte_diario_detalle
  ADD COLUMN firmado boolean NOT NULL DEFAULT false,
  ADD CONSTRAINT firmado_is_a_closed_day CHECK (NOT firmado OR id_estatus_firma = 17);
