-- The minutes that the lines of a facility stood on some production dates: each stop clipped to the shifts it falls into, and what of it
-- falls into none to the local date, without a shift. What still runs is counted up to the given moment. How many stops there were is
-- another question: one counts once, where it began.
CREATE OR REPLACE FUNCTION downtime.v_minutes(facility bigint, since date, until date, up_to timestamptz)
RETURNS TABLE (line_id bigint, event_id bigint, production_date date, shift_occurrence_id bigint, minutes numeric)
LANGUAGE sql STABLE
AS $$
  WITH shift AS (
    SELECT o.id, o.production_date, tstzmultirange(tstzrange(o.starts_at, o.ends_at)) AS hours
    FROM catalog.v_shift_occurrence o
    -- A night reaches into the next date.
    WHERE o.facility_id = facility AND o.production_date BETWEEN since - 1 AND until),
  part AS (
    SELECT s.id, s.production_date, s.hours FROM shift s WHERE s.production_date >= since
    UNION ALL
    SELECT NULL, d.day, tstzmultirange(tstzrange(d.day::timestamp AT TIME ZONE f.time_zone, (d.day + 1)::timestamp AT TIME ZONE f.time_zone))
      - coalesce((SELECT range_agg(s.hours) FROM shift s), '{}')
    FROM catalog.v_facility f, LATERAL (SELECT generate_series(since, until, '1 day')::date AS day) d
    WHERE f.id = facility)
  SELECT l.id, e.id, p.production_date, p.id, stood.minutes
  FROM catalog.v_line l
  JOIN downtime.event e ON int8range(e.line_id, e.line_id, '[]') && int8range(l.id, l.id, '[]')
    AND tstzrange(e.started_at, e.ended_at) && (SELECT range_merge(range_agg(p.hours)) FROM part p) AND e.deleted_at IS NULL
  JOIN part p ON p.hours && tstzrange(e.started_at, e.ended_at)
  CROSS JOIN LATERAL (
    SELECT sum(extract(epoch FROM upper(span) - lower(span))) / 60 AS minutes
    FROM unnest(p.hours * tstzmultirange(tstzrange(e.started_at, greatest(e.started_at, least(e.ended_at, up_to))))) span) stood
  WHERE l.facility_id = facility AND stood.minutes > 0
$$;
