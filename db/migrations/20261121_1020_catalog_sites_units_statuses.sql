CREATE SCHEMA catalog;

-- Kinds of work front. The documented ids stay: 1 and 3 are yards, 2 and 6 vessels, 4 and 7 platforms, 5 the intercom.
CREATE TABLE catalog.frente (
  id bigint PRIMARY KEY,
  clase text NOT NULL CHECK (clase IN ('patio', 'embarcacion', 'plataforma', 'intercom')),
  descripcion text NOT NULL,
  activo boolean NOT NULL DEFAULT true
);
INSERT INTO catalog.frente (id, clase, descripcion) VALUES
  (1, 'patio', 'Patio'), (2, 'embarcacion', 'Embarcación'), (3, 'patio', 'Patio (alterno)'), (4, 'plataforma', 'Plataforma'),
  (5, 'intercom', 'Intercom'), (6, 'embarcacion', 'Embarcación (alterna)'), (7, 'plataforma', 'Plataforma (alterna)');

-- A place where work is done. `numero` is the number the office's workbooks use for it, where they have one.
CREATE TABLE catalog.sitio (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  descripcion text NOT NULL CHECK (descripcion = btrim(descripcion) AND descripcion <> '' AND length(descripcion) <= 100),
  id_frente bigint NOT NULL REFERENCES catalog.frente,
  zona_horaria text NOT NULL DEFAULT 'America/Mexico_City',
  numero integer,
  activo boolean NOT NULL DEFAULT true,
  CONSTRAINT site_number_taken UNIQUE (numero)
);
CREATE UNIQUE INDEX site_name_taken ON catalog.sitio (lower(descripcion));

