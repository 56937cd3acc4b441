CREATE SCHEMA contracts;

-- Work orders: an initial one (type 4) and its reprogrammings (type 5), which carry the same folio.
CREATE TABLE contracts.ot (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_tipo smallint NOT NULL CHECK (id_tipo IN (4, 5)),
  orden_trabajo text NOT NULL CHECK (orden_trabajo = btrim(orden_trabajo) AND orden_trabajo <> '' AND length(orden_trabajo) <= 100),
  descripcion_trabajo text NOT NULL DEFAULT '',
  id_cliente bigint REFERENCES catalog.cliente,
  id_responsable_proyecto bigint REFERENCES catalog.responsable_proyecto,
  responsable_cliente text NOT NULL DEFAULT '' CHECK (length(responsable_cliente) <= 200),
  oficio_ot text NOT NULL DEFAULT '' CHECK (length(oficio_ot) <= 100),
  nivel_estatus smallint NOT NULL GENERATED ALWAYS AS (2) STORED,
  id_estatus_ot smallint NOT NULL DEFAULT 5,
  fecha_inicio_programado date,
  fecha_termino_programado date,
  fecha_inicio_real date,
  fecha_termino_real date,
  estatus smallint NOT NULL DEFAULT 1 CHECK (estatus IN (0, 1)), -- 1 active, 0 cancelled
  num_reprogramacion integer CHECK (num_reprogramacion > 0),
  ot_principal bigint,
  tipo_principal smallint GENERATED ALWAYS AS (CASE WHEN ot_principal IS NOT NULL THEN 4 END) STORED,
  id_familia bigint NOT NULL GENERATED ALWAYS AS (coalesce(ot_principal, id)) STORED,
  monto_mxn numeric(25, 2),
  monto_usd numeric(25, 2),
  id_frente bigint REFERENCES catalog.frente,
  id_embarcacion bigint REFERENCES catalog.sitio,
  id_plataforma bigint REFERENCES catalog.sitio,
  id_intercom bigint REFERENCES catalog.sitio,
  id_patio bigint REFERENCES catalog.sitio,
  plazo_dias integer,
  requiere_patio boolean NOT NULL DEFAULT false,
  fecha_inicio_patio date,
  fecha_fin_patio date,
  comentario text NOT NULL DEFAULT '',
  tipo_cambio numeric(12, 6) NOT NULL DEFAULT 19.1648 CHECK (tipo_cambio > 0), -- MXN per USD for the homologated figures
  version bigint NOT NULL DEFAULT 1,
  UNIQUE (id, id_tipo),
  FOREIGN KEY (nivel_estatus, id_estatus_ot) REFERENCES catalog.cat_estatus (nivel_afectacion, id),
  -- A reprogramming points at an initial order, never at another reprogramming.
  CONSTRAINT principal_is_initial FOREIGN KEY (ot_principal, tipo_principal) REFERENCES contracts.ot (id, id_tipo),
  CONSTRAINT only_reprogrammings_have_a_principal CHECK ((id_tipo = 5) = (ot_principal IS NOT NULL)),
  CONSTRAINT only_reprogrammings_have_a_number CHECK ((id_tipo = 5) = (num_reprogramacion IS NOT NULL)),
  CONSTRAINT planned_dates_in_order CHECK (fecha_inicio_programado <= fecha_termino_programado),
  CONSTRAINT real_dates_in_order CHECK (fecha_inicio_real <= fecha_termino_real),
  CONSTRAINT yard_dates_in_order CHECK (fecha_inicio_patio <= fecha_fin_patio)
);
-- One folio, one issue number: the initial order counts as number 0.
CREATE UNIQUE INDEX order_issue_taken ON contracts.ot (orden_trabajo, coalesce(num_reprogramacion, 0));
CREATE INDEX ot_by_family ON contracts.ot (id_familia);
CREATE INDEX ot_by_vessel ON contracts.ot (id_embarcacion);
CREATE INDEX ot_by_platform ON contracts.ot (id_plataforma);
CREATE INDEX ot_by_yard ON contracts.ot (id_patio);

-- One row per family, locked by everything that writes its lines, days or volumes: two writers of one pool queue here.
-- Its version numbers each save; a cell keeps the number of the save that wrote it.
CREATE TABLE contracts.family (
  id_familia bigint PRIMARY KEY REFERENCES contracts.ot,
  version bigint NOT NULL DEFAULT 0
) WITH (fillfactor = 50);

