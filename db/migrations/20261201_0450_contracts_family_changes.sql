-- Which lines of which month each save touched, so that an open sheet reads only those. Without lines anything may differ, and so it may
-- where a number of the family has no row at all: its orders or its lists changed.
ALTER TABLE contracts.family_save
  ADD COLUMN indice_mes integer,
  ADD COLUMN lineas bigint[];
