-- Every file that somebody sent: the bytes are in the store under the same id. A file is taken in for a day and kept for good once a
-- row elsewhere names it; what nobody claimed is swept away.
CREATE TABLE kernel.file (
  id text PRIMARY KEY CHECK (id ~ '^[0-9a-f]{32}$'),
  name text NOT NULL CHECK (length(name) <= 255),
  media_type text NOT NULL,
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  bytes bigint CHECK (bytes >= 0), -- null: kept before sizes were noted
  owner text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  expires_at timestamptz -- null: claimed
);
CREATE INDEX file_to_forget ON kernel.file (expires_at) WHERE expires_at IS NOT NULL;

INSERT INTO kernel.file (id, name, media_type, sha256, owner, created_at)
SELECT DISTINCT ON (id) id, name, 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet', sha256, owner, created_at
FROM (
  SELECT file_id, file_name, sha256, uploaded_by, uploaded_at FROM contracts.price_book_import
  UNION ALL
  SELECT archivo, nombre_archivo, sha256, usuario_carga, fecha_carga FROM contracts.importacion_ot
  UNION ALL
  SELECT archivo_excel, nombre_archivo, sha256, usuario_carga, fecha_carga FROM contracts.importacion_anexo WHERE archivo_excel <> ''
) AS kept (id, name, sha256, owner, created_at);

ALTER TABLE contracts.price_book_import ADD FOREIGN KEY (file_id) REFERENCES kernel.file;
ALTER TABLE contracts.importacion_ot ADD FOREIGN KEY (archivo) REFERENCES kernel.file;
-- A list that came as JSON has no file.
ALTER TABLE contracts.importacion_anexo
  ADD COLUMN archivo_guardado text GENERATED ALWAYS AS (nullif(archivo_excel, '')) STORED REFERENCES kernel.file;

-- A file on its way in: read by a job, shown to the person who sent it, and taken in when they say so. What it changes is recorded where
-- it does; this is only the way there.
CREATE TABLE kernel.import (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  kind text NOT NULL CHECK (kind ~ '^[a-z]+\.[a-z_]+$'),
  file_id text NOT NULL REFERENCES kernel.file ON DELETE CASCADE,
  fields jsonb NOT NULL, -- what the form said beside the file
  culture text NOT NULL, -- in which its words and numbers are
  step text NOT NULL DEFAULT 'read' CHECK (step IN ('read', 'apply')),
  job_id bigint NOT NULL, -- of the step; an ended job is forgotten before long
  report jsonb, -- what it would change, or has changed
  refusal jsonb, -- why it cannot be taken in
  differs boolean NOT NULL DEFAULT false, -- what it would change is not any more what the person was shown
  kept_as bigint, -- the import's own record
  created_by text NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  applied_at timestamptz,
  CONSTRAINT applied_import_has_a_report CHECK (applied_at IS NULL OR report IS NOT NULL)
);
CREATE INDEX import_by_file ON kernel.import (file_id);
CREATE INDEX import_by_person ON kernel.import (created_by, kind, id);