-- Who made each save of a family's grid, and when: the answer to "who changed this cell?".
CREATE TABLE contracts.family_save (
  id_familia bigint NOT NULL REFERENCES contracts.family,
  version bigint NOT NULL,
  usuario text NOT NULL,
  fecha timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (id_familia, version)
);

-- The contract's price book: annexes and their priced concepts.
CREATE TABLE contracts.contrato_anexo_maestro (
  clave text PRIMARY KEY, -- normalised annex key: C-2, C-4-1, C2EXT
  total_hoja_mn numeric(25, 2),
  total_hoja_usd numeric(25, 2)
);

CREATE TABLE contracts.contrato_concepto_maestro (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  clave_anexo text NOT NULL REFERENCES contracts.contrato_anexo_maestro,
  clave_partida text NOT NULL, -- normalised code key: 2.1, C3EXT-0977
  partida text NOT NULL CHECK (length(partida) <= 32),
  partida_extraordinaria text NOT NULL DEFAULT '' CHECK (length(partida_extraordinaria) <= 50),
  descripcion text NOT NULL,
  clave_descripcion text NOT NULL, -- upper case, single blanks: what two rows are compared by
  ocurrencia integer NOT NULL DEFAULT 1, -- equal rows of the book are kept, numbered
  id_unidad bigint NOT NULL REFERENCES catalog.unidad_medida,
  cantidad numeric(20, 6) NOT NULL CHECK (cantidad >= 0),
  precio_unitario_mn numeric(18, 4) NOT NULL CHECK (precio_unitario_mn >= 0),
  precio_unitario_usd numeric(18, 4) NOT NULL CHECK (precio_unitario_usd >= 0),
  orden_fila integer NOT NULL,
  activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX price_book_concept_taken ON contracts.contrato_concepto_maestro (clave_anexo, clave_partida, md5(clave_descripcion), ocurrencia);

-- One list of lines given to one order. The newest is active; older ones stay as they were.
CREATE TABLE contracts.importacion_anexo (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_ot bigint NOT NULL REFERENCES contracts.ot,
  archivo_excel text NOT NULL DEFAULT '', -- id in the file store; empty when the list came as JSON
  nombre_archivo text NOT NULL DEFAULT '',
  sha256 text NOT NULL DEFAULT '',
  fecha_carga timestamptz NOT NULL DEFAULT now(),
  usuario_carga text NOT NULL,
  total_registros integer NOT NULL,
  modo_pool text NOT NULL CHECK (modo_pool IN ('compartido', 'separado')),
  es_activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX one_active_import_per_order ON contracts.importacion_anexo (id_ot) WHERE es_activo;

-- A line of a family, the same in every issue and every re-import: what production hangs on, and the `id_partida_imp` of the API.
-- Up to `arrastrada` it is identity; the rest is what the issues in force say, rebuilt whenever they change.
CREATE TABLE contracts.line_item (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_familia bigint NOT NULL REFERENCES contracts.family,
  clave_anexo text NOT NULL CHECK (length(clave_anexo) <= 32),
  clave_partida text NOT NULL CHECK (length(clave_partida) <= 32),
  clave_descripcion text NOT NULL,
  posicion integer NOT NULL DEFAULT 0,
  codigo text NOT NULL DEFAULT '',
  concepto text NOT NULL DEFAULT '',
  unidad text NOT NULL DEFAULT '',
  id_pool bigint NOT NULL DEFAULT 0, -- the id of the pool's first line; lines of one pool share one authorised volume
  volumen_pool numeric(18, 6) NOT NULL DEFAULT 0,
  volumen_proyectado numeric(18, 6) NOT NULL DEFAULT 0,
  cuenta_autorizado boolean NOT NULL DEFAULT false, -- the one line of a pool whose amount counts in the authorised totals
  precio_desde date[] NOT NULL DEFAULT '{-infinity}', -- the price in force from each date on
  precio_mn numeric(15, 4)[] NOT NULL DEFAULT '{0}',
  precio_usd numeric(15, 4)[] NOT NULL DEFAULT '{0}',
  pu_mn numeric(15, 4) NOT NULL DEFAULT 0, -- the governing issue's price
  pu_usd numeric(15, 4) NOT NULL DEFAULT 0,
  id_partida_vigente bigint, -- the governing row of partida_anexo_importada; null when only cancelled issues have the line
  requiere_gpu boolean NOT NULL DEFAULT false,
  arrastrada boolean NOT NULL DEFAULT false -- carried over: the newest issue does not list it
);
CREATE UNIQUE INDEX line_item_identity ON contracts.line_item (id_familia, clave_anexo, clave_partida, md5(clave_descripcion));

CREATE TABLE contracts.partida_anexo_importada (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_importacion_anexo bigint NOT NULL REFERENCES contracts.importacion_anexo ON DELETE CASCADE,
  id_line_item bigint NOT NULL REFERENCES contracts.line_item,
  id_partida text NOT NULL CHECK (id_partida <> '' AND length(id_partida) <= 32),
  descripcion_concepto text NOT NULL,
  anexo text NOT NULL CHECK (anexo <> '' AND length(anexo) <= 32),
  id_unidad_medida bigint NOT NULL REFERENCES catalog.unidad_medida,
  volumen_proyectado numeric(18, 6) NOT NULL CHECK (volumen_proyectado >= 0),
  precio_unitario_mn numeric(15, 4) NOT NULL CHECK (precio_unitario_mn >= 0),
  precio_unitario_usd numeric(15, 4) NOT NULL CHECK (precio_unitario_usd >= 0),
  arrastrada boolean NOT NULL DEFAULT false, -- kept from the list before, since it had production
  compartida boolean NOT NULL, -- shares its code's quantity with the other rows of that code
  orden_fila integer NOT NULL,
  CONSTRAINT line_once_per_import UNIQUE (id_importacion_anexo, id_line_item)
);
CREATE INDEX partida_by_line_item ON contracts.partida_anexo_importada (id_line_item);
ALTER TABLE contracts.line_item ADD FOREIGN KEY (id_partida_vigente) REFERENCES contracts.partida_anexo_importada;

-- Planned volume of a line on a day; keyed so that one month of one import is one range of the index.
CREATE TABLE contracts.partida_proyectada (
  id_importacion_anexo bigint NOT NULL REFERENCES contracts.importacion_anexo ON DELETE CASCADE,
  fecha date NOT NULL,
  id_partida_anexo bigint NOT NULL REFERENCES contracts.partida_anexo_importada ON DELETE CASCADE,
  volumen_programado numeric(15, 6) NOT NULL CHECK (volumen_programado > 0),
  PRIMARY KEY (id_importacion_anexo, fecha, id_partida_anexo)
);

-- The monthly folder of a family, created by its first entry; it hangs on the initial order.
CREATE TABLE contracts.reporte_mensual_header (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_ot bigint NOT NULL REFERENCES contracts.family (id_familia),
  mes smallint NOT NULL CHECK (mes BETWEEN 1 AND 12),
  anio smallint NOT NULL CHECK (anio BETWEEN 2000 AND 2100),
  indice_mes integer NOT NULL GENERATED ALWAYS AS (anio * 12 + mes - 1) STORED,
  archivo text NOT NULL DEFAULT '' CHECK (archivo = '' OR (archivo ~ '^https?://' AND length(archivo) <= 500)),
  nivel_estatus smallint NOT NULL GENERATED ALWAYS AS (5) STORED,
  id_estatus smallint NOT NULL DEFAULT 1,
  fecha_creacion timestamptz NOT NULL DEFAULT now(),
  fecha_actualizacion timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT one_folder_per_month UNIQUE (id_ot, indice_mes),
  FOREIGN KEY (nivel_estatus, id_estatus) REFERENCES catalog.cat_estatus (nivel_afectacion, id)
);

-- The state of one day at one site: how it worked, and how far its signature is. A signed (closed) day takes no more volumes.
CREATE TABLE contracts.reporte_diario_detalle (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_reporte_mensual bigint NOT NULL REFERENCES contracts.reporte_mensual_header ON DELETE CASCADE,
  fecha date NOT NULL,
  id_sitio bigint NOT NULL REFERENCES catalog.sitio,
  nivel_estatus smallint NOT NULL GENERATED ALWAYS AS (6) STORED,
  id_estatus_operativo smallint CHECK (id_estatus_operativo IN (14, 15, 16)),
  id_estatus_firma smallint CHECK (id_estatus_firma IN (17, 18, 19, 20)),
  comentario text NOT NULL DEFAULT '' CHECK (length(comentario) <= 255),
  bloqueado boolean NOT NULL GENERATED ALWAYS AS (coalesce(id_estatus_firma = 17, false)) STORED,
  CONSTRAINT one_state_per_day_and_site UNIQUE (id_reporte_mensual, id_sitio, fecha),
  CONSTRAINT day_has_a_state CHECK (coalesce(id_estatus_operativo, id_estatus_firma) IS NOT NULL),
  FOREIGN KEY (nivel_estatus, id_estatus_operativo) REFERENCES catalog.cat_estatus (nivel_afectacion, id),
  FOREIGN KEY (nivel_estatus, id_estatus_firma) REFERENCES catalog.cat_estatus (nivel_afectacion, id)
);

-- Running balance of every line in every opened month, over all sites, orders and time types: `inicial` is what was produced before
-- the month, `del_mes` in it. It makes the grid flat in history. Amounts are unrounded: volume x the price in force on its day.
CREATE TABLE contracts.line_month (
  id_reporte_mensual bigint NOT NULL REFERENCES contracts.reporte_mensual_header ON DELETE CASCADE,
  id_line_item bigint NOT NULL REFERENCES contracts.line_item,
  inicial numeric(18, 6) NOT NULL DEFAULT 0,
  del_mes numeric(18, 6) NOT NULL DEFAULT 0,
  inicial_mn numeric(28, 10) NOT NULL DEFAULT 0,
  del_mes_mn numeric(28, 10) NOT NULL DEFAULT 0,
  inicial_usd numeric(28, 10) NOT NULL DEFAULT 0,
  del_mes_usd numeric(28, 10) NOT NULL DEFAULT 0,
  PRIMARY KEY (id_reporte_mensual, id_line_item)
) WITH (fillfactor = 80);

-- Produced volume: a family's line, a day, a time type, a site. The key is the access path of the month's grid, in the order the
-- running total of a line is counted in. Excess is not stored: it follows from the balances (see v_produccion).
CREATE TABLE contracts.produccion (
  id bigint GENERATED ALWAYS AS IDENTITY,
  id_reporte_mensual bigint NOT NULL,
  id_partida_anexo bigint NOT NULL, -- a line_item
  id_sitio_produccion bigint NOT NULL REFERENCES catalog.sitio,
  version bigint NOT NULL, -- the family_save that wrote it
  fecha_produccion date NOT NULL,
  tipo_tiempo text NOT NULL CHECK (tipo_tiempo IN ('TE', 'CMA')),
  volumen_produccion numeric(15, 6) NOT NULL CHECK (volumen_produccion > 0),
  PRIMARY KEY (id_reporte_mensual, id_partida_anexo, fecha_produccion, tipo_tiempo, id_sitio_produccion),
  FOREIGN KEY (id_reporte_mensual, id_partida_anexo) REFERENCES contracts.line_month (id_reporte_mensual, id_line_item)
) WITH (fillfactor = 80);

-- Evidence of a produced volume (GPU), for the lines whose annex asks for it. Keyed like the cell it proves.
CREATE TABLE contracts.registro_generadores_pu (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_produccion bigint NOT NULL UNIQUE,
  id_reporte_mensual bigint NOT NULL,
  id_partida_anexo bigint NOT NULL,
  fecha_produccion date NOT NULL,
  tipo_tiempo text NOT NULL,
  id_sitio_produccion bigint NOT NULL,
  nivel_estatus smallint NOT NULL GENERATED ALWAYS AS (7) STORED,
  id_estatus smallint NOT NULL DEFAULT 19,
  archivo text NOT NULL DEFAULT '' CHECK (archivo = '' OR (archivo ~ '^https?://' AND length(archivo) <= 500)),
  nota_bloqueo text NOT NULL DEFAULT '',
  id_estimacion_detalle bigint,
  fecha_actualizacion timestamptz NOT NULL DEFAULT now(),
  CONSTRAINT rejection_has_a_note CHECK (id_estatus <> 23 OR nota_bloqueo <> ''),
  CONSTRAINT evidence_of_a_cell UNIQUE (id_reporte_mensual, id_partida_anexo, fecha_produccion, tipo_tiempo, id_sitio_produccion),
  FOREIGN KEY (id_reporte_mensual, id_partida_anexo, fecha_produccion, tipo_tiempo, id_sitio_produccion) REFERENCES contracts.produccion,
  FOREIGN KEY (nivel_estatus, id_estatus) REFERENCES catalog.cat_estatus (nivel_afectacion, id)
);

CALL audit.watch('contracts.ot');
CALL audit.watch('contracts.contrato_anexo_maestro', 'clave');
CALL audit.watch('contracts.contrato_concepto_maestro');
CALL audit.watch('contracts.importacion_anexo');
CALL audit.watch('contracts.partida_anexo_importada');
CALL audit.watch('contracts.partida_proyectada', 'id_partida_anexo', 'fecha');
CALL audit.watch('contracts.reporte_mensual_header');
CALL audit.watch('contracts.reporte_diario_detalle');
CALL audit.watch('contracts.produccion');
CALL audit.watch('contracts.registro_generadores_pu');
