CREATE SCHEMA molding;

-- What holds for the whole plant: one row.
CREATE TABLE molding.planta (
  id boolean PRIMARY KEY DEFAULT true CHECK (id),
  calendario text NOT NULL DEFAULT 'LUN_SAB' CHECK (calendario IN ('LUN_SAB', 'LUN_VIE')),
  horas_turno numeric(8, 6) NOT NULL DEFAULT 23 CHECK (horas_turno > 0 AND horas_turno <= 24),
  peso_maximo_kg numeric(12, 6) NOT NULL DEFAULT 60 CHECK (peso_maximo_kg > 0), -- the heaviest bale the scale believes
  tolerancia_kg numeric(12, 6) NOT NULL DEFAULT 5 CHECK (tolerancia_kg > 0), -- a sheet matches when its difference stays below it
  tolerancia_pct numeric(9, 6) NOT NULL DEFAULT 0 CHECK (tolerancia_pct >= 0), -- or below this share of the theoretical weight
  desvio_horas_pct numeric(9, 6) NOT NULL DEFAULT 10 CHECK (desvio_horas_pct >= 0) -- how far the hours may exceed the counter
);
INSERT INTO molding.planta DEFAULT VALUES;

-- Days on which the plant stands still, besides those of the calendar.
CREATE TABLE molding.feriado (
  fecha date PRIMARY KEY,
  descripcion text NOT NULL DEFAULT '' CHECK (length(descripcion) <= 100)
);

