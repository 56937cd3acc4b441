-- A price-book workbook that was taken in: the file itself, who sent it, what it changed, and what the reader warned about.
-- The same bytes sent again change nothing and leave no row.
CREATE TABLE contracts.price_book_import (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  file_id text NOT NULL CHECK (file_id <> ''), -- id in the file store
  file_name text NOT NULL CHECK (length(file_name) <= 255),
  sha256 text NOT NULL CHECK (sha256 ~ '^[0-9a-f]{64}$'),
  uploaded_by text NOT NULL,
  uploaded_at timestamptz NOT NULL DEFAULT now(),
  items integer NOT NULL,
  added integer NOT NULL,
  changed integer NOT NULL,
  retired integer NOT NULL,
  report jsonb NOT NULL
);
CREATE INDEX price_book_import_by_content ON contracts.price_book_import (sha256, id);
CALL audit.watch('contracts.price_book_import');
