-- At a station a person signs with a PIN: the log says who, and now also at which station, by its name of that day.
ALTER TABLE audit.audit_log ADD COLUMN station text NOT NULL DEFAULT '';

CREATE OR REPLACE FUNCTION audit.record() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
DECLARE
  left_out text[] := nullif(TG_ARGV[0]::text[], '{}');
  k1 text := TG_ARGV[1];
  k2 text := coalesce(TG_ARGV[2], '');
  k3 text := coalesce(TG_ARGV[3], '');
  who text := coalesce(nullif(current_setting('faena.user', true), ''), session_user);
  request text := coalesce(current_setting('faena.request', true), '');
  ip text := coalesce(current_setting('faena.ip', true), '');
  station text := coalesce(current_setting('faena.station', true), '');
  named text := nullif(current_setting('faena.action', true), '');
  replaced jsonb := nullif(current_setting('faena.before', true), '')::jsonb;
  entity text := TG_TABLE_SCHEMA || '.' || TG_TABLE_NAME;
BEGIN
  -- OFFSET 0 and MATERIALIZED keep the planner from writing to_jsonb again wherever its result is used.
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id, before, after, request_id, user_ip, station)
    SELECT who, coalesce(named, 'CREATE'), entity, concat_ws('/', n.j ->> k1, n.j ->> k2, n.j ->> k3), replaced, n.j, request, ip, station
    FROM (SELECT CASE WHEN left_out IS NULL THEN to_jsonb(r) ELSE to_jsonb(r) - left_out END AS j FROM new_rows r OFFSET 0) n;
  ELSIF TG_OP = 'DELETE' THEN
    INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id, before, request_id, user_ip, station)
    SELECT who, coalesce(named, 'DELETE'), entity, concat_ws('/', o.j ->> k1, o.j ->> k2, o.j ->> k3), coalesce(replaced, o.j), request, ip, station
    FROM (SELECT CASE WHEN left_out IS NULL THEN to_jsonb(r) ELSE to_jsonb(r) - left_out END AS j FROM old_rows r OFFSET 0) o;
  ELSE
    -- A row written again as it was is no change. A row whose key itself changed is two entries: what went and what came.
    WITH n AS MATERIALIZED (
      SELECT concat_ws('/', j ->> k1, j ->> k2, j ->> k3) COLLATE "C" AS key, j
      FROM (SELECT CASE WHEN left_out IS NULL THEN to_jsonb(r) ELSE to_jsonb(r) - left_out END AS j FROM new_rows r OFFSET 0) x),
    o AS MATERIALIZED (
      SELECT concat_ws('/', j ->> k1, j ->> k2, j ->> k3) COLLATE "C" AS key, j
      FROM (SELECT CASE WHEN left_out IS NULL THEN to_jsonb(r) ELSE to_jsonb(r) - left_out END AS j FROM old_rows r OFFSET 0) x)
    INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id, before, after, request_id, user_ip, station)
    SELECT who, coalesce(named, 'UPDATE'), entity, coalesce(n.key, o.key), coalesce(replaced, o.j), n.j, request, ip, station
    FROM n FULL JOIN o ON o.key = n.key
    WHERE o.j IS DISTINCT FROM n.j;
  END IF;
  RETURN NULL;
END $$;