CREATE TABLE molding.maquina (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nombre text NOT NULL CHECK (nombre = btrim(nombre) AND nombre <> '' AND length(nombre) <= 100),
  tipo text NOT NULL DEFAULT '' CHECK (tipo = btrim(tipo) AND length(tipo) <= 60),
  activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX machine_name_taken ON molding.maquina (lower(nombre));

-- Weight of the shot and cycle are what the mold usually does; an order takes a copy.
CREATE TABLE molding.molde (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  codigo text NOT NULL CHECK (codigo = btrim(codigo) AND codigo <> '' AND length(codigo) <= 100),
  nombre text NOT NULL DEFAULT '' CHECK (nombre = btrim(nombre) AND length(nombre) <= 150),
  peso_tiro numeric(18, 6) CHECK (peso_tiro > 0), -- g, pieces and runner
  tiempo_ciclo numeric(18, 6) CHECK (tiempo_ciclo > 0), -- s
  notas text NOT NULL DEFAULT '' CHECK (length(notas) <= 1000),
  activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX mold_code_taken ON molding.molde (lower(codigo));

-- A mold gives the same pieces with every shot; a family mold gives different ones.
CREATE TABLE molding.molde_pieza (
  id_molde bigint NOT NULL REFERENCES molding.molde ON DELETE CASCADE,
  posicion integer NOT NULL CHECK (posicion > 0),
  nombre text NOT NULL DEFAULT '' CHECK (nombre = btrim(nombre) AND length(nombre) <= 150),
  cavidades integer NOT NULL CHECK (cavidades BETWEEN 1 AND 10000),
  peso_unitario numeric(18, 6) NOT NULL CHECK (peso_unitario > 0), -- g of one clean piece
  PRIMARY KEY (id_molde, posicion)
);
CREATE UNIQUE INDEX mold_piece_taken ON molding.molde_pieza (id_molde, lower(nombre));

CREATE TABLE molding.material (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nombre text NOT NULL CHECK (nombre = btrim(nombre) AND nombre <> '' AND length(nombre) <= 100),
  tipo text NOT NULL CHECK (tipo = btrim(tipo) AND tipo <> '' AND length(tipo) <= 40), -- class: virgin, second grade, regrind, mixed
  precio_kg numeric(18, 6) CHECK (precio_kg >= 0),
  moneda text NOT NULL DEFAULT 'PEN' CHECK (moneda IN ('PEN', 'MXN', 'USD')),
  activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX material_name_taken ON molding.material (lower(nombre));

CREATE TABLE molding.pigmento (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nombre text NOT NULL CHECK (nombre = btrim(nombre) AND nombre <> '' AND length(nombre) <= 100),
  precio_kg numeric(18, 6) CHECK (precio_kg >= 0),
  moneda text NOT NULL DEFAULT 'PEN' CHECK (moneda IN ('PEN', 'MXN', 'USD')),
  activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX colorant_name_taken ON molding.pigmento (lower(nombre));

CREATE TABLE molding.color (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  nombre text NOT NULL CHECK (nombre = btrim(nombre) AND nombre <> '' AND length(nombre) <= 100),
  codigo text NOT NULL DEFAULT '' CHECK (codigo = btrim(codigo) AND length(codigo) <= 20),
  familia text CHECK (familia IN ('SOLIDO', 'PASTEL', 'CARAMELO', 'TRANSPARENTE', 'NEON', 'NAVIDAD')),
  activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX colour_name_taken ON molding.color (lower(nombre));

-- The SKU is text: its leading zero counts.
CREATE TABLE molding.producto (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  sku text NOT NULL CHECK (sku = btrim(sku) AND sku <> '' AND length(sku) <= 40),
  nombre text NOT NULL CHECK (nombre = btrim(nombre) AND nombre <> '' AND length(nombre) <= 150),
  linea text NOT NULL DEFAULT '' CHECK (length(linea) <= 60),
  familia text NOT NULL DEFAULT '' CHECK (length(familia) <= 60),
  familia_color text NOT NULL DEFAULT '' CHECK (length(familia_color) <= 60),
  docenas_bulto numeric(18, 6) CHECK (docenas_bulto > 0),
  peso_g numeric(18, 6) CHECK (peso_g > 0),
  precio numeric(18, 6) CHECK (precio >= 0),
  ean text CHECK (ean ~ '^[0-9]{8,14}$'),
  activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX product_sku_taken ON molding.producto (lower(sku));

-- What a product is made of.
CREATE TABLE molding.producto_pieza (
  id_producto bigint NOT NULL REFERENCES molding.producto ON DELETE CASCADE,
  posicion integer NOT NULL CHECK (posicion > 0),
  sku text NOT NULL DEFAULT '' CHECK (sku = btrim(sku) AND length(sku) <= 40),
  nombre text NOT NULL CHECK (nombre = btrim(nombre) AND nombre <> '' AND length(nombre) <= 150),
  cantidad numeric(18, 6) NOT NULL DEFAULT 1 CHECK (cantidad > 0),
  PRIMARY KEY (id_producto, posicion)
);

-- Other spellings of a catalog entry that was merged into another, so that the next import finds the right one.
CREATE TABLE molding.otro_nombre (
  catalogo text NOT NULL CHECK (catalogo IN ('maquina', 'molde', 'material', 'pigmento', 'color', 'producto')),
  nombre text NOT NULL CHECK (nombre = lower(btrim(nombre)) AND nombre <> ''),
  id_entrada bigint NOT NULL,
  PRIMARY KEY (catalogo, nombre)
);

-- A production order. Names and figures of the catalog are copies made when it was saved: a change of the catalog changes no order.
CREATE TABLE molding.orden_produccion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  numero_op text NOT NULL CHECK (numero_op = btrim(numero_op) AND length(numero_op) <= 20), -- as first entered
  clave_op text NOT NULL CHECK (clave_op <> ''), -- its letters and digits in upper case: what it is found by
  fecha_creacion timestamptz NOT NULL DEFAULT now(),
  creada_por text NOT NULL,
  fecha_inicio timestamp NOT NULL, -- the plant's wall clock
  id_producto bigint REFERENCES molding.producto,
  producto text NOT NULL CHECK (producto = btrim(producto) AND producto <> '' AND length(producto) <= 150),
  id_molde bigint NOT NULL REFERENCES molding.molde,
  molde text NOT NULL,
  id_maquina bigint NOT NULL REFERENCES molding.maquina,
  maquina text NOT NULL,
  tipo_maquina text NOT NULL,
  tipo_orden text NOT NULL CHECK (tipo_orden IN ('POR_PESO', 'POR_CANTIDAD', 'STOCK')),
  tiempo_ciclo numeric(18, 6) NOT NULL CHECK (tiempo_ciclo > 0), -- s
  peso_unitario numeric(18, 6) NOT NULL CHECK (peso_unitario > 0), -- g of one piece; of a family mold the mean, and orden_pieza decides
  cavidades integer NOT NULL CHECK (cavidades > 0), -- pieces of one shot
  peso_tiro numeric(18, 6) NOT NULL CHECK (peso_tiro > 0), -- g of one shot, pieces and runner
  horas_turno numeric(8, 6) NOT NULL CHECK (horas_turno > 0 AND horas_turno <= 24), -- worked hours of a day, all shifts
  ciclos integer CHECK (ciclos >= 0),
  tipo_cambio numeric(18, 6) CHECK (tipo_cambio > 0),
  meta_kg numeric(18, 6) CHECK (meta_kg > 0),
  meta_docenas numeric(18, 6) CHECK (meta_docenas > 0),
  calendario text NOT NULL CHECK (calendario IN ('LUN_SAB', 'LUN_VIE')),
  base_tiempo text NOT NULL CHECK (base_tiempo IN ('ENTREGADO', 'NETO')), -- the shots that drive hours and days
  estado text NOT NULL DEFAULT 'BORRADOR' CHECK (estado IN ('BORRADOR', 'LIBERADA', 'CERRADA')),
  version bigint NOT NULL DEFAULT 1, -- every save is a revision; a sheet keeps the one it was written under
  CONSTRAINT order_number_taken UNIQUE (clave_op),
  CONSTRAINT order_target_of_its_strategy CHECK (
    (tipo_orden = 'POR_PESO') = (meta_kg IS NOT NULL) AND (tipo_orden = 'POR_CANTIDAD') = (meta_docenas IS NOT NULL))
);
CREATE INDEX orden_by_start ON molding.orden_produccion (fecha_inicio DESC, id DESC);
CREATE INDEX orden_by_machine ON molding.orden_produccion (id_maquina);
CREATE INDEX orden_by_mold ON molding.orden_produccion (id_molde);
CREATE INDEX orden_by_product ON molding.orden_produccion (id_producto);

-- The pieces of one shot of a family mold; an order of a plain mold has none.
CREATE TABLE molding.orden_pieza (
  id_orden bigint NOT NULL REFERENCES molding.orden_produccion ON DELETE CASCADE,
  posicion integer NOT NULL CHECK (posicion > 0),
  nombre text NOT NULL DEFAULT '' CHECK (length(nombre) <= 150),
  cavidades integer NOT NULL CHECK (cavidades > 0),
  peso_unitario numeric(18, 6) NOT NULL CHECK (peso_unitario > 0),
  PRIMARY KEY (id_orden, posicion)
);

CREATE TABLE molding.lote_color (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_orden bigint NOT NULL REFERENCES molding.orden_produccion ON DELETE CASCADE,
  posicion integer NOT NULL CHECK (posicion > 0),
  id_color bigint NOT NULL REFERENCES molding.color,
  color text NOT NULL,
  stock_kg numeric(18, 6) CHECK (stock_kg >= 0), -- typed only where the order completes stock
  personas integer NOT NULL DEFAULT 1 CHECK (personas >= 0),
  UNIQUE (id_orden, posicion)
);
CREATE INDEX lote_by_colour ON molding.lote_color (id_color);

-- The share of a material in a lot, exactly as it was given: a fraction, or parts of all parts of the lot (5:1 is 5/6 and 1/6).
CREATE TABLE molding.lote_material (
  id_lote bigint NOT NULL REFERENCES molding.lote_color ON DELETE CASCADE,
  posicion integer NOT NULL CHECK (posicion > 0),
  id_material bigint NOT NULL REFERENCES molding.material,
  nombre text NOT NULL,
  tipo text NOT NULL,
  fraccion numeric(9, 6) CHECK (fraccion > 0 AND fraccion <= 1),
  partes integer CHECK (partes > 0),
  PRIMARY KEY (id_lote, posicion),
  CONSTRAINT material_share_given_once CHECK (num_nonnulls(fraccion, partes) = 1)
);
CREATE INDEX lote_material_by_material ON molding.lote_material (id_material);

CREATE TABLE molding.lote_pigmento (
  id_lote bigint NOT NULL REFERENCES molding.lote_color ON DELETE CASCADE,
  posicion integer NOT NULL CHECK (posicion > 0),
  id_pigmento bigint NOT NULL REFERENCES molding.pigmento,
  nombre text NOT NULL,
  dosis_gr numeric(18, 6) NOT NULL CHECK (dosis_gr >= 0), -- g for every 12.5 kg of material
  PRIMARY KEY (id_lote, posicion)
);
CREATE INDEX lote_pigmento_by_colorant ON molding.lote_pigmento (id_pigmento);

-- Every step of an order's life. Only appended to.
CREATE TABLE molding.orden_historial (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_orden bigint NOT NULL REFERENCES molding.orden_produccion ON DELETE CASCADE,
  de text CHECK (de IN ('BORRADOR', 'LIBERADA', 'CERRADA')),
  a text NOT NULL CHECK (a IN ('BORRADOR', 'LIBERADA', 'CERRADA')),
  fecha timestamptz NOT NULL,
  usuario text NOT NULL,
  motivo text NOT NULL DEFAULT '' CHECK (length(motivo) <= 500)
);
CREATE INDEX historial_by_order ON molding.orden_historial (id_orden, id);

-- A pad of numbered shift sheets. Whoever takes numbers holds the row, so no number is given twice.
CREATE TABLE molding.talonario (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  serie text NOT NULL DEFAULT '' CHECK (serie = btrim(serie) AND length(serie) <= 20),
  desde bigint NOT NULL CHECK (desde >= 0),
  hasta bigint NOT NULL,
  siguiente bigint NOT NULL,
  activo boolean NOT NULL DEFAULT true,
  CONSTRAINT pad_numbers_in_order CHECK (desde <= hasta AND siguiente BETWEEN desde AND hasta + 1)
);

-- Numbers taken from a pad, one for a sheet or a block for a device that works without network.
CREATE TABLE molding.talonario_reserva (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_talonario bigint NOT NULL REFERENCES molding.talonario,
  desde bigint NOT NULL,
  hasta bigint NOT NULL,
  dispositivo text NOT NULL DEFAULT '' CHECK (length(dispositivo) <= 100),
  usuario text NOT NULL,
  fecha timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT reservation_numbers_in_order CHECK (desde <= hasta AND hasta - desde < 500)
);
CREATE INDEX reserva_by_pad ON molding.talonario_reserva (id_talonario, desde);

-- A shift sheet. Its snapshots come from one revision of the order and never change.
CREATE TABLE molding.registro_diario_produccion (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_cliente uuid NOT NULL DEFAULT gen_random_uuid(), -- given by the device, so that a sheet sent twice is one sheet
  id_orden bigint NOT NULL REFERENCES molding.orden_produccion,
  orden_version bigint NOT NULL,
  id_maquina bigint NOT NULL REFERENCES molding.maquina,
  maquina text NOT NULL,
  fecha date NOT NULL, -- the date on which the shift starts
  turno text NOT NULL CHECK (turno IN ('DIURNO', 'NOCTURNO', 'EXTRA')),
  hora_inicio time NOT NULL,
  colada_inicial bigint CHECK (colada_inicial >= 0),
  colada_final bigint CHECK (colada_final >= 0),
  digitos_contador smallint CHECK (digitos_contador BETWEEN 1 AND 12),
  vuelta_contador boolean NOT NULL DEFAULT false,
  total_coladas bigint NOT NULL CHECK (total_coladas >= 0),
  origen_coladas text NOT NULL CHECK (origen_coladas IN ('contador', 'horas')),
  tiempo_ciclo numeric(18, 6) CHECK (tiempo_ciclo > 0), -- s, as read on the machine's panel
  tiempo_enfriamiento numeric(18, 6) CHECK (tiempo_enfriamiento >= 0),
  hoja text CHECK (hoja = btrim(hoja) AND hoja <> '' AND length(hoja) <= 40), -- the number printed on the paper sheet
  snapshot_tiempo_ciclo numeric(18, 6) NOT NULL,
  snapshot_cavidades integer NOT NULL CHECK (snapshot_cavidades > 0),
  snapshot_peso_neto_gr numeric(18, 6) NOT NULL CHECK (snapshot_peso_neto_gr > 0), -- g of one piece
  snapshot_peso_neto_tiro_gr numeric(18, 6) NOT NULL CHECK (snapshot_peso_neto_tiro_gr > 0), -- g of all pieces of a shot
  snapshot_peso_colada_gr numeric(18, 6) NOT NULL CHECK (snapshot_peso_colada_gr >= 0), -- g of the runner
  motivo_cavidades text NOT NULL DEFAULT '' CHECK (length(motivo_cavidades) <= 300), -- why fewer cavities than the order's
  observacion text NOT NULL DEFAULT '' CHECK (length(observacion) <= 1000),
  advertencias jsonb NOT NULL DEFAULT '[]', -- what was said when it was saved: [{code, detalle}]
  creado_por text NOT NULL,
  fecha_creacion timestamptz NOT NULL DEFAULT now(),
  version bigint NOT NULL DEFAULT 1,
  CONSTRAINT sheet_sent_already UNIQUE (id_cliente),
  CONSTRAINT sheet_counters_together CHECK ((colada_inicial IS NULL) = (colada_final IS NULL)),
  CONSTRAINT sheet_counter_direction CHECK (colada_final >= colada_inicial OR vuelta_contador),
  CONSTRAINT sheet_rollover_needs_digits CHECK (NOT vuelta_contador OR digitos_contador IS NOT NULL)
);
CREATE UNIQUE INDEX sheet_number_taken ON molding.registro_diario_produccion (lower(hoja));
CREATE INDEX registro_by_order ON molding.registro_diario_produccion (id_orden, fecha, id);
CREATE INDEX registro_by_shift ON molding.registro_diario_produccion (id_maquina, fecha, turno);
CREATE INDEX registro_by_date ON molding.registro_diario_produccion (fecha);

-- One hour (or any span) of a sheet; `desde` is wall clock, so a night shift runs on into the next date.
CREATE TABLE molding.detalle_produccion_hora (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_registro bigint NOT NULL REFERENCES molding.registro_diario_produccion ON DELETE CASCADE,
  posicion integer NOT NULL CHECK (posicion > 0),
  desde timestamp NOT NULL,
  minutos integer NOT NULL CHECK (minutos BETWEEN 1 AND 1440),
  maquinista text NOT NULL DEFAULT '' CHECK (length(maquinista) <= 100),
  id_color bigint REFERENCES molding.color,
  color text NOT NULL DEFAULT '' CHECK (length(color) <= 100),
  coladas bigint NOT NULL CHECK (coladas >= 0),
  observacion text NOT NULL DEFAULT '' CHECK (length(observacion) <= 500),
  merma_kg numeric(18, 6) NOT NULL DEFAULT 0 CHECK (merma_kg >= 0),
  color_merma text NOT NULL DEFAULT '' CHECK (length(color_merma) <= 100),
  motivo_merma text NOT NULL DEFAULT '' CHECK (length(motivo_merma) <= 300),
  UNIQUE (id_registro, posicion)
);
CREATE INDEX detalle_by_colour ON molding.detalle_produccion_hora (id_color);

-- A weighed bale. A mistake is voided with its reason, never deleted.
CREATE TABLE molding.control_peso (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_cliente uuid NOT NULL, -- given by the scale's device, so that a bale sent twice is one bale
  id_registro bigint NOT NULL REFERENCES molding.registro_diario_produccion,
  serie text NOT NULL, -- short opaque id on the label, with a check character
  peso_kg numeric(12, 6) NOT NULL CHECK (peso_kg > 0),
  id_color bigint REFERENCES molding.color,
  color text NOT NULL DEFAULT '' CHECK (length(color) <= 100),
  operador text NOT NULL DEFAULT '' CHECK (length(operador) <= 100),
  balanza text NOT NULL DEFAULT '' CHECK (length(balanza) <= 60),
  manual boolean NOT NULL DEFAULT false, -- typed by hand, not read from a scale
  hora_registro timestamptz NOT NULL,
  creado_por text NOT NULL,
  anulado boolean NOT NULL DEFAULT false,
  motivo_anulacion text NOT NULL DEFAULT '' CHECK (length(motivo_anulacion) <= 500),
  anulado_por text,
  fecha_anulacion timestamptz,
  CONSTRAINT weighing_sent_already UNIQUE (id_cliente),
  CONSTRAINT weighing_serial_taken UNIQUE (serie),
  CONSTRAINT void_has_a_reason CHECK (anulado = (motivo_anulacion <> ''))
);
CREATE INDEX pesaje_by_sheet ON molding.control_peso (id_registro, id);
CREATE INDEX pesaje_by_colour ON molding.control_peso (id_color);

CALL audit.watch('molding.planta');
CALL audit.watch('molding.feriado', 'fecha');
CALL audit.watch('molding.maquina');
CALL audit.watch('molding.molde');
CALL audit.watch('molding.molde_pieza', 'id_molde', 'posicion');
CALL audit.watch('molding.material');
CALL audit.watch('molding.pigmento');
CALL audit.watch('molding.color');
CALL audit.watch('molding.producto');
CALL audit.watch('molding.producto_pieza', 'id_producto', 'posicion');
CALL audit.watch('molding.otro_nombre', 'catalogo', 'nombre');
CALL audit.watch('molding.orden_produccion');
CALL audit.watch('molding.orden_pieza', 'id_orden', 'posicion');
CALL audit.watch('molding.lote_color');
CALL audit.watch('molding.lote_material', 'id_lote', 'posicion');
CALL audit.watch('molding.lote_pigmento', 'id_lote', 'posicion');
CALL audit.watch('molding.talonario');
CALL audit.watch('molding.talonario_reserva');
CALL audit.watch('molding.registro_diario_produccion');
CALL audit.watch('molding.detalle_produccion_hora');
CALL audit.watch('molding.control_peso');
