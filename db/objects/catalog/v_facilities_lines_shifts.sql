-- What other modules may read of facilities, lines and shifts.
CREATE VIEW catalog.v_facility AS SELECT id, code, name, time_zone, active, stop_alert_minutes FROM catalog.facility;
CREATE VIEW catalog.v_line AS
  SELECT l.id, l.facility_id, l.code, l.name, l.crew, l.active AND f.active AS active, f.time_zone
  FROM catalog.line l JOIN catalog.facility f ON f.id = l.facility_id;
CREATE VIEW catalog.v_shift_occurrence AS
  SELECT id, facility_id, shift_id, shift_code, name_es, name_en, production_date, starts_at, ends_at, breaks
  FROM catalog.shift_occurrence;
