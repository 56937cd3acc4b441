-- The folio of the proposal (PTE) an order comes from, as the office writes it.
ALTER TABLE contracts.ot ADD COLUMN folio_pte text NOT NULL DEFAULT '' CHECK (length(folio_pte) <= 100);
CREATE INDEX ot_by_intercom ON contracts.ot (id_intercom);

-- A workbook of orders that was read. The same bytes are the same workbook, however often they are sent.
CREATE TABLE contracts.importacion_ot (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  archivo text NOT NULL CHECK (archivo <> ''), -- id in the file store
  nombre_archivo text NOT NULL CHECK (length(nombre_archivo) <= 255),
  sha256 text NOT NULL,
  fecha_carga timestamptz NOT NULL DEFAULT now(),
  usuario_carga text NOT NULL,
  CONSTRAINT order_workbook_once UNIQUE (sha256)
);
CALL audit.watch('contracts.importacion_ot');

-- What each reading of a workbook did and warned about. A log: written once, never changed.
CREATE TABLE contracts.importacion_ot_informe (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  id_importacion_ot bigint NOT NULL REFERENCES contracts.importacion_ot,
  fecha timestamptz NOT NULL DEFAULT now(),
  usuario text NOT NULL,
  informe jsonb NOT NULL
);

-- What the last workbook said of an order. The next one changes only what it says differently, so that a second import of
-- the same file cannot undo what people corrected in between.
CREATE TABLE contracts.ot_importada (
  id_ot bigint PRIMARY KEY REFERENCES contracts.ot ON DELETE CASCADE,
  id_importacion_ot bigint NOT NULL REFERENCES contracts.importacion_ot,
  valores jsonb NOT NULL
);
