-- Material made ready for the machine, as it is weighed out colour by colour. A mistake is voided with its reason, never deleted.
CREATE TABLE molding.material_preparado (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_cliente uuid NOT NULL, -- given by the device, so that what is sent twice is noted once
  id_orden bigint NOT NULL REFERENCES molding.orden_produccion,
  fecha date NOT NULL, -- the date on which the shift starts
  turno text NOT NULL CHECK (turno IN ('DIURNO', 'NOCTURNO', 'EXTRA')),
  id_color bigint NOT NULL REFERENCES molding.color,
  color text NOT NULL,
  peso_kg numeric(18, 6) NOT NULL CHECK (peso_kg > 0),
  nota text NOT NULL DEFAULT '' CHECK (length(nota) <= 300),
  creado_por text NOT NULL,
  fecha_creacion timestamptz NOT NULL,
  anulado boolean NOT NULL DEFAULT false,
  motivo_anulacion text NOT NULL DEFAULT '' CHECK (length(motivo_anulacion) <= 500),
  anulado_por text,
  fecha_anulacion timestamptz,
  CONSTRAINT preparation_sent_already UNIQUE (id_cliente),
  CONSTRAINT preparation_void_has_a_reason CHECK (anulado = (motivo_anulacion <> ''))
);
CREATE INDEX material_preparado_by_order ON molding.material_preparado (id_orden, id);
CREATE INDEX material_preparado_by_colour ON molding.material_preparado (id_color);
CALL audit.watch('molding.material_preparado');