CREATE TABLE catalog.unidad_medida (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  clave text NOT NULL CHECK (clave = btrim(clave) AND clave <> '' AND length(clave) <= 20),
  descripcion text NOT NULL DEFAULT '' CHECK (length(descripcion) <= 50),
  activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX unit_key_taken ON catalog.unidad_medida (upper(clave));

-- Other spellings met in workbooks (`M2/DÍA`, `TON.`) and the unit each means. Upper case, single blanks.
CREATE TABLE catalog.unit_alias (
  alias text PRIMARY KEY CHECK (alias = upper(btrim(alias)) AND alias <> ''),
  id_unidad bigint NOT NULL REFERENCES catalog.unidad_medida
);

CREATE TABLE catalog.cliente (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  descripcion text NOT NULL CHECK (descripcion = btrim(descripcion) AND descripcion <> '' AND length(descripcion) <= 100),
  activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX client_name_taken ON catalog.cliente (lower(descripcion));

CREATE TABLE catalog.responsable_proyecto (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  descripcion text NOT NULL CHECK (descripcion = btrim(descripcion) AND descripcion <> '' AND length(descripcion) <= 50),
  activo boolean NOT NULL DEFAULT true
);
CREATE UNIQUE INDEX project_lead_taken ON catalog.responsable_proyecto (lower(descripcion));

-- Statuses per scope (nivel_afectacion): 1 proposal, 2 work order, 3 billing, 4 step, 5 monthly closure, 6 day, 7 evidence (GPU).
-- The documented ids repeat between scopes (19 is a day's PENDIENTE and an evidence's Pendiente), so the scope is part of the key
-- and every reference states it.
CREATE TABLE catalog.cat_estatus (
  nivel_afectacion smallint NOT NULL CHECK (nivel_afectacion BETWEEN 1 AND 7),
  id smallint NOT NULL,
  codigo text NOT NULL,
  descripcion text NOT NULL,
  descripcion_en text NOT NULL,
  es_inicial boolean NOT NULL DEFAULT false,
  activo boolean NOT NULL DEFAULT true,
  PRIMARY KEY (nivel_afectacion, id),
  UNIQUE (nivel_afectacion, codigo)
);
CREATE UNIQUE INDEX one_initial_status_per_scope ON catalog.cat_estatus (nivel_afectacion) WHERE es_inicial;

INSERT INTO catalog.cat_estatus (nivel_afectacion, id, codigo, descripcion, descripcion_en, es_inicial) VALUES
  (1, 1, 'PENDIENTE', 'Pendiente', 'Pending', true), (1, 2, 'PROCESO', 'Proceso', 'In progress', false), (1, 3, 'ENTREGADA', 'Entregada', 'Delivered', false),
  (1, 4, 'CANCELADA', 'Cancelada', 'Cancelled', false), (1, 9, 'SUSPENDIDA', 'Suspendida', 'Suspended', false),
  (2, 5, 'ASIGNADA', 'Asignada', 'Assigned', true), (2, 6, 'CANCELADA', 'Cancelada', 'Cancelled', false), (2, 7, 'DIFERIDA', 'Diferida', 'Deferred', false),
  (2, 8, 'EN_EJECUCION', 'En ejecución', 'In execution', false), (2, 9, 'SUSPENDIDA', 'Suspendida', 'Suspended', false),
  (2, 10, 'TERMINADA', 'Terminada', 'Finished', false), (2, 11, 'POR_CANCELAR', 'Por cancelar', 'To be cancelled', false),
  (2, 16, 'DIFERIDA_SIN_INICIAR', 'Diferida (sin iniciar)', 'Deferred (not started)', false),
  (3, 1, 'PENDIENTE', 'Pendiente', 'Pending', true), (3, 2, 'ESTIMADO', 'Estimado', 'Estimated', false), (3, 3, 'COBRADO', 'Cobrado', 'Paid', false),
  (4, 1, 'PENDIENTE', 'Pendiente', 'Pending', true), (4, 2, 'PROCESO', 'Proceso', 'In progress', false), (4, 3, 'COMPLETADO', 'Completado', 'Completed', false),
  (4, 4, 'CANCELADO', 'Cancelado', 'Cancelled', false), (4, 14, 'NO_APLICA', 'No aplica', 'Not applicable', false), (4, 15, 'SUSPENDIDA', 'Suspendida', 'Suspended', false),
  (5, 1, 'ABIERTO', 'Abierto', 'Open', true), (5, 2, 'EN_REVISION', 'En Revisión', 'Under review', false), (5, 3, 'CERRADO', 'Cerrado', 'Closed', false),
  (5, 4, 'FACTURADO', 'Facturado', 'Invoiced', false),
  (6, 14, 'PRODUCTIVO', 'Productivo', 'Productive', false), (6, 15, 'NO_PRODUCTIVO', 'No productivo', 'Non-productive', false),
  (6, 16, 'STANDBY', 'Standby', 'Standby', false), (6, 17, 'CERRADO', 'Cerrado (firmado)', 'Closed (signed)', false),
  (6, 18, 'FALTA_FIRMA', 'Falta firma Pemex', 'Client signature missing', false), (6, 19, 'PENDIENTE', 'Pendiente', 'Pending', false),
  (6, 20, 'PROCESO', 'Proceso', 'In progress', false),
  (7, 19, 'PENDIENTE', 'Pendiente', 'Pending', true), (7, 20, 'CARGADO', 'Cargado', 'Uploaded', false), (7, 21, 'EN_REVISION', 'En Revisión', 'Under review', false),
  (7, 22, 'VALIDADO', 'Validado', 'Validated', false), (7, 23, 'RECHAZADO', 'Rechazado', 'Rejected', false);

CALL audit.watch('catalog.frente');
CALL audit.watch('catalog.sitio');
CALL audit.watch('catalog.unidad_medida');
CALL audit.watch('catalog.unit_alias', 'alias');
CALL audit.watch('catalog.cliente');
CALL audit.watch('catalog.responsable_proyecto');
CALL audit.watch('catalog.cat_estatus', 'nivel_afectacion', 'id');
