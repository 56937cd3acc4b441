-- Notes that people at a line write again and again, ready to press.
CREATE TABLE downtime.quick_note (
  id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  name_es text NOT NULL CHECK (name_es = btrim(name_es) AND name_es <> '' AND length(name_es) <= 100),
  name_en text NOT NULL CHECK (name_en = btrim(name_en) AND name_en <> '' AND length(name_en) <= 100),
  sort_order integer NOT NULL DEFAULT 0,
  active boolean NOT NULL DEFAULT true
);
-- The same button twice helps nobody.
CREATE UNIQUE INDEX quick_note_taken ON downtime.quick_note (lower(name_es)) WHERE active;

CALL audit.watch('downtime.quick_note');
