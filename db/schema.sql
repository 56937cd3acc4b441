--
-- PostgreSQL database dump
--

\restrict faena


SET statement_timeout = 0;
SET lock_timeout = 0;
SET idle_in_transaction_session_timeout = 0;
SET client_encoding = 'UTF8';
SET standard_conforming_strings = on;
SELECT pg_catalog.set_config('search_path', '', false);
SET check_function_bodies = false;
SET xmloption = content;
SET client_min_messages = warning;
SET row_security = off;

--
-- Name: audit; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA audit;


--
-- Name: catalog; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA catalog;


--
-- Name: contracts; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA contracts;


--
-- Name: downtime; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA downtime;


--
-- Name: identity; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA identity;


--
-- Name: kernel; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA kernel;


--
-- Name: molding; Type: SCHEMA; Schema: -; Owner: -
--

CREATE SCHEMA molding;


--
-- Name: record(); Type: FUNCTION; Schema: audit; Owner: -
--

CREATE FUNCTION audit.record() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
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


--
-- Name: refuse_change(); Type: FUNCTION; Schema: audit; Owner: -
--

CREATE FUNCTION audit.refuse_change() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  RAISE EXCEPTION 'The audit log is only appended to' USING ERRCODE = 'insufficient_privilege';
END $$;


--
-- Name: watch(regclass, text[]); Type: PROCEDURE; Schema: audit; Owner: -
--

CREATE PROCEDURE audit.watch(IN watched regclass, VARIADIC keys text[] DEFAULT '{id}'::text[])
    LANGUAGE plpgsql
    AS $$
BEGIN
  CALL audit.watch_without(watched, '{}', VARIADIC keys);
END $$;


--
-- Name: watch_without(regclass, text[], text[]); Type: PROCEDURE; Schema: audit; Owner: -
--

CREATE PROCEDURE audit.watch_without(IN watched regclass, IN left_out text[], VARIADIC keys text[] DEFAULT '{id}'::text[])
    LANGUAGE plpgsql
    AS $$
DECLARE
  args text := (SELECT string_agg(quote_literal(a), ', ') FROM unnest(left_out::text || keys) a);
BEGIN
  EXECUTE format('CREATE TRIGGER audit_insert AFTER INSERT ON %s REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record(%s)', watched, args);
  EXECUTE format('CREATE TRIGGER audit_update AFTER UPDATE ON %s REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record(%s)', watched, args);
  EXECUTE format('CREATE TRIGGER audit_delete AFTER DELETE ON %s REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record(%s)', watched, args);
END $$;


--
-- Name: record_plan(); Type: FUNCTION; Schema: contracts; Owner: -
--

CREATE FUNCTION contracts.record_plan() RETURNS trigger
    LANGUAGE plpgsql SECURITY DEFINER
    SET search_path TO 'pg_catalog'
    AS $$
BEGIN
  IF TG_OP = 'INSERT' THEN
    INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id, after, request_id, user_ip)
    SELECT coalesce(nullif(current_setting('faena.user', true), ''), session_user), 'CREATE', 'contracts.partida_proyectada', id_partida_anexo::text,
           jsonb_object_agg(fecha, volumen_programado), coalesce(current_setting('faena.request', true), ''),
           coalesce(current_setting('faena.ip', true), '')
    FROM new_rows GROUP BY id_partida_anexo;
  ELSE
    INSERT INTO audit.audit_log (changed_by, action_type, table_name, record_id, before, request_id, user_ip)
    SELECT coalesce(nullif(current_setting('faena.user', true), ''), session_user), 'DELETE', 'contracts.partida_proyectada', id_partida_anexo::text,
           jsonb_object_agg(fecha, volumen_programado), coalesce(current_setting('faena.request', true), ''),
           coalesce(current_setting('faena.ip', true), '')
    FROM old_rows GROUP BY id_partida_anexo;
  END IF;
  RETURN NULL;
END $$;


--
-- Name: v_minutes(bigint, date, date, timestamp with time zone); Type: FUNCTION; Schema: downtime; Owner: -
--

CREATE FUNCTION downtime.v_minutes(facility bigint, since date, until date, up_to timestamp with time zone) RETURNS TABLE(line_id bigint, event_id bigint, production_date date, shift_occurrence_id bigint, minutes numeric)
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


--
-- Name: count_version(); Type: FUNCTION; Schema: kernel; Owner: -
--

CREATE FUNCTION kernel.count_version() RETURNS trigger
    LANGUAGE plpgsql
    AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;


--
-- Name: count_versions(regclass); Type: PROCEDURE; Schema: kernel; Owner: -
--

CREATE PROCEDURE kernel.count_versions(IN counted regclass)
    LANGUAGE plpgsql
    AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER count_version BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION kernel.count_version()', counted);
END $$;


SET default_tablespace = '';

SET default_table_access_method = heap;

--
-- Name: audit_log; Type: TABLE; Schema: audit; Owner: -
--

CREATE TABLE audit.audit_log (
    audit_id bigint NOT NULL,
    changed_date timestamp with time zone DEFAULT now() NOT NULL,
    changed_by text NOT NULL,
    action_type text NOT NULL,
    table_name text NOT NULL COLLATE pg_catalog."C",
    record_id text NOT NULL COLLATE pg_catalog."C",
    before jsonb,
    after jsonb,
    request_id text DEFAULT ''::text NOT NULL,
    user_ip text DEFAULT ''::text NOT NULL,
    station text DEFAULT ''::text NOT NULL
);


--
-- Name: audit_log_audit_id_seq; Type: SEQUENCE; Schema: audit; Owner: -
--

ALTER TABLE audit.audit_log ALTER COLUMN audit_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME audit.audit_log_audit_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: v_audit_log; Type: VIEW; Schema: audit; Owner: -
--

CREATE VIEW audit.v_audit_log AS
 SELECT audit_log.audit_id,
    audit_log.changed_date,
    audit_log.changed_by,
    audit_log.action_type,
    audit_log.table_name,
    audit_log.record_id,
    audit_log.before,
    audit_log.after
   FROM audit.audit_log;


--
-- Name: cat_estatus; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.cat_estatus (
    nivel_afectacion smallint NOT NULL,
    id smallint NOT NULL,
    codigo text NOT NULL,
    descripcion text NOT NULL,
    descripcion_en text NOT NULL,
    es_inicial boolean DEFAULT false NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    CONSTRAINT cat_estatus_nivel_afectacion_check CHECK (((nivel_afectacion >= 1) AND (nivel_afectacion <= 7)))
);


--
-- Name: cliente; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.cliente (
    id bigint NOT NULL,
    descripcion text NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT cliente_descripcion_check CHECK (((descripcion = btrim(descripcion)) AND (descripcion <> ''::text) AND (length(descripcion) <= 100)))
);


--
-- Name: cliente_id_seq; Type: SEQUENCE; Schema: catalog; Owner: -
--

ALTER TABLE catalog.cliente ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.cliente_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: facility; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.facility (
    id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    time_zone text NOT NULL,
    active boolean DEFAULT true NOT NULL,
    stop_alert_minutes smallint DEFAULT 15 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT facility_code_check CHECK (((code = btrim(code)) AND (code <> ''::text) AND (length(code) <= 20))),
    CONSTRAINT facility_name_check CHECK (((name = btrim(name)) AND (name <> ''::text) AND (length(name) <= 100))),
    CONSTRAINT facility_stop_alert_minutes_check CHECK (((stop_alert_minutes >= 0) AND (stop_alert_minutes <= 1440)))
);


--
-- Name: facility_id_seq; Type: SEQUENCE; Schema: catalog; Owner: -
--

ALTER TABLE catalog.facility ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.facility_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: frente; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.frente (
    id bigint NOT NULL,
    clase text NOT NULL,
    descripcion text NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    CONSTRAINT frente_clase_check CHECK ((clase = ANY (ARRAY['patio'::text, 'embarcacion'::text, 'plataforma'::text, 'intercom'::text])))
);


--
-- Name: line; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.line (
    id bigint NOT NULL,
    facility_id bigint NOT NULL,
    code text NOT NULL,
    name text NOT NULL,
    crew smallint DEFAULT 1 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT line_code_check CHECK (((code = btrim(code)) AND (code <> ''::text) AND (length(code) <= 40))),
    CONSTRAINT line_crew_check CHECK (((crew >= 0) AND (crew <= 50))),
    CONSTRAINT line_name_check CHECK (((name = btrim(name)) AND (name <> ''::text) AND (length(name) <= 100)))
);


--
-- Name: line_id_seq; Type: SEQUENCE; Schema: catalog; Owner: -
--

ALTER TABLE catalog.line ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.line_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: responsable_proyecto; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.responsable_proyecto (
    id bigint NOT NULL,
    descripcion text NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT responsable_proyecto_descripcion_check CHECK (((descripcion = btrim(descripcion)) AND (descripcion <> ''::text) AND (length(descripcion) <= 50)))
);


--
-- Name: responsable_proyecto_id_seq; Type: SEQUENCE; Schema: catalog; Owner: -
--

ALTER TABLE catalog.responsable_proyecto ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.responsable_proyecto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: shift; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.shift (
    id bigint NOT NULL,
    facility_id bigint NOT NULL,
    code text NOT NULL,
    name_es text NOT NULL,
    name_en text NOT NULL,
    starts time without time zone NOT NULL,
    ends time without time zone NOT NULL,
    weekdays smallint[] DEFAULT '{1,2,3,4,5,6,7}'::smallint[] NOT NULL,
    validity daterange DEFAULT '(,)'::daterange NOT NULL,
    week int4multirange NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT shift_code_check CHECK (((code = btrim(code)) AND (code <> ''::text) AND (length(code) <= 10))),
    CONSTRAINT shift_minutes_of_a_week CHECK ((week <@ int4multirange(int4range(0, 10080)))),
    CONSTRAINT shift_name_en_check CHECK (((name_en = btrim(name_en)) AND (name_en <> ''::text) AND (length(name_en) <= 100))),
    CONSTRAINT shift_name_es_check CHECK (((name_es = btrim(name_es)) AND (name_es <> ''::text) AND (length(name_es) <= 100))),
    CONSTRAINT shift_validity_check CHECK ((NOT isempty(validity))),
    CONSTRAINT shift_weekdays_check CHECK (((weekdays <> '{}'::smallint[]) AND (weekdays <@ '{1,2,3,4,5,6,7}'::smallint[])))
);


--
-- Name: shift_break; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.shift_break (
    shift_id bigint NOT NULL,
    "position" smallint NOT NULL,
    starts time without time zone NOT NULL,
    minutes smallint NOT NULL,
    CONSTRAINT shift_break_minutes_check CHECK (((minutes >= 1) AND (minutes <= 1440))),
    CONSTRAINT shift_break_position_check CHECK (("position" > 0))
);


--
-- Name: shift_id_seq; Type: SEQUENCE; Schema: catalog; Owner: -
--

ALTER TABLE catalog.shift ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.shift_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: shift_occurrence; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.shift_occurrence (
    id bigint NOT NULL,
    facility_id bigint NOT NULL,
    shift_id bigint NOT NULL,
    shift_code text NOT NULL,
    name_es text NOT NULL,
    name_en text NOT NULL,
    production_date date NOT NULL,
    starts_at timestamp with time zone NOT NULL,
    ends_at timestamp with time zone NOT NULL,
    breaks tstzmultirange DEFAULT '{}'::tstzmultirange NOT NULL,
    CONSTRAINT shift_occurrence_check CHECK ((ends_at > starts_at))
);


--
-- Name: shift_occurrence_id_seq; Type: SEQUENCE; Schema: catalog; Owner: -
--

ALTER TABLE catalog.shift_occurrence ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.shift_occurrence_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sitio; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.sitio (
    id bigint NOT NULL,
    descripcion text NOT NULL,
    id_frente bigint NOT NULL,
    zona_horaria text DEFAULT 'America/Mexico_City'::text NOT NULL,
    numero integer,
    activo boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT sitio_descripcion_check CHECK (((descripcion = btrim(descripcion)) AND (descripcion <> ''::text) AND (length(descripcion) <= 100)))
);


--
-- Name: sitio_id_seq; Type: SEQUENCE; Schema: catalog; Owner: -
--

ALTER TABLE catalog.sitio ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.sitio_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: unidad_medida; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.unidad_medida (
    id bigint NOT NULL,
    clave text NOT NULL,
    descripcion text DEFAULT ''::text NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT unidad_medida_clave_check CHECK (((clave = btrim(clave)) AND (clave <> ''::text) AND (length(clave) <= 20))),
    CONSTRAINT unidad_medida_descripcion_check CHECK ((length(descripcion) <= 50))
);


--
-- Name: unidad_medida_id_seq; Type: SEQUENCE; Schema: catalog; Owner: -
--

ALTER TABLE catalog.unidad_medida ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME catalog.unidad_medida_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: unit_alias; Type: TABLE; Schema: catalog; Owner: -
--

CREATE TABLE catalog.unit_alias (
    alias text NOT NULL,
    id_unidad bigint NOT NULL,
    CONSTRAINT unit_alias_alias_check CHECK (((alias = upper(btrim(alias))) AND (alias <> ''::text)))
);


--
-- Name: v_cat_estatus; Type: VIEW; Schema: catalog; Owner: -
--

CREATE VIEW catalog.v_cat_estatus AS
 SELECT cat_estatus.nivel_afectacion,
    cat_estatus.id,
    cat_estatus.codigo,
    cat_estatus.descripcion,
    cat_estatus.descripcion_en,
    cat_estatus.es_inicial,
    cat_estatus.activo
   FROM catalog.cat_estatus;


--
-- Name: v_cliente; Type: VIEW; Schema: catalog; Owner: -
--

CREATE VIEW catalog.v_cliente AS
 SELECT cliente.id,
    cliente.descripcion,
    cliente.activo
   FROM catalog.cliente;


--
-- Name: v_facility; Type: VIEW; Schema: catalog; Owner: -
--

CREATE VIEW catalog.v_facility AS
 SELECT facility.id,
    facility.code,
    facility.name,
    facility.time_zone,
    facility.active,
    facility.stop_alert_minutes
   FROM catalog.facility;


--
-- Name: v_line; Type: VIEW; Schema: catalog; Owner: -
--

CREATE VIEW catalog.v_line AS
 SELECT l.id,
    l.facility_id,
    l.code,
    l.name,
    l.crew,
    (l.active AND f.active) AS active,
    f.time_zone
   FROM (catalog.line l
     JOIN catalog.facility f ON ((f.id = l.facility_id)));


--
-- Name: v_responsable_proyecto; Type: VIEW; Schema: catalog; Owner: -
--

CREATE VIEW catalog.v_responsable_proyecto AS
 SELECT responsable_proyecto.id,
    responsable_proyecto.descripcion,
    responsable_proyecto.activo
   FROM catalog.responsable_proyecto;


--
-- Name: v_shift_occurrence; Type: VIEW; Schema: catalog; Owner: -
--

CREATE VIEW catalog.v_shift_occurrence AS
 SELECT shift_occurrence.id,
    shift_occurrence.facility_id,
    shift_occurrence.shift_id,
    shift_occurrence.shift_code,
    shift_occurrence.name_es,
    shift_occurrence.name_en,
    shift_occurrence.production_date,
    shift_occurrence.starts_at,
    shift_occurrence.ends_at,
    shift_occurrence.breaks
   FROM catalog.shift_occurrence;


--
-- Name: v_sitio; Type: VIEW; Schema: catalog; Owner: -
--

CREATE VIEW catalog.v_sitio AS
 SELECT s.id,
    s.descripcion,
    s.activo,
    s.numero,
    s.zona_horaria,
    f.clase AS frente,
    f.id AS id_frente
   FROM (catalog.sitio s
     JOIN catalog.frente f ON ((f.id = s.id_frente)));


--
-- Name: v_unidad_medida; Type: VIEW; Schema: catalog; Owner: -
--

CREATE VIEW catalog.v_unidad_medida AS
 SELECT unidad_medida.id,
    unidad_medida.clave,
    unidad_medida.descripcion,
    unidad_medida.activo
   FROM catalog.unidad_medida;


--
-- Name: contrato_anexo_maestro; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.contrato_anexo_maestro (
    clave text NOT NULL,
    total_hoja_mn numeric(25,2),
    total_hoja_usd numeric(25,2)
);


--
-- Name: contrato_concepto_maestro; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.contrato_concepto_maestro (
    id bigint NOT NULL,
    clave_anexo text NOT NULL,
    clave_partida text NOT NULL,
    partida text NOT NULL,
    partida_extraordinaria text DEFAULT ''::text NOT NULL,
    descripcion text NOT NULL,
    clave_descripcion text NOT NULL,
    ocurrencia integer DEFAULT 1 NOT NULL,
    id_unidad bigint NOT NULL,
    cantidad numeric(20,6) NOT NULL,
    precio_unitario_mn numeric(18,4) NOT NULL,
    precio_unitario_usd numeric(18,4) NOT NULL,
    orden_fila integer NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    CONSTRAINT contrato_concepto_maestro_cantidad_check CHECK ((cantidad >= (0)::numeric)),
    CONSTRAINT contrato_concepto_maestro_partida_check CHECK ((length(partida) <= 32)),
    CONSTRAINT contrato_concepto_maestro_partida_extraordinaria_check CHECK ((length(partida_extraordinaria) <= 50)),
    CONSTRAINT contrato_concepto_maestro_precio_unitario_mn_check CHECK ((precio_unitario_mn >= (0)::numeric)),
    CONSTRAINT contrato_concepto_maestro_precio_unitario_usd_check CHECK ((precio_unitario_usd >= (0)::numeric))
);


--
-- Name: contrato_concepto_maestro_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.contrato_concepto_maestro ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.contrato_concepto_maestro_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: family; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.family (
    id_familia bigint NOT NULL,
    version bigint DEFAULT 0 NOT NULL
)
WITH (fillfactor='50');


--
-- Name: family_save; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.family_save (
    id_familia bigint NOT NULL,
    version bigint NOT NULL,
    usuario text NOT NULL,
    fecha timestamp with time zone DEFAULT now() NOT NULL,
    indice_mes integer,
    lineas bigint[]
);


--
-- Name: importacion_anexo; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.importacion_anexo (
    id bigint NOT NULL,
    id_ot bigint NOT NULL,
    archivo_excel text DEFAULT ''::text NOT NULL,
    nombre_archivo text DEFAULT ''::text NOT NULL,
    sha256 text DEFAULT ''::text NOT NULL,
    fecha_carga timestamp with time zone DEFAULT now() NOT NULL,
    usuario_carga text NOT NULL,
    total_registros integer NOT NULL,
    modo_pool text NOT NULL,
    es_activo boolean DEFAULT true NOT NULL,
    archivo_guardado text GENERATED ALWAYS AS (NULLIF(archivo_excel, ''::text)) STORED,
    CONSTRAINT importacion_anexo_modo_pool_check CHECK ((modo_pool = ANY (ARRAY['compartido'::text, 'separado'::text])))
);


--
-- Name: importacion_anexo_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.importacion_anexo ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.importacion_anexo_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: importacion_ot; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.importacion_ot (
    id bigint NOT NULL,
    archivo text NOT NULL,
    nombre_archivo text NOT NULL,
    sha256 text NOT NULL,
    fecha_carga timestamp with time zone DEFAULT now() NOT NULL,
    usuario_carga text NOT NULL,
    CONSTRAINT importacion_ot_archivo_check CHECK ((archivo <> ''::text)),
    CONSTRAINT importacion_ot_nombre_archivo_check CHECK ((length(nombre_archivo) <= 255))
);


--
-- Name: importacion_ot_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.importacion_ot ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.importacion_ot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: importacion_ot_informe; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.importacion_ot_informe (
    id bigint NOT NULL,
    id_importacion_ot bigint NOT NULL,
    fecha timestamp with time zone DEFAULT now() NOT NULL,
    usuario text NOT NULL,
    informe jsonb NOT NULL
);


--
-- Name: importacion_ot_informe_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.importacion_ot_informe ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.importacion_ot_informe_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: line_item; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.line_item (
    id bigint NOT NULL,
    id_familia bigint NOT NULL,
    clave_anexo text NOT NULL,
    clave_partida text NOT NULL,
    clave_descripcion text NOT NULL,
    posicion integer DEFAULT 0 NOT NULL,
    codigo text DEFAULT ''::text NOT NULL,
    concepto text DEFAULT ''::text NOT NULL,
    unidad text DEFAULT ''::text NOT NULL,
    id_pool bigint DEFAULT 0 NOT NULL,
    volumen_pool numeric(18,6) DEFAULT 0 NOT NULL,
    volumen_proyectado numeric(18,6) DEFAULT 0 NOT NULL,
    cuenta_autorizado boolean DEFAULT false NOT NULL,
    precio_desde date[] DEFAULT '{-infinity}'::date[] NOT NULL,
    precio_mn numeric(15,4)[] DEFAULT '{0}'::numeric[] NOT NULL,
    precio_usd numeric(15,4)[] DEFAULT '{0}'::numeric[] NOT NULL,
    pu_mn numeric(15,4) DEFAULT 0 NOT NULL,
    pu_usd numeric(15,4) DEFAULT 0 NOT NULL,
    id_partida_vigente bigint,
    requiere_gpu boolean DEFAULT false NOT NULL,
    arrastrada boolean DEFAULT false NOT NULL,
    CONSTRAINT line_item_clave_anexo_check CHECK ((length(clave_anexo) <= 32)),
    CONSTRAINT line_item_clave_partida_check CHECK ((length(clave_partida) <= 32))
);


--
-- Name: line_item_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.line_item ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.line_item_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: line_month; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.line_month (
    id_reporte_mensual bigint NOT NULL,
    id_line_item bigint NOT NULL,
    inicial numeric(18,6) DEFAULT 0 NOT NULL,
    del_mes numeric(18,6) DEFAULT 0 NOT NULL,
    inicial_mn numeric(28,10) DEFAULT 0 NOT NULL,
    del_mes_mn numeric(28,10) DEFAULT 0 NOT NULL,
    inicial_usd numeric(28,10) DEFAULT 0 NOT NULL,
    del_mes_usd numeric(28,10) DEFAULT 0 NOT NULL
)
WITH (fillfactor='80');


--
-- Name: ot; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.ot (
    id bigint NOT NULL,
    id_tipo smallint NOT NULL,
    orden_trabajo text NOT NULL,
    descripcion_trabajo text DEFAULT ''::text NOT NULL,
    id_cliente bigint,
    id_responsable_proyecto bigint,
    responsable_cliente text DEFAULT ''::text NOT NULL,
    oficio_ot text DEFAULT ''::text NOT NULL,
    nivel_estatus smallint GENERATED ALWAYS AS (2) STORED NOT NULL,
    id_estatus_ot smallint DEFAULT 5 NOT NULL,
    fecha_inicio_programado date,
    fecha_termino_programado date,
    fecha_inicio_real date,
    fecha_termino_real date,
    estatus smallint DEFAULT 1 NOT NULL,
    num_reprogramacion integer,
    ot_principal bigint,
    tipo_principal smallint GENERATED ALWAYS AS (
CASE
    WHEN (ot_principal IS NOT NULL) THEN 4
    ELSE NULL::integer
END) STORED,
    id_familia bigint GENERATED ALWAYS AS (COALESCE(ot_principal, id)) STORED NOT NULL,
    monto_mxn numeric(25,2),
    monto_usd numeric(25,2),
    id_frente bigint,
    id_embarcacion bigint,
    id_plataforma bigint,
    id_intercom bigint,
    id_patio bigint,
    plazo_dias integer,
    requiere_patio boolean DEFAULT false NOT NULL,
    fecha_inicio_patio date,
    fecha_fin_patio date,
    comentario text DEFAULT ''::text NOT NULL,
    tipo_cambio numeric(12,6) DEFAULT 19.1648 NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    folio_pte text DEFAULT ''::text NOT NULL,
    CONSTRAINT only_reprogrammings_have_a_number CHECK (((id_tipo = 5) = (num_reprogramacion IS NOT NULL))),
    CONSTRAINT only_reprogrammings_have_a_principal CHECK (((id_tipo = 5) = (ot_principal IS NOT NULL))),
    CONSTRAINT ot_estatus_check CHECK ((estatus = ANY (ARRAY[0, 1]))),
    CONSTRAINT ot_folio_pte_check CHECK ((length(folio_pte) <= 100)),
    CONSTRAINT ot_id_tipo_check CHECK ((id_tipo = ANY (ARRAY[4, 5]))),
    CONSTRAINT ot_num_reprogramacion_check CHECK ((num_reprogramacion > 0)),
    CONSTRAINT ot_oficio_ot_check CHECK ((length(oficio_ot) <= 100)),
    CONSTRAINT ot_orden_trabajo_check CHECK (((orden_trabajo = btrim(orden_trabajo)) AND (orden_trabajo <> ''::text) AND (length(orden_trabajo) <= 100))),
    CONSTRAINT ot_responsable_cliente_check CHECK ((length(responsable_cliente) <= 200)),
    CONSTRAINT ot_tipo_cambio_check CHECK ((tipo_cambio > (0)::numeric)),
    CONSTRAINT planned_dates_in_order CHECK ((fecha_inicio_programado <= fecha_termino_programado)),
    CONSTRAINT real_dates_in_order CHECK ((fecha_inicio_real <= fecha_termino_real)),
    CONSTRAINT yard_dates_in_order CHECK ((fecha_inicio_patio <= fecha_fin_patio))
);


--
-- Name: ot_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.ot ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.ot_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: ot_importada; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.ot_importada (
    id_ot bigint NOT NULL,
    id_importacion_ot bigint NOT NULL,
    valores jsonb NOT NULL
);


--
-- Name: partida_anexo_importada; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.partida_anexo_importada (
    id bigint NOT NULL,
    id_importacion_anexo bigint NOT NULL,
    id_line_item bigint NOT NULL,
    id_partida text NOT NULL,
    descripcion_concepto text NOT NULL,
    anexo text NOT NULL,
    id_unidad_medida bigint NOT NULL,
    volumen_proyectado numeric(18,6) NOT NULL,
    precio_unitario_mn numeric(15,4) NOT NULL,
    precio_unitario_usd numeric(15,4) NOT NULL,
    arrastrada boolean DEFAULT false NOT NULL,
    compartida boolean NOT NULL,
    orden_fila integer NOT NULL,
    CONSTRAINT partida_anexo_importada_anexo_check CHECK (((anexo <> ''::text) AND (length(anexo) <= 32))),
    CONSTRAINT partida_anexo_importada_id_partida_check CHECK (((id_partida <> ''::text) AND (length(id_partida) <= 32))),
    CONSTRAINT partida_anexo_importada_precio_unitario_mn_check CHECK ((precio_unitario_mn >= (0)::numeric)),
    CONSTRAINT partida_anexo_importada_precio_unitario_usd_check CHECK ((precio_unitario_usd >= (0)::numeric)),
    CONSTRAINT partida_anexo_importada_volumen_proyectado_check CHECK ((volumen_proyectado >= (0)::numeric))
);


--
-- Name: partida_anexo_importada_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.partida_anexo_importada ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.partida_anexo_importada_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: partida_proyectada; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.partida_proyectada (
    id_importacion_anexo bigint NOT NULL,
    fecha date NOT NULL,
    id_partida_anexo bigint NOT NULL,
    volumen_programado numeric(15,6) NOT NULL,
    CONSTRAINT partida_proyectada_volumen_programado_check CHECK ((volumen_programado > (0)::numeric))
);


--
-- Name: price_book_import; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.price_book_import (
    id bigint NOT NULL,
    file_id text NOT NULL,
    file_name text NOT NULL,
    sha256 text NOT NULL,
    uploaded_by text NOT NULL,
    uploaded_at timestamp with time zone DEFAULT now() NOT NULL,
    items integer NOT NULL,
    added integer NOT NULL,
    changed integer NOT NULL,
    retired integer NOT NULL,
    report jsonb NOT NULL,
    CONSTRAINT price_book_import_file_id_check CHECK ((file_id <> ''::text)),
    CONSTRAINT price_book_import_file_name_check CHECK ((length(file_name) <= 255)),
    CONSTRAINT price_book_import_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);


--
-- Name: price_book_import_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.price_book_import ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.price_book_import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: produccion; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.produccion (
    id bigint NOT NULL,
    id_reporte_mensual bigint NOT NULL,
    id_partida_anexo bigint NOT NULL,
    id_sitio_produccion bigint NOT NULL,
    version bigint NOT NULL,
    fecha_produccion date NOT NULL,
    tipo_tiempo text NOT NULL,
    volumen_produccion numeric(15,6) NOT NULL,
    CONSTRAINT produccion_tipo_tiempo_check CHECK ((tipo_tiempo = ANY (ARRAY['TE'::text, 'CMA'::text]))),
    CONSTRAINT produccion_volumen_produccion_check CHECK ((volumen_produccion > (0)::numeric))
)
WITH (fillfactor='80');


--
-- Name: produccion_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.produccion ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.produccion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: registro_generadores_pu; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.registro_generadores_pu (
    id bigint NOT NULL,
    id_produccion bigint NOT NULL,
    id_reporte_mensual bigint NOT NULL,
    id_partida_anexo bigint NOT NULL,
    fecha_produccion date NOT NULL,
    tipo_tiempo text NOT NULL,
    id_sitio_produccion bigint NOT NULL,
    nivel_estatus smallint GENERATED ALWAYS AS (7) STORED NOT NULL,
    id_estatus smallint DEFAULT 19 NOT NULL,
    archivo text DEFAULT ''::text NOT NULL,
    nota_bloqueo text DEFAULT ''::text NOT NULL,
    id_estimacion_detalle bigint,
    fecha_actualizacion timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT registro_generadores_pu_archivo_check CHECK (((archivo = ''::text) OR ((archivo ~ '^https?://'::text) AND (length(archivo) <= 500)))),
    CONSTRAINT rejection_has_a_note CHECK (((id_estatus <> 23) OR (nota_bloqueo <> ''::text)))
);


--
-- Name: registro_generadores_pu_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.registro_generadores_pu ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.registro_generadores_pu_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reporte_diario_detalle; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.reporte_diario_detalle (
    id bigint NOT NULL,
    id_reporte_mensual bigint NOT NULL,
    fecha date NOT NULL,
    id_sitio bigint NOT NULL,
    nivel_estatus smallint GENERATED ALWAYS AS (6) STORED NOT NULL,
    id_estatus_operativo smallint,
    id_estatus_firma smallint,
    comentario text DEFAULT ''::text NOT NULL,
    bloqueado boolean GENERATED ALWAYS AS (COALESCE((id_estatus_firma = 17), false)) STORED NOT NULL,
    firmado boolean DEFAULT false NOT NULL,
    CONSTRAINT day_has_a_state CHECK ((COALESCE(id_estatus_operativo, id_estatus_firma) IS NOT NULL)),
    CONSTRAINT firmado_is_a_closed_day CHECK (((NOT firmado) OR (id_estatus_firma = 17))),
    CONSTRAINT reporte_diario_detalle_comentario_check CHECK ((length(comentario) <= 255)),
    CONSTRAINT reporte_diario_detalle_id_estatus_firma_check CHECK ((id_estatus_firma = ANY (ARRAY[17, 18, 19, 20]))),
    CONSTRAINT reporte_diario_detalle_id_estatus_operativo_check CHECK ((id_estatus_operativo = ANY (ARRAY[14, 15, 16])))
);


--
-- Name: reporte_diario_detalle_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.reporte_diario_detalle ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.reporte_diario_detalle_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reporte_mensual_header; Type: TABLE; Schema: contracts; Owner: -
--

CREATE TABLE contracts.reporte_mensual_header (
    id bigint NOT NULL,
    id_ot bigint NOT NULL,
    mes smallint NOT NULL,
    anio smallint NOT NULL,
    indice_mes integer GENERATED ALWAYS AS ((((anio * 12) + mes) - 1)) STORED NOT NULL,
    archivo text DEFAULT ''::text NOT NULL,
    nivel_estatus smallint GENERATED ALWAYS AS (5) STORED NOT NULL,
    id_estatus smallint DEFAULT 1 NOT NULL,
    fecha_creacion timestamp with time zone DEFAULT now() NOT NULL,
    fecha_actualizacion timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reporte_mensual_header_anio_check CHECK (((anio >= 2000) AND (anio <= 2100))),
    CONSTRAINT reporte_mensual_header_archivo_check CHECK (((archivo = ''::text) OR ((archivo ~ '^https?://'::text) AND (length(archivo) <= 500)))),
    CONSTRAINT reporte_mensual_header_mes_check CHECK (((mes >= 1) AND (mes <= 12)))
);


--
-- Name: reporte_mensual_header_id_seq; Type: SEQUENCE; Schema: contracts; Owner: -
--

ALTER TABLE contracts.reporte_mensual_header ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME contracts.reporte_mensual_header_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: v_excess; Type: VIEW; Schema: contracts; Owner: -
--

CREATE VIEW contracts.v_excess AS
 SELECT p.id,
    p.id_reporte_mensual,
    p.id_partida_anexo,
    p.id_sitio_produccion,
    p.version,
    p.fecha_produccion,
    p.tipo_tiempo,
    p.volumen_produccion,
    r.id_ot AS id_familia,
    l.id_pool,
    LEAST(p.volumen_produccion, GREATEST((0)::numeric, (sum(p.volumen_produccion) OVER counted - l.volumen_pool))) AS volumen_excedente
   FROM ((contracts.reporte_mensual_header r
     JOIN contracts.produccion p ON ((p.id_reporte_mensual = r.id)))
     JOIN contracts.line_item l ON ((l.id = p.id_partida_anexo)))
  WINDOW counted AS (PARTITION BY r.id_ot, l.id_pool ORDER BY p.fecha_produccion, (p.tipo_tiempo = 'CMA'::text), p.id_sitio_produccion, p.id_partida_anexo);


--
-- Name: v_family_validity; Type: VIEW; Schema: contracts; Owner: -
--

CREATE VIEW contracts.v_family_validity AS
 SELECT o.id_familia,
    COALESCE(min(COALESCE(o.fecha_inicio_real, o.fecha_inicio_programado)) FILTER (WHERE (o.id_tipo = 4)), min(COALESCE(o.fecha_inicio_real, o.fecha_inicio_programado))) AS inicio,
    max(COALESCE(o.fecha_termino_real, o.fecha_termino_programado)) AS fin,
    (array_agg(COALESCE(o.fecha_termino_real, o.fecha_termino_programado) ORDER BY o.num_reprogramacion DESC NULLS LAST))[1] AS fin_vigente,
    COALESCE(min(o.fecha_inicio_patio) FILTER (WHERE (o.id_tipo = 4)), min(o.fecha_inicio_patio)) AS inicio_patio,
    max(o.fecha_fin_patio) AS fin_patio
   FROM contracts.ot o
  WHERE (o.estatus = 1)
  GROUP BY o.id_familia;


--
-- Name: v_price_book; Type: VIEW; Schema: contracts; Owner: -
--

CREATE VIEW contracts.v_price_book AS
 SELECT c.id,
    c.clave_anexo,
    c.clave_partida,
    c.partida,
    c.partida_extraordinaria,
    c.descripcion,
    c.id_unidad,
    u.clave AS unidad,
    c.cantidad,
    c.precio_unitario_mn,
    c.precio_unitario_usd,
    round((c.cantidad * c.precio_unitario_mn), 2) AS importe_mn,
    round((c.cantidad * c.precio_unitario_usd), 2) AS importe_usd,
    c.orden_fila,
    ((COALESCE(lpad("substring"(c.clave_anexo, '^C-?([0-9]+)'::text), 9, '0'::text), '~'::text) ||
        CASE
            WHEN (c.clave_anexo ~~ '%EXT'::text) THEN '~'::text
            ELSE ''::text
        END) || COALESCE(lpad("substring"(c.clave_anexo, '^C-[0-9]+-([0-9]+)$'::text), 9, '0'::text), ''::text)) AS orden_anexo,
    translate(upper(concat_ws(' '::text, c.partida, c.partida_extraordinaria, c.clave_descripcion)), 'ÁÀÂÄÃÉÈÊËÍÌÎÏÓÒÔÖÕÚÙÛÜÑÇ'::text, 'AAAAAEEEEIIIIOOOOOUUUUNC'::text) AS texto
   FROM (contracts.contrato_concepto_maestro c
     JOIN catalog.v_unidad_medida u ON ((u.id = c.id_unidad)))
  WHERE c.activo;


--
-- Name: v_produccion; Type: VIEW; Schema: contracts; Owner: -
--

CREATE VIEW contracts.v_produccion AS
 SELECT v_excess.id,
    v_excess.id_partida_anexo,
    v_excess.id_reporte_mensual,
    v_excess.fecha_produccion,
    v_excess.volumen_produccion,
    v_excess.tipo_tiempo,
    (v_excess.volumen_excedente > (0)::numeric) AS es_excedente,
    v_excess.volumen_excedente,
    v_excess.id_sitio_produccion,
    v_excess.id_familia,
    v_excess.id_pool,
    v_excess.version
   FROM contracts.v_excess;


--
-- Name: v_registro_generadores_pu; Type: VIEW; Schema: contracts; Owner: -
--

CREATE VIEW contracts.v_registro_generadores_pu AS
 SELECT registro_generadores_pu.id,
    registro_generadores_pu.id_produccion,
    registro_generadores_pu.id_estatus,
    registro_generadores_pu.archivo,
    registro_generadores_pu.nota_bloqueo,
    registro_generadores_pu.id_estimacion_detalle,
    registro_generadores_pu.fecha_actualizacion
   FROM contracts.registro_generadores_pu;


--
-- Name: v_work_order; Type: VIEW; Schema: contracts; Owner: -
--

CREATE VIEW contracts.v_work_order AS
 SELECT o.id,
        CASE o.id_tipo
            WHEN 4 THEN 'INICIAL'::text
            ELSE 'REPROGRAMACION'::text
        END AS tipo,
    o.orden_trabajo,
    o.ot_principal,
    o.num_reprogramacion,
    o.descripcion_trabajo,
    o.fecha_inicio_programado,
    o.fecha_termino_programado,
    o.fecha_inicio_real,
    o.fecha_termino_real,
    o.id_embarcacion,
    o.id_plataforma,
    o.id_patio,
    o.id_intercom,
    o.id_frente,
    o.requiere_patio,
    o.fecha_inicio_patio,
    o.fecha_fin_patio,
    o.id_cliente,
    o.id_responsable_proyecto,
    o.responsable_cliente,
    o.oficio_ot,
    o.folio_pte,
    o.monto_mxn,
    o.monto_usd,
    o.tipo_cambio,
    o.plazo_dias,
    o.id_estatus_ot,
    o.comentario,
    o.estatus,
    (o.estatus = 1) AS activa,
    o.id_familia,
    o.version,
    e.codigo AS estatus_ot,
    e.descripcion AS estatus_es,
    e.descripcion_en AS estatus_en,
    vessel.descripcion AS embarcacion,
    platform.descripcion AS plataforma,
    yard.descripcion AS patio,
    intercom.descripcion AS intercom,
    COALESCE(vessel.zona_horaria, platform.zona_horaria, yard.zona_horaria, intercom.zona_horaria) AS zona_horaria,
    client.descripcion AS cliente,
    lead.descripcion AS responsable_proyecto,
    v.inicio AS vigencia_inicio,
    v.fin AS vigencia_fin,
    v.fin_vigente AS vigencia_fin_ultima,
    v.inicio_patio AS vigencia_inicio_patio,
    v.fin_patio AS vigencia_fin_patio,
    ( SELECT (count(*))::integer AS count
           FROM contracts.ot r
          WHERE ((r.id_familia = o.id_familia) AND (r.id_tipo = 5))) AS reprogramaciones
   FROM ((((((((contracts.ot o
     JOIN catalog.v_cat_estatus e ON (((e.nivel_afectacion = 2) AND (e.id = o.id_estatus_ot))))
     LEFT JOIN catalog.v_sitio vessel ON ((vessel.id = o.id_embarcacion)))
     LEFT JOIN catalog.v_sitio platform ON ((platform.id = o.id_plataforma)))
     LEFT JOIN catalog.v_sitio yard ON ((yard.id = o.id_patio)))
     LEFT JOIN catalog.v_sitio intercom ON ((intercom.id = o.id_intercom)))
     LEFT JOIN catalog.v_cliente client ON ((client.id = o.id_cliente)))
     LEFT JOIN catalog.v_responsable_proyecto lead ON ((lead.id = o.id_responsable_proyecto)))
     LEFT JOIN contracts.v_family_validity v ON ((v.id_familia = o.id_familia)));


--
-- Name: event; Type: TABLE; Schema: downtime; Owner: -
--

CREATE TABLE downtime.event (
    id bigint NOT NULL,
    client_id uuid,
    line_id bigint NOT NULL,
    facility_id bigint NOT NULL,
    reason_id bigint,
    started_at timestamp with time zone NOT NULL,
    ended_at timestamp with time zone,
    shift_occurrence_id bigint,
    production_date date NOT NULL,
    shift_source text DEFAULT 'auto'::text NOT NULL,
    crew smallint NOT NULL,
    note text DEFAULT ''::text NOT NULL,
    job_number text,
    job_verified boolean DEFAULT false NOT NULL,
    entered_by bigint NOT NULL,
    entered_by_name text NOT NULL,
    entered_at timestamp with time zone NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    deleted_at timestamp with time zone,
    change_reason text DEFAULT ''::text NOT NULL,
    explained_by bigint,
    CONSTRAINT end_not_after_start CHECK ((ended_at > started_at)),
    CONSTRAINT event_change_reason_check CHECK ((length(change_reason) <= 500)),
    CONSTRAINT event_crew_check CHECK (((crew >= 0) AND (crew <= 50))),
    CONSTRAINT event_job_number_check CHECK (((job_number = btrim(job_number)) AND (job_number <> ''::text) AND (length(job_number) <= 50))),
    CONSTRAINT event_note_check CHECK ((length(note) <= 1000)),
    CONSTRAINT event_shift_source_check CHECK ((shift_source = ANY (ARRAY['auto'::text, 'manual'::text])))
);


--
-- Name: event_id_seq; Type: SEQUENCE; Schema: downtime; Owner: -
--

ALTER TABLE downtime.event ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME downtime.event_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: line_watch; Type: TABLE; Schema: downtime; Owner: -
--

CREATE TABLE downtime.line_watch (
    line_id bigint NOT NULL,
    seen_at timestamp with time zone NOT NULL
);


--
-- Name: quick_note; Type: TABLE; Schema: downtime; Owner: -
--

CREATE TABLE downtime.quick_note (
    id bigint NOT NULL,
    name_es text NOT NULL,
    name_en text NOT NULL,
    sort_order integer DEFAULT 0 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT quick_note_name_en_check CHECK (((name_en = btrim(name_en)) AND (name_en <> ''::text) AND (length(name_en) <= 100))),
    CONSTRAINT quick_note_name_es_check CHECK (((name_es = btrim(name_es)) AND (name_es <> ''::text) AND (length(name_es) <= 100)))
);


--
-- Name: quick_note_id_seq; Type: SEQUENCE; Schema: downtime; Owner: -
--

ALTER TABLE downtime.quick_note ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME downtime.quick_note_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reason; Type: TABLE; Schema: downtime; Owner: -
--

CREATE TABLE downtime.reason (
    id bigint NOT NULL,
    parent_id bigint,
    depth smallint NOT NULL,
    parent_depth smallint GENERATED ALWAYS AS (
CASE
    WHEN (parent_id IS NOT NULL) THEN (depth - 1)
    ELSE NULL::integer
END) STORED,
    code text NOT NULL,
    name_es text NOT NULL,
    name_en text NOT NULL,
    loss_type text NOT NULL,
    counts_as_failure boolean DEFAULT false NOT NULL,
    requires_note boolean DEFAULT false NOT NULL,
    color text DEFAULT '#54565a'::text NOT NULL,
    icon text DEFAULT 'tool'::text NOT NULL,
    sort_order integer DEFAULT 0 NOT NULL,
    active boolean DEFAULT true NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT reason_code_check CHECK (((code = btrim(code)) AND (code <> ''::text) AND (length(code) <= 20))),
    CONSTRAINT reason_color_check CHECK ((color ~ '^#[0-9a-f]{6}$'::text)),
    CONSTRAINT reason_depth_check CHECK (((depth >= 1) AND (depth <= 4))),
    CONSTRAINT reason_icon_check CHECK ((icon ~ '^[a-z0-9-]{1,40}$'::text)),
    CONSTRAINT reason_loss_type_check CHECK ((loss_type = ANY (ARRAY['UNPLANNED_STOP'::text, 'PLANNED_STOP'::text, 'CHANGEOVER'::text, 'MINOR_STOP'::text, 'NOT_SCHEDULED'::text]))),
    CONSTRAINT reason_name_en_check CHECK (((name_en = btrim(name_en)) AND (name_en <> ''::text) AND (length(name_en) <= 100))),
    CONSTRAINT reason_name_es_check CHECK (((name_es = btrim(name_es)) AND (name_es <> ''::text) AND (length(name_es) <= 100))),
    CONSTRAINT reason_root_is_first CHECK (((parent_id IS NULL) = (depth = 1)))
);


--
-- Name: reason_id_seq; Type: SEQUENCE; Schema: downtime; Owner: -
--

ALTER TABLE downtime.reason ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME downtime.reason_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: reason_line; Type: TABLE; Schema: downtime; Owner: -
--

CREATE TABLE downtime.reason_line (
    reason_id bigint NOT NULL,
    line_id bigint NOT NULL
);


--
-- Name: sign_off; Type: TABLE; Schema: downtime; Owner: -
--

CREATE TABLE downtime.sign_off (
    line_id bigint NOT NULL,
    shift_occurrence_id bigint NOT NULL,
    signed_by text NOT NULL,
    signed_at timestamp with time zone NOT NULL
);


--
-- Name: actor_id; Type: SEQUENCE; Schema: identity; Owner: -
--

CREATE SEQUENCE identity.actor_id
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1;


--
-- Name: pin_failure; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.pin_failure (
    id bigint NOT NULL,
    user_id bigint NOT NULL,
    failed_at timestamp with time zone NOT NULL,
    station_id bigint
);


--
-- Name: pin_failure_id_seq; Type: SEQUENCE; Schema: identity; Owner: -
--

ALTER TABLE identity.pin_failure ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME identity.pin_failure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: pins; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.pins (
    user_id bigint NOT NULL,
    pin_hash text NOT NULL,
    set_at timestamp with time zone NOT NULL
);


--
-- Name: role_permissions; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.role_permissions (
    role text NOT NULL,
    permission text NOT NULL,
    CONSTRAINT role_permissions_permission_check CHECK ((permission ~ '^[a-z]+\.[a-z_]+$'::text))
);


--
-- Name: roles; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.roles (
    name text NOT NULL,
    CONSTRAINT roles_name_check CHECK ((name ~ '^[A-Za-z]{1,50}$'::text))
);


--
-- Name: sessions; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.sessions (
    id bigint NOT NULL,
    token_hash bytea NOT NULL,
    user_id bigint NOT NULL,
    created_at timestamp with time zone NOT NULL,
    last_seen_at timestamp with time zone NOT NULL,
    expires_at timestamp with time zone NOT NULL,
    ip text NOT NULL,
    user_agent text NOT NULL,
    ended_at timestamp with time zone,
    end_reason text,
    CONSTRAINT sessions_check CHECK (((ended_at IS NULL) = (end_reason IS NULL))),
    CONSTRAINT sessions_end_reason_check CHECK ((end_reason = ANY (ARRAY['signed_out'::text, 'superseded'::text, 'expired'::text, 'replaced'::text, 'disabled'::text, 'password_reset'::text]))),
    CONSTRAINT sessions_token_hash_check CHECK ((length(token_hash) = 32))
);


--
-- Name: sessions_id_seq; Type: SEQUENCE; Schema: identity; Owner: -
--

ALTER TABLE identity.sessions ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME identity.sessions_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: sign_in_failure; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.sign_in_failure (
    id bigint NOT NULL,
    name text NOT NULL,
    ip text NOT NULL,
    failed_at timestamp with time zone NOT NULL
);


--
-- Name: sign_in_failure_id_seq; Type: SEQUENCE; Schema: identity; Owner: -
--

ALTER TABLE identity.sign_in_failure ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME identity.sign_in_failure_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: station_key; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.station_key (
    id smallint DEFAULT 1 NOT NULL,
    private_key bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT one_station_key CHECK ((id = 1))
);


--
-- Name: stations; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.stations (
    id bigint DEFAULT nextval('identity.actor_id'::regclass) NOT NULL,
    name text NOT NULL,
    facility_id bigint,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by text NOT NULL,
    last_seen_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT stations_name_check CHECK (((name = btrim(name)) AND ((length(name) >= 1) AND (length(name) <= 100)) AND (name !~ '[[:cntrl:]]'::text))),
    CONSTRAINT stations_token_hash_check CHECK ((length(token_hash) = 32))
);


--
-- Name: token_roles; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.token_roles (
    token_id bigint NOT NULL,
    role text NOT NULL
);


--
-- Name: tokens; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.tokens (
    id bigint DEFAULT nextval('identity.actor_id'::regclass) NOT NULL,
    name text NOT NULL,
    token_hash bytea NOT NULL,
    created_at timestamp with time zone NOT NULL,
    created_by text NOT NULL,
    last_used_at timestamp with time zone,
    revoked_at timestamp with time zone,
    CONSTRAINT tokens_name_check CHECK (((length(name) >= 1) AND (length(name) <= 100))),
    CONSTRAINT tokens_token_hash_check CHECK ((length(token_hash) = 32))
);


--
-- Name: user_facilities; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.user_facilities (
    user_id bigint NOT NULL,
    facility_id bigint NOT NULL
);


--
-- Name: user_logins; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.user_logins (
    login_id bigint NOT NULL,
    username text NOT NULL,
    display_name text NOT NULL,
    email text,
    ad_groups text,
    is_admin boolean NOT NULL,
    login_date timestamp with time zone NOT NULL,
    ip_address text NOT NULL,
    user_agent text NOT NULL
);


--
-- Name: user_logins_login_id_seq; Type: SEQUENCE; Schema: identity; Owner: -
--

ALTER TABLE identity.user_logins ALTER COLUMN login_id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME identity.user_logins_login_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: user_preference; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.user_preference (
    user_id bigint NOT NULL,
    key text NOT NULL,
    value jsonb NOT NULL,
    changed_at timestamp with time zone NOT NULL,
    CONSTRAINT user_preference_key_check CHECK ((key ~ '^[a-z0-9._-]{1,100}$'::text))
);


--
-- Name: user_roles; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.user_roles (
    user_id bigint NOT NULL,
    role text NOT NULL
);


--
-- Name: user_sites; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.user_sites (
    user_id bigint NOT NULL,
    site_id bigint NOT NULL
);


--
-- Name: users; Type: TABLE; Schema: identity; Owner: -
--

CREATE TABLE identity.users (
    id bigint DEFAULT nextval('identity.actor_id'::regclass) NOT NULL,
    username text NOT NULL,
    display_name text NOT NULL,
    password_hash text,
    password_set_at timestamp with time zone,
    source text DEFAULT 'local'::text NOT NULL,
    language text,
    disabled_at timestamp with time zone,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT password_is_of_local_users CHECK (((source = 'local'::text) OR (password_hash IS NULL))),
    CONSTRAINT username_reserved CHECK ((lower(username) <> ALL (ARRAY['system'::text, 'anonymous'::text]))),
    CONSTRAINT users_display_name_check CHECK (((length(display_name) >= 1) AND (length(display_name) <= 200))),
    CONSTRAINT users_language_check CHECK ((language = ANY (ARRAY['es'::text, 'en'::text]))),
    CONSTRAINT users_source_check CHECK ((source = ANY (ARRAY['local'::text, 'directory'::text]))),
    CONSTRAINT users_username_check CHECK ((username ~ '^[^[:space:][:cntrl:]:]{1,100}$'::text))
);


--
-- Name: v_actors; Type: VIEW; Schema: identity; Owner: -
--

CREATE VIEW identity.v_actors AS
 SELECT u.id,
    u.username AS name,
    u.display_name
   FROM identity.users u
UNION ALL
 SELECT t.id,
    ('token:'::text || t.name) AS name,
    t.name AS display_name
   FROM identity.tokens t
UNION ALL
 SELECT s.id,
    ('station:'::text || s.name) AS name,
    s.name AS display_name
   FROM identity.stations s;


--
-- Name: v_user_access; Type: VIEW; Schema: identity; Owner: -
--

CREATE VIEW identity.v_user_access AS
 SELECT u.id AS user_id,
    ARRAY( SELECT ur.role
           FROM identity.user_roles ur
          WHERE (ur.user_id = u.id)
          ORDER BY ur.role) AS roles,
    ARRAY( SELECT DISTINCT rp.permission
           FROM (identity.user_roles ur
             JOIN identity.role_permissions rp USING (role))
          WHERE (ur.user_id = u.id)
          ORDER BY rp.permission) AS permissions,
    ARRAY( SELECT us.site_id
           FROM identity.user_sites us
          WHERE (us.user_id = u.id)
          ORDER BY us.site_id) AS site_ids,
    ARRAY( SELECT uf.facility_id
           FROM identity.user_facilities uf
          WHERE (uf.user_id = u.id)
          ORDER BY uf.facility_id) AS facility_ids
   FROM identity.users u;


--
-- Name: demo_data; Type: TABLE; Schema: kernel; Owner: -
--

CREATE TABLE kernel.demo_data (
    only_one boolean DEFAULT true NOT NULL,
    loaded_at timestamp with time zone NOT NULL,
    usernames text[] NOT NULL,
    password text NOT NULL,
    CONSTRAINT demo_data_only_one_check CHECK (only_one)
);


--
-- Name: file; Type: TABLE; Schema: kernel; Owner: -
--

CREATE TABLE kernel.file (
    id text NOT NULL,
    name text NOT NULL,
    media_type text NOT NULL,
    sha256 text NOT NULL,
    bytes bigint,
    owner text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    expires_at timestamp with time zone,
    CONSTRAINT file_bytes_check CHECK ((bytes >= 0)),
    CONSTRAINT file_id_check CHECK ((id ~ '^[0-9a-f]{32}$'::text)),
    CONSTRAINT file_name_check CHECK ((length(name) <= 255)),
    CONSTRAINT file_sha256_check CHECK ((sha256 ~ '^[0-9a-f]{64}$'::text))
);


--
-- Name: idempotency_key; Type: TABLE; Schema: kernel; Owner: -
--

CREATE TABLE kernel.idempotency_key (
    actor_id bigint NOT NULL,
    key text NOT NULL,
    request_hash bytea NOT NULL,
    status integer,
    content_type text,
    location text,
    body bytea,
    created_at timestamp with time zone NOT NULL,
    CONSTRAINT idempotency_key_key_check CHECK (((length(key) >= 1) AND (length(key) <= 255))),
    CONSTRAINT idempotency_key_request_hash_check CHECK ((length(request_hash) = 32))
);


--
-- Name: import; Type: TABLE; Schema: kernel; Owner: -
--

CREATE TABLE kernel.import (
    id bigint NOT NULL,
    kind text NOT NULL,
    file_id text NOT NULL,
    fields jsonb NOT NULL,
    culture text NOT NULL,
    step text DEFAULT 'read'::text NOT NULL,
    job_id bigint NOT NULL,
    report jsonb,
    refusal jsonb,
    differs boolean DEFAULT false NOT NULL,
    kept_as bigint,
    created_by text NOT NULL,
    created_at timestamp with time zone DEFAULT now() NOT NULL,
    applied_at timestamp with time zone,
    CONSTRAINT applied_import_has_a_report CHECK (((applied_at IS NULL) OR (report IS NOT NULL))),
    CONSTRAINT import_kind_check CHECK ((kind ~ '^[a-z]+\.[a-z_]+$'::text)),
    CONSTRAINT import_step_check CHECK ((step = ANY (ARRAY['read'::text, 'apply'::text])))
);


--
-- Name: import_id_seq; Type: SEQUENCE; Schema: kernel; Owner: -
--

ALTER TABLE kernel.import ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME kernel.import_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: job; Type: TABLE; Schema: kernel; Owner: -
--

CREATE TABLE kernel.job (
    id bigint NOT NULL,
    kind text NOT NULL,
    payload jsonb NOT NULL,
    state text DEFAULT 'waiting'::text NOT NULL,
    attempts integer DEFAULT 0 NOT NULL,
    run_after timestamp with time zone NOT NULL,
    lease_until timestamp with time zone,
    token uuid,
    progress smallint DEFAULT 0 NOT NULL,
    result jsonb,
    error text,
    created_by text NOT NULL,
    created_at timestamp with time zone NOT NULL,
    finished_at timestamp with time zone,
    CONSTRAINT ended_job_has_an_end CHECK (((state = ANY (ARRAY['done'::text, 'failed'::text])) = (finished_at IS NOT NULL))),
    CONSTRAINT job_kind_check CHECK ((kind ~ '^[a-z]+\.[a-z_]+$'::text)),
    CONSTRAINT job_progress_check CHECK (((progress >= 0) AND (progress <= 100))),
    CONSTRAINT job_state_check CHECK ((state = ANY (ARRAY['waiting'::text, 'running'::text, 'done'::text, 'failed'::text]))),
    CONSTRAINT running_job_has_a_lease CHECK (((state = 'running'::text) = ((token IS NOT NULL) AND (lease_until IS NOT NULL))))
);


--
-- Name: job_id_seq; Type: SEQUENCE; Schema: kernel; Owner: -
--

ALTER TABLE kernel.job ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME kernel.job_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: migration; Type: TABLE; Schema: kernel; Owner: -
--

CREATE TABLE kernel.migration (
    name text NOT NULL,
    checksum text NOT NULL,
    applied_at timestamp with time zone DEFAULT now() NOT NULL
);


--
-- Name: recurring_job; Type: TABLE; Schema: kernel; Owner: -
--

CREATE TABLE kernel.recurring_job (
    kind text NOT NULL,
    queued_at timestamp with time zone NOT NULL
);


--
-- Name: color; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.color (
    id bigint NOT NULL,
    nombre text NOT NULL,
    codigo text DEFAULT ''::text NOT NULL,
    familia text,
    activo boolean DEFAULT true NOT NULL,
    CONSTRAINT color_codigo_check CHECK (((codigo = btrim(codigo)) AND (length(codigo) <= 20))),
    CONSTRAINT color_familia_check CHECK ((familia = ANY (ARRAY['SOLIDO'::text, 'PASTEL'::text, 'CARAMELO'::text, 'TRANSPARENTE'::text, 'NEON'::text, 'NAVIDAD'::text]))),
    CONSTRAINT color_nombre_check CHECK (((nombre = btrim(nombre)) AND (nombre <> ''::text) AND (length(nombre) <= 100)))
);


--
-- Name: color_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.color ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.color_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: control_peso; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.control_peso (
    id bigint NOT NULL,
    id_cliente uuid NOT NULL,
    id_registro bigint NOT NULL,
    serie text NOT NULL,
    peso_kg numeric(12,6) NOT NULL,
    id_color bigint,
    color text DEFAULT ''::text NOT NULL,
    operador text DEFAULT ''::text NOT NULL,
    balanza text DEFAULT ''::text NOT NULL,
    manual boolean DEFAULT false NOT NULL,
    hora_registro timestamp with time zone NOT NULL,
    creado_por text NOT NULL,
    anulado boolean DEFAULT false NOT NULL,
    motivo_anulacion text DEFAULT ''::text NOT NULL,
    anulado_por text,
    fecha_anulacion timestamp with time zone,
    CONSTRAINT control_peso_balanza_check CHECK ((length(balanza) <= 60)),
    CONSTRAINT control_peso_color_check CHECK ((length(color) <= 100)),
    CONSTRAINT control_peso_motivo_anulacion_check CHECK ((length(motivo_anulacion) <= 500)),
    CONSTRAINT control_peso_operador_check CHECK ((length(operador) <= 100)),
    CONSTRAINT control_peso_peso_kg_check CHECK ((peso_kg > (0)::numeric)),
    CONSTRAINT void_has_a_reason CHECK ((anulado = (motivo_anulacion <> ''::text)))
);


--
-- Name: control_peso_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.control_peso ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.control_peso_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: detalle_produccion_hora; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.detalle_produccion_hora (
    id bigint NOT NULL,
    id_registro bigint NOT NULL,
    posicion integer NOT NULL,
    desde timestamp without time zone NOT NULL,
    minutos integer NOT NULL,
    maquinista text DEFAULT ''::text NOT NULL,
    id_color bigint,
    color text DEFAULT ''::text NOT NULL,
    coladas bigint NOT NULL,
    observacion text DEFAULT ''::text NOT NULL,
    merma_kg numeric(18,6) DEFAULT 0 NOT NULL,
    color_merma text DEFAULT ''::text NOT NULL,
    motivo_merma text DEFAULT ''::text NOT NULL,
    CONSTRAINT detalle_produccion_hora_coladas_check CHECK ((coladas >= 0)),
    CONSTRAINT detalle_produccion_hora_color_check CHECK ((length(color) <= 100)),
    CONSTRAINT detalle_produccion_hora_color_merma_check CHECK ((length(color_merma) <= 100)),
    CONSTRAINT detalle_produccion_hora_maquinista_check CHECK ((length(maquinista) <= 100)),
    CONSTRAINT detalle_produccion_hora_merma_kg_check CHECK ((merma_kg >= (0)::numeric)),
    CONSTRAINT detalle_produccion_hora_minutos_check CHECK (((minutos >= 1) AND (minutos <= 1440))),
    CONSTRAINT detalle_produccion_hora_motivo_merma_check CHECK ((length(motivo_merma) <= 300)),
    CONSTRAINT detalle_produccion_hora_observacion_check CHECK ((length(observacion) <= 500)),
    CONSTRAINT detalle_produccion_hora_posicion_check CHECK ((posicion > 0))
);


--
-- Name: detalle_produccion_hora_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.detalle_produccion_hora ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.detalle_produccion_hora_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: feriado; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.feriado (
    fecha date NOT NULL,
    descripcion text DEFAULT ''::text NOT NULL,
    CONSTRAINT feriado_descripcion_check CHECK ((length(descripcion) <= 100))
);


--
-- Name: lote_color; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.lote_color (
    id bigint NOT NULL,
    id_orden bigint NOT NULL,
    posicion integer NOT NULL,
    id_color bigint NOT NULL,
    color text NOT NULL,
    stock_kg numeric(18,6),
    personas integer DEFAULT 1 NOT NULL,
    CONSTRAINT lote_color_personas_check CHECK ((personas >= 0)),
    CONSTRAINT lote_color_posicion_check CHECK ((posicion > 0)),
    CONSTRAINT lote_color_stock_kg_check CHECK ((stock_kg >= (0)::numeric))
);


--
-- Name: lote_color_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.lote_color ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.lote_color_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: lote_material; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.lote_material (
    id_lote bigint NOT NULL,
    posicion integer NOT NULL,
    id_material bigint NOT NULL,
    nombre text NOT NULL,
    tipo text NOT NULL,
    fraccion numeric(9,6),
    partes integer,
    CONSTRAINT lote_material_fraccion_check CHECK (((fraccion > (0)::numeric) AND (fraccion <= (1)::numeric))),
    CONSTRAINT lote_material_partes_check CHECK ((partes > 0)),
    CONSTRAINT lote_material_posicion_check CHECK ((posicion > 0)),
    CONSTRAINT material_share_given_once CHECK ((num_nonnulls(fraccion, partes) = 1))
);


--
-- Name: lote_pigmento; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.lote_pigmento (
    id_lote bigint NOT NULL,
    posicion integer NOT NULL,
    id_pigmento bigint NOT NULL,
    nombre text NOT NULL,
    dosis_gr numeric(18,6) NOT NULL,
    CONSTRAINT lote_pigmento_dosis_gr_check CHECK ((dosis_gr >= (0)::numeric)),
    CONSTRAINT lote_pigmento_posicion_check CHECK ((posicion > 0))
);


--
-- Name: maquina; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.maquina (
    id bigint NOT NULL,
    nombre text NOT NULL,
    tipo text DEFAULT ''::text NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    CONSTRAINT maquina_nombre_check CHECK (((nombre = btrim(nombre)) AND (nombre <> ''::text) AND (length(nombre) <= 100))),
    CONSTRAINT maquina_tipo_check CHECK (((tipo = btrim(tipo)) AND (length(tipo) <= 60)))
);


--
-- Name: maquina_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.maquina ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.maquina_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: material; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.material (
    id bigint NOT NULL,
    nombre text NOT NULL,
    tipo text NOT NULL,
    precio_kg numeric(18,6),
    moneda text DEFAULT 'PEN'::text NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    CONSTRAINT material_moneda_check CHECK ((moneda = ANY (ARRAY['PEN'::text, 'MXN'::text, 'USD'::text]))),
    CONSTRAINT material_nombre_check CHECK (((nombre = btrim(nombre)) AND (nombre <> ''::text) AND (length(nombre) <= 100))),
    CONSTRAINT material_precio_kg_check CHECK ((precio_kg >= (0)::numeric)),
    CONSTRAINT material_tipo_check CHECK (((tipo = btrim(tipo)) AND (tipo <> ''::text) AND (length(tipo) <= 40)))
);


--
-- Name: material_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.material ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.material_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: material_preparado; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.material_preparado (
    id bigint NOT NULL,
    id_cliente uuid NOT NULL,
    id_orden bigint NOT NULL,
    fecha date NOT NULL,
    turno text NOT NULL,
    id_color bigint NOT NULL,
    color text NOT NULL,
    peso_kg numeric(18,6) NOT NULL,
    nota text DEFAULT ''::text NOT NULL,
    creado_por text NOT NULL,
    fecha_creacion timestamp with time zone NOT NULL,
    anulado boolean DEFAULT false NOT NULL,
    motivo_anulacion text DEFAULT ''::text NOT NULL,
    anulado_por text,
    fecha_anulacion timestamp with time zone,
    CONSTRAINT material_preparado_motivo_anulacion_check CHECK ((length(motivo_anulacion) <= 500)),
    CONSTRAINT material_preparado_nota_check CHECK ((length(nota) <= 300)),
    CONSTRAINT material_preparado_peso_kg_check CHECK ((peso_kg > (0)::numeric)),
    CONSTRAINT material_preparado_turno_check CHECK ((turno = ANY (ARRAY['DIURNO'::text, 'NOCTURNO'::text, 'EXTRA'::text]))),
    CONSTRAINT preparation_void_has_a_reason CHECK ((anulado = (motivo_anulacion <> ''::text)))
);


--
-- Name: material_preparado_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.material_preparado ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.material_preparado_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: molde; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.molde (
    id bigint NOT NULL,
    codigo text NOT NULL,
    nombre text DEFAULT ''::text NOT NULL,
    peso_tiro numeric(18,6),
    tiempo_ciclo numeric(18,6),
    notas text DEFAULT ''::text NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    CONSTRAINT molde_codigo_check CHECK (((codigo = btrim(codigo)) AND (codigo <> ''::text) AND (length(codigo) <= 100))),
    CONSTRAINT molde_nombre_check CHECK (((nombre = btrim(nombre)) AND (length(nombre) <= 150))),
    CONSTRAINT molde_notas_check CHECK ((length(notas) <= 1000)),
    CONSTRAINT molde_peso_tiro_check CHECK ((peso_tiro > (0)::numeric)),
    CONSTRAINT molde_tiempo_ciclo_check CHECK ((tiempo_ciclo > (0)::numeric))
);


--
-- Name: molde_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.molde ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.molde_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: molde_pieza; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.molde_pieza (
    id_molde bigint NOT NULL,
    posicion integer NOT NULL,
    nombre text DEFAULT ''::text NOT NULL,
    cavidades integer NOT NULL,
    peso_unitario numeric(18,6) NOT NULL,
    CONSTRAINT molde_pieza_cavidades_check CHECK (((cavidades >= 1) AND (cavidades <= 10000))),
    CONSTRAINT molde_pieza_nombre_check CHECK (((nombre = btrim(nombre)) AND (length(nombre) <= 150))),
    CONSTRAINT molde_pieza_peso_unitario_check CHECK ((peso_unitario > (0)::numeric)),
    CONSTRAINT molde_pieza_posicion_check CHECK ((posicion > 0))
);


--
-- Name: orden_historial; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.orden_historial (
    id bigint NOT NULL,
    id_orden bigint NOT NULL,
    de text,
    a text NOT NULL,
    fecha timestamp with time zone NOT NULL,
    usuario text NOT NULL,
    motivo text DEFAULT ''::text NOT NULL,
    CONSTRAINT orden_historial_a_check CHECK ((a = ANY (ARRAY['BORRADOR'::text, 'LIBERADA'::text, 'CERRADA'::text]))),
    CONSTRAINT orden_historial_de_check CHECK ((de = ANY (ARRAY['BORRADOR'::text, 'LIBERADA'::text, 'CERRADA'::text]))),
    CONSTRAINT orden_historial_motivo_check CHECK ((length(motivo) <= 500))
);


--
-- Name: orden_historial_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.orden_historial ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.orden_historial_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: orden_pieza; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.orden_pieza (
    id_orden bigint NOT NULL,
    posicion integer NOT NULL,
    nombre text DEFAULT ''::text NOT NULL,
    cavidades integer NOT NULL,
    peso_unitario numeric(18,6) NOT NULL,
    CONSTRAINT orden_pieza_cavidades_check CHECK ((cavidades > 0)),
    CONSTRAINT orden_pieza_nombre_check CHECK ((length(nombre) <= 150)),
    CONSTRAINT orden_pieza_peso_unitario_check CHECK ((peso_unitario > (0)::numeric)),
    CONSTRAINT orden_pieza_posicion_check CHECK ((posicion > 0))
);


--
-- Name: orden_produccion; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.orden_produccion (
    id bigint NOT NULL,
    numero_op text NOT NULL,
    clave_op text NOT NULL,
    fecha_creacion timestamp with time zone DEFAULT now() NOT NULL,
    creada_por text NOT NULL,
    fecha_inicio timestamp without time zone NOT NULL,
    id_producto bigint,
    producto text NOT NULL,
    id_molde bigint NOT NULL,
    molde text NOT NULL,
    id_maquina bigint NOT NULL,
    maquina text NOT NULL,
    tipo_maquina text NOT NULL,
    tipo_orden text NOT NULL,
    tiempo_ciclo numeric(18,6) NOT NULL,
    peso_unitario numeric(18,6) NOT NULL,
    cavidades integer NOT NULL,
    peso_tiro numeric(18,6) NOT NULL,
    horas_turno numeric(8,6) NOT NULL,
    ciclos integer,
    tipo_cambio numeric(18,6),
    meta_kg numeric(18,6),
    meta_docenas numeric(18,6),
    calendario text NOT NULL,
    base_tiempo text NOT NULL,
    estado text DEFAULT 'BORRADOR'::text NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    CONSTRAINT orden_produccion_base_tiempo_check CHECK ((base_tiempo = ANY (ARRAY['ENTREGADO'::text, 'NETO'::text]))),
    CONSTRAINT orden_produccion_calendario_check CHECK ((calendario = ANY (ARRAY['LUN_SAB'::text, 'LUN_VIE'::text]))),
    CONSTRAINT orden_produccion_cavidades_check CHECK ((cavidades > 0)),
    CONSTRAINT orden_produccion_ciclos_check CHECK ((ciclos >= 0)),
    CONSTRAINT orden_produccion_clave_op_check CHECK ((clave_op <> ''::text)),
    CONSTRAINT orden_produccion_estado_check CHECK ((estado = ANY (ARRAY['BORRADOR'::text, 'LIBERADA'::text, 'CERRADA'::text]))),
    CONSTRAINT orden_produccion_horas_turno_check CHECK (((horas_turno > (0)::numeric) AND (horas_turno <= (24)::numeric))),
    CONSTRAINT orden_produccion_meta_docenas_check CHECK ((meta_docenas > (0)::numeric)),
    CONSTRAINT orden_produccion_meta_kg_check CHECK ((meta_kg > (0)::numeric)),
    CONSTRAINT orden_produccion_numero_op_check CHECK (((numero_op = btrim(numero_op)) AND (length(numero_op) <= 20))),
    CONSTRAINT orden_produccion_peso_tiro_check CHECK ((peso_tiro > (0)::numeric)),
    CONSTRAINT orden_produccion_peso_unitario_check CHECK ((peso_unitario > (0)::numeric)),
    CONSTRAINT orden_produccion_producto_check CHECK (((producto = btrim(producto)) AND (producto <> ''::text) AND (length(producto) <= 150))),
    CONSTRAINT orden_produccion_tiempo_ciclo_check CHECK ((tiempo_ciclo > (0)::numeric)),
    CONSTRAINT orden_produccion_tipo_cambio_check CHECK ((tipo_cambio > (0)::numeric)),
    CONSTRAINT orden_produccion_tipo_orden_check CHECK ((tipo_orden = ANY (ARRAY['POR_PESO'::text, 'POR_CANTIDAD'::text, 'STOCK'::text]))),
    CONSTRAINT order_target_of_its_strategy CHECK ((((tipo_orden = 'POR_PESO'::text) = (meta_kg IS NOT NULL)) AND ((tipo_orden = 'POR_CANTIDAD'::text) = (meta_docenas IS NOT NULL))))
);


--
-- Name: orden_produccion_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.orden_produccion ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.orden_produccion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: otro_nombre; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.otro_nombre (
    catalogo text NOT NULL,
    nombre text NOT NULL,
    id_entrada bigint NOT NULL,
    CONSTRAINT otro_nombre_catalogo_check CHECK ((catalogo = ANY (ARRAY['maquina'::text, 'molde'::text, 'material'::text, 'pigmento'::text, 'color'::text, 'producto'::text]))),
    CONSTRAINT otro_nombre_nombre_check CHECK (((nombre = lower(btrim(nombre))) AND (nombre <> ''::text)))
);


--
-- Name: pigmento; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.pigmento (
    id bigint NOT NULL,
    nombre text NOT NULL,
    precio_kg numeric(18,6),
    moneda text DEFAULT 'PEN'::text NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    CONSTRAINT pigmento_moneda_check CHECK ((moneda = ANY (ARRAY['PEN'::text, 'MXN'::text, 'USD'::text]))),
    CONSTRAINT pigmento_nombre_check CHECK (((nombre = btrim(nombre)) AND (nombre <> ''::text) AND (length(nombre) <= 100))),
    CONSTRAINT pigmento_precio_kg_check CHECK ((precio_kg >= (0)::numeric))
);


--
-- Name: pigmento_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.pigmento ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.pigmento_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: planta; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.planta (
    id boolean DEFAULT true NOT NULL,
    calendario text DEFAULT 'LUN_SAB'::text NOT NULL,
    horas_turno numeric(8,6) DEFAULT 23 NOT NULL,
    peso_maximo_kg numeric(12,6) DEFAULT 60 NOT NULL,
    tolerancia_kg numeric(12,6) DEFAULT 5 NOT NULL,
    tolerancia_pct numeric(9,6) DEFAULT 0 NOT NULL,
    desvio_horas_pct numeric(9,6) DEFAULT 10 NOT NULL,
    semaforo text DEFAULT 'NETO'::text NOT NULL,
    CONSTRAINT planta_calendario_check CHECK ((calendario = ANY (ARRAY['LUN_SAB'::text, 'LUN_VIE'::text]))),
    CONSTRAINT planta_desvio_horas_pct_check CHECK ((desvio_horas_pct >= (0)::numeric)),
    CONSTRAINT planta_horas_turno_check CHECK (((horas_turno > (0)::numeric) AND (horas_turno <= (24)::numeric))),
    CONSTRAINT planta_id_check CHECK (id),
    CONSTRAINT planta_peso_maximo_kg_check CHECK ((peso_maximo_kg > (0)::numeric)),
    CONSTRAINT planta_semaforo_check CHECK ((semaforo = ANY (ARRAY['NETO'::text, 'BRUTO'::text]))),
    CONSTRAINT planta_tolerancia_kg_check CHECK ((tolerancia_kg > (0)::numeric)),
    CONSTRAINT planta_tolerancia_pct_check CHECK ((tolerancia_pct >= (0)::numeric))
);


--
-- Name: producto; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.producto (
    id bigint NOT NULL,
    sku text NOT NULL,
    nombre text NOT NULL,
    linea text DEFAULT ''::text NOT NULL,
    familia text DEFAULT ''::text NOT NULL,
    familia_color text DEFAULT ''::text NOT NULL,
    docenas_bulto numeric(18,6),
    peso_g numeric(18,6),
    precio numeric(18,6),
    ean text,
    activo boolean DEFAULT true NOT NULL,
    CONSTRAINT producto_docenas_bulto_check CHECK ((docenas_bulto > (0)::numeric)),
    CONSTRAINT producto_ean_check CHECK ((ean ~ '^[0-9]{8,14}$'::text)),
    CONSTRAINT producto_familia_check CHECK ((length(familia) <= 60)),
    CONSTRAINT producto_familia_color_check CHECK ((length(familia_color) <= 60)),
    CONSTRAINT producto_linea_check CHECK ((length(linea) <= 60)),
    CONSTRAINT producto_nombre_check CHECK (((nombre = btrim(nombre)) AND (nombre <> ''::text) AND (length(nombre) <= 150))),
    CONSTRAINT producto_peso_g_check CHECK ((peso_g > (0)::numeric)),
    CONSTRAINT producto_precio_check CHECK ((precio >= (0)::numeric)),
    CONSTRAINT producto_sku_check CHECK (((sku = btrim(sku)) AND (sku <> ''::text) AND (length(sku) <= 40)))
);


--
-- Name: producto_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.producto ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.producto_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: producto_pieza; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.producto_pieza (
    id_producto bigint NOT NULL,
    posicion integer NOT NULL,
    sku text DEFAULT ''::text NOT NULL,
    nombre text NOT NULL,
    cantidad numeric(18,6) DEFAULT 1 NOT NULL,
    CONSTRAINT producto_pieza_cantidad_check CHECK ((cantidad > (0)::numeric)),
    CONSTRAINT producto_pieza_nombre_check CHECK (((nombre = btrim(nombre)) AND (nombre <> ''::text) AND (length(nombre) <= 150))),
    CONSTRAINT producto_pieza_posicion_check CHECK ((posicion > 0)),
    CONSTRAINT producto_pieza_sku_check CHECK (((sku = btrim(sku)) AND (length(sku) <= 40)))
);


--
-- Name: registro_diario_produccion; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.registro_diario_produccion (
    id bigint NOT NULL,
    id_cliente uuid DEFAULT gen_random_uuid() NOT NULL,
    id_orden bigint NOT NULL,
    orden_version bigint NOT NULL,
    id_maquina bigint NOT NULL,
    maquina text NOT NULL,
    fecha date NOT NULL,
    turno text NOT NULL,
    hora_inicio time without time zone NOT NULL,
    colada_inicial bigint,
    colada_final bigint,
    digitos_contador smallint,
    vuelta_contador boolean DEFAULT false NOT NULL,
    total_coladas bigint NOT NULL,
    origen_coladas text NOT NULL,
    tiempo_ciclo numeric(18,6),
    tiempo_enfriamiento numeric(18,6),
    hoja text,
    snapshot_tiempo_ciclo numeric(18,6) NOT NULL,
    snapshot_cavidades integer NOT NULL,
    snapshot_peso_neto_gr numeric(18,6) NOT NULL,
    snapshot_peso_neto_tiro_gr numeric(18,6) NOT NULL,
    snapshot_peso_colada_gr numeric(18,6) NOT NULL,
    motivo_cavidades text DEFAULT ''::text NOT NULL,
    observacion text DEFAULT ''::text NOT NULL,
    advertencias jsonb DEFAULT '[]'::jsonb NOT NULL,
    creado_por text NOT NULL,
    fecha_creacion timestamp with time zone DEFAULT now() NOT NULL,
    version bigint DEFAULT 1 NOT NULL,
    inicio timestamp without time zone NOT NULL,
    id_molde bigint NOT NULL,
    molde text NOT NULL,
    ocupa int8multirange,
    anulado boolean DEFAULT false NOT NULL,
    motivo_anulacion text DEFAULT ''::text NOT NULL,
    anulado_por text,
    fecha_anulacion timestamp with time zone,
    CONSTRAINT registro_diario_produccion_colada_final_check CHECK ((colada_final >= 0)),
    CONSTRAINT registro_diario_produccion_colada_inicial_check CHECK ((colada_inicial >= 0)),
    CONSTRAINT registro_diario_produccion_digitos_contador_check CHECK (((digitos_contador >= 1) AND (digitos_contador <= 12))),
    CONSTRAINT registro_diario_produccion_hoja_check CHECK (((hoja = btrim(hoja)) AND (hoja <> ''::text) AND (length(hoja) <= 40))),
    CONSTRAINT registro_diario_produccion_motivo_anulacion_check CHECK ((length(motivo_anulacion) <= 500)),
    CONSTRAINT registro_diario_produccion_motivo_cavidades_check CHECK ((length(motivo_cavidades) <= 300)),
    CONSTRAINT registro_diario_produccion_observacion_check CHECK ((length(observacion) <= 1000)),
    CONSTRAINT registro_diario_produccion_origen_coladas_check CHECK ((origen_coladas = ANY (ARRAY['contador'::text, 'horas'::text]))),
    CONSTRAINT registro_diario_produccion_snapshot_cavidades_check CHECK ((snapshot_cavidades > 0)),
    CONSTRAINT registro_diario_produccion_snapshot_peso_colada_gr_check CHECK ((snapshot_peso_colada_gr >= (0)::numeric)),
    CONSTRAINT registro_diario_produccion_snapshot_peso_neto_gr_check CHECK ((snapshot_peso_neto_gr > (0)::numeric)),
    CONSTRAINT registro_diario_produccion_snapshot_peso_neto_tiro_gr_check CHECK ((snapshot_peso_neto_tiro_gr > (0)::numeric)),
    CONSTRAINT registro_diario_produccion_tiempo_ciclo_check CHECK ((tiempo_ciclo > (0)::numeric)),
    CONSTRAINT registro_diario_produccion_tiempo_enfriamiento_check CHECK ((tiempo_enfriamiento >= (0)::numeric)),
    CONSTRAINT registro_diario_produccion_total_coladas_check CHECK ((total_coladas >= 0)),
    CONSTRAINT registro_diario_produccion_turno_check CHECK ((turno = ANY (ARRAY['DIURNO'::text, 'NOCTURNO'::text, 'EXTRA'::text]))),
    CONSTRAINT sheet_counter_direction CHECK (((colada_final >= colada_inicial) OR vuelta_contador)),
    CONSTRAINT sheet_counters_together CHECK (((colada_inicial IS NULL) = (colada_final IS NULL))),
    CONSTRAINT sheet_rollover_needs_digits CHECK (((NOT vuelta_contador) OR (digitos_contador IS NOT NULL))),
    CONSTRAINT sheet_void_has_a_reason CHECK ((anulado = (motivo_anulacion <> ''::text))),
    CONSTRAINT sheet_voided_frees_its_hours CHECK (((NOT anulado) OR (ocupa IS NULL)))
);


--
-- Name: registro_diario_produccion_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.registro_diario_produccion ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.registro_diario_produccion_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: talonario; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.talonario (
    id bigint NOT NULL,
    serie text DEFAULT ''::text NOT NULL,
    desde bigint NOT NULL,
    hasta bigint NOT NULL,
    siguiente bigint NOT NULL,
    activo boolean DEFAULT true NOT NULL,
    CONSTRAINT pad_numbers_in_order CHECK (((desde <= hasta) AND ((siguiente >= desde) AND (siguiente <= (hasta + 1))))),
    CONSTRAINT talonario_desde_check CHECK ((desde >= 0)),
    CONSTRAINT talonario_serie_check CHECK (((serie = btrim(serie)) AND (length(serie) <= 20)))
);


--
-- Name: talonario_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.talonario ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.talonario_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: talonario_reserva; Type: TABLE; Schema: molding; Owner: -
--

CREATE TABLE molding.talonario_reserva (
    id bigint NOT NULL,
    id_talonario bigint NOT NULL,
    desde bigint NOT NULL,
    hasta bigint NOT NULL,
    dispositivo text DEFAULT ''::text NOT NULL,
    usuario text NOT NULL,
    fecha timestamp with time zone DEFAULT now() NOT NULL,
    CONSTRAINT reservation_numbers_in_order CHECK (((desde <= hasta) AND ((hasta - desde) < 500))),
    CONSTRAINT talonario_reserva_dispositivo_check CHECK ((length(dispositivo) <= 100))
);


--
-- Name: talonario_reserva_id_seq; Type: SEQUENCE; Schema: molding; Owner: -
--

ALTER TABLE molding.talonario_reserva ALTER COLUMN id ADD GENERATED ALWAYS AS IDENTITY (
    SEQUENCE NAME molding.talonario_reserva_id_seq
    START WITH 1
    INCREMENT BY 1
    NO MINVALUE
    NO MAXVALUE
    CACHE 1
);


--
-- Name: v_catalogo; Type: VIEW; Schema: molding; Owner: -
--

CREATE VIEW molding.v_catalogo AS
 WITH entrada AS (
         SELECT 'maquina'::text AS catalogo,
            maquina.id,
            maquina.nombre,
            maquina.tipo,
            maquina.activo
           FROM molding.maquina
        UNION ALL
         SELECT 'molde'::text,
            molde.id,
            molde.codigo,
            ''::text,
            molde.activo
           FROM molding.molde
        UNION ALL
         SELECT 'material'::text,
            material.id,
            material.nombre,
            material.tipo,
            material.activo
           FROM molding.material
        UNION ALL
         SELECT 'pigmento'::text,
            pigmento.id,
            pigmento.nombre,
            ''::text,
            pigmento.activo
           FROM molding.pigmento
        UNION ALL
         SELECT 'color'::text,
            color.id,
            color.nombre,
            ''::text,
            color.activo
           FROM molding.color
        UNION ALL
         SELECT 'producto'::text,
            producto.id,
            producto.sku,
            ''::text,
            producto.activo
           FROM molding.producto
        )
 SELECT entrada.catalogo,
    lower(entrada.nombre) AS clave,
    entrada.id,
    entrada.nombre,
    entrada.tipo,
    entrada.activo
   FROM entrada
UNION ALL
 SELECT 'producto'::text AS catalogo,
    lower(producto.nombre) AS clave,
    producto.id,
    producto.sku AS nombre,
    ''::text AS tipo,
    producto.activo
   FROM molding.producto
UNION ALL
 SELECT o.catalogo,
    o.nombre AS clave,
    e.id,
    e.nombre,
    e.tipo,
    e.activo
   FROM (molding.otro_nombre o
     JOIN entrada e ON (((e.catalogo = o.catalogo) AND (e.id = o.id_entrada))));


--
-- Name: audit_log audit_log_pkey; Type: CONSTRAINT; Schema: audit; Owner: -
--

ALTER TABLE ONLY audit.audit_log
    ADD CONSTRAINT audit_log_pkey PRIMARY KEY (audit_id);


--
-- Name: cat_estatus cat_estatus_nivel_afectacion_codigo_key; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.cat_estatus
    ADD CONSTRAINT cat_estatus_nivel_afectacion_codigo_key UNIQUE (nivel_afectacion, codigo);


--
-- Name: cat_estatus cat_estatus_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.cat_estatus
    ADD CONSTRAINT cat_estatus_pkey PRIMARY KEY (nivel_afectacion, id);


--
-- Name: cliente cliente_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.cliente
    ADD CONSTRAINT cliente_pkey PRIMARY KEY (id);


--
-- Name: facility facility_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.facility
    ADD CONSTRAINT facility_pkey PRIMARY KEY (id);


--
-- Name: frente frente_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.frente
    ADD CONSTRAINT frente_pkey PRIMARY KEY (id);


--
-- Name: line line_id_facility_id_key; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.line
    ADD CONSTRAINT line_id_facility_id_key UNIQUE (id, facility_id);


--
-- Name: line line_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.line
    ADD CONSTRAINT line_pkey PRIMARY KEY (id);


--
-- Name: shift_occurrence occurrence_overlap; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.shift_occurrence
    ADD CONSTRAINT occurrence_overlap EXCLUDE USING gist (int8range(facility_id, facility_id, '[]'::text) WITH &&, tstzrange(starts_at, ends_at) WITH &&);


--
-- Name: responsable_proyecto responsable_proyecto_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.responsable_proyecto
    ADD CONSTRAINT responsable_proyecto_pkey PRIMARY KEY (id);


--
-- Name: shift_break shift_break_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.shift_break
    ADD CONSTRAINT shift_break_pkey PRIMARY KEY (shift_id, "position");


--
-- Name: shift_occurrence shift_occurrence_facility_id_shift_id_production_date_key; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.shift_occurrence
    ADD CONSTRAINT shift_occurrence_facility_id_shift_id_production_date_key UNIQUE (facility_id, shift_id, production_date);


--
-- Name: shift_occurrence shift_occurrence_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.shift_occurrence
    ADD CONSTRAINT shift_occurrence_pkey PRIMARY KEY (id);


--
-- Name: shift shift_overlap; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.shift
    ADD CONSTRAINT shift_overlap EXCLUDE USING gist (int8range(facility_id, facility_id, '[]'::text) WITH &&, week WITH &&, validity WITH &&) WHERE (active);


--
-- Name: shift shift_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.shift
    ADD CONSTRAINT shift_pkey PRIMARY KEY (id);


--
-- Name: sitio site_number_taken; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.sitio
    ADD CONSTRAINT site_number_taken UNIQUE (numero);


--
-- Name: sitio sitio_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.sitio
    ADD CONSTRAINT sitio_pkey PRIMARY KEY (id);


--
-- Name: unidad_medida unidad_medida_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.unidad_medida
    ADD CONSTRAINT unidad_medida_pkey PRIMARY KEY (id);


--
-- Name: unit_alias unit_alias_pkey; Type: CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.unit_alias
    ADD CONSTRAINT unit_alias_pkey PRIMARY KEY (alias);


--
-- Name: contrato_anexo_maestro contrato_anexo_maestro_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.contrato_anexo_maestro
    ADD CONSTRAINT contrato_anexo_maestro_pkey PRIMARY KEY (clave);


--
-- Name: contrato_concepto_maestro contrato_concepto_maestro_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.contrato_concepto_maestro
    ADD CONSTRAINT contrato_concepto_maestro_pkey PRIMARY KEY (id);


--
-- Name: registro_generadores_pu evidence_of_a_cell; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.registro_generadores_pu
    ADD CONSTRAINT evidence_of_a_cell UNIQUE (id_reporte_mensual, id_partida_anexo, fecha_produccion, tipo_tiempo, id_sitio_produccion);


--
-- Name: family family_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.family
    ADD CONSTRAINT family_pkey PRIMARY KEY (id_familia);


--
-- Name: family_save family_save_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.family_save
    ADD CONSTRAINT family_save_pkey PRIMARY KEY (id_familia, version);


--
-- Name: importacion_anexo importacion_anexo_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.importacion_anexo
    ADD CONSTRAINT importacion_anexo_pkey PRIMARY KEY (id);


--
-- Name: importacion_ot_informe importacion_ot_informe_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.importacion_ot_informe
    ADD CONSTRAINT importacion_ot_informe_pkey PRIMARY KEY (id);


--
-- Name: importacion_ot importacion_ot_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.importacion_ot
    ADD CONSTRAINT importacion_ot_pkey PRIMARY KEY (id);


--
-- Name: line_item line_item_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.line_item
    ADD CONSTRAINT line_item_pkey PRIMARY KEY (id);


--
-- Name: line_month line_month_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.line_month
    ADD CONSTRAINT line_month_pkey PRIMARY KEY (id_reporte_mensual, id_line_item);


--
-- Name: partida_anexo_importada line_of_its_import; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.partida_anexo_importada
    ADD CONSTRAINT line_of_its_import UNIQUE (id, id_importacion_anexo);


--
-- Name: partida_anexo_importada line_once_per_import; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.partida_anexo_importada
    ADD CONSTRAINT line_once_per_import UNIQUE (id_importacion_anexo, id_line_item);


--
-- Name: reporte_mensual_header one_folder_per_month; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.reporte_mensual_header
    ADD CONSTRAINT one_folder_per_month UNIQUE (id_ot, indice_mes);


--
-- Name: reporte_diario_detalle one_state_per_day_and_site; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.reporte_diario_detalle
    ADD CONSTRAINT one_state_per_day_and_site UNIQUE (id_reporte_mensual, id_sitio, fecha);


--
-- Name: importacion_ot order_workbook_once; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.importacion_ot
    ADD CONSTRAINT order_workbook_once UNIQUE (sha256);


--
-- Name: ot ot_id_id_tipo_key; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT ot_id_id_tipo_key UNIQUE (id, id_tipo);


--
-- Name: ot_importada ot_importada_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot_importada
    ADD CONSTRAINT ot_importada_pkey PRIMARY KEY (id_ot);


--
-- Name: ot ot_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT ot_pkey PRIMARY KEY (id);


--
-- Name: partida_anexo_importada partida_anexo_importada_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.partida_anexo_importada
    ADD CONSTRAINT partida_anexo_importada_pkey PRIMARY KEY (id);


--
-- Name: partida_proyectada partida_proyectada_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.partida_proyectada
    ADD CONSTRAINT partida_proyectada_pkey PRIMARY KEY (id_importacion_anexo, fecha, id_partida_anexo);


--
-- Name: price_book_import price_book_import_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.price_book_import
    ADD CONSTRAINT price_book_import_pkey PRIMARY KEY (id);


--
-- Name: produccion produccion_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.produccion
    ADD CONSTRAINT produccion_pkey PRIMARY KEY (id_reporte_mensual, id_partida_anexo, fecha_produccion, tipo_tiempo, id_sitio_produccion);


--
-- Name: registro_generadores_pu registro_generadores_pu_id_produccion_key; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.registro_generadores_pu
    ADD CONSTRAINT registro_generadores_pu_id_produccion_key UNIQUE (id_produccion);


--
-- Name: registro_generadores_pu registro_generadores_pu_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.registro_generadores_pu
    ADD CONSTRAINT registro_generadores_pu_pkey PRIMARY KEY (id);


--
-- Name: reporte_diario_detalle reporte_diario_detalle_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.reporte_diario_detalle
    ADD CONSTRAINT reporte_diario_detalle_pkey PRIMARY KEY (id);


--
-- Name: reporte_mensual_header reporte_mensual_header_pkey; Type: CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.reporte_mensual_header
    ADD CONSTRAINT reporte_mensual_header_pkey PRIMARY KEY (id);


--
-- Name: event event_pkey; Type: CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.event
    ADD CONSTRAINT event_pkey PRIMARY KEY (id);


--
-- Name: event event_sent_already; Type: CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.event
    ADD CONSTRAINT event_sent_already UNIQUE (client_id);


--
-- Name: line_watch line_watch_pkey; Type: CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.line_watch
    ADD CONSTRAINT line_watch_pkey PRIMARY KEY (line_id);


--
-- Name: event overlap; Type: CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.event
    ADD CONSTRAINT overlap EXCLUDE USING gist (int8range(line_id, line_id, '[]'::text) WITH &&, tstzrange(started_at, ended_at) WITH &&) WHERE ((deleted_at IS NULL));


--
-- Name: quick_note quick_note_pkey; Type: CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.quick_note
    ADD CONSTRAINT quick_note_pkey PRIMARY KEY (id);


--
-- Name: reason reason_id_depth_key; Type: CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.reason
    ADD CONSTRAINT reason_id_depth_key UNIQUE (id, depth);


--
-- Name: reason_line reason_line_pkey; Type: CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.reason_line
    ADD CONSTRAINT reason_line_pkey PRIMARY KEY (reason_id, line_id);


--
-- Name: reason reason_pkey; Type: CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.reason
    ADD CONSTRAINT reason_pkey PRIMARY KEY (id);


--
-- Name: sign_off sign_off_pkey; Type: CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.sign_off
    ADD CONSTRAINT sign_off_pkey PRIMARY KEY (line_id, shift_occurrence_id);


--
-- Name: pin_failure pin_failure_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.pin_failure
    ADD CONSTRAINT pin_failure_pkey PRIMARY KEY (id);


--
-- Name: pins pins_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.pins
    ADD CONSTRAINT pins_pkey PRIMARY KEY (user_id);


--
-- Name: role_permissions role_permissions_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.role_permissions
    ADD CONSTRAINT role_permissions_pkey PRIMARY KEY (role, permission);


--
-- Name: roles roles_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.roles
    ADD CONSTRAINT roles_pkey PRIMARY KEY (name);


--
-- Name: sessions sessions_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.sessions
    ADD CONSTRAINT sessions_pkey PRIMARY KEY (id);


--
-- Name: sessions sessions_token_hash_key; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.sessions
    ADD CONSTRAINT sessions_token_hash_key UNIQUE (token_hash);


--
-- Name: sign_in_failure sign_in_failure_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.sign_in_failure
    ADD CONSTRAINT sign_in_failure_pkey PRIMARY KEY (id);


--
-- Name: station_key station_key_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.station_key
    ADD CONSTRAINT station_key_pkey PRIMARY KEY (id);


--
-- Name: stations stations_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.stations
    ADD CONSTRAINT stations_pkey PRIMARY KEY (id);


--
-- Name: stations stations_token_hash_key; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.stations
    ADD CONSTRAINT stations_token_hash_key UNIQUE (token_hash);


--
-- Name: token_roles token_roles_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.token_roles
    ADD CONSTRAINT token_roles_pkey PRIMARY KEY (token_id, role);


--
-- Name: tokens tokens_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.tokens
    ADD CONSTRAINT tokens_pkey PRIMARY KEY (id);


--
-- Name: tokens tokens_token_hash_key; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.tokens
    ADD CONSTRAINT tokens_token_hash_key UNIQUE (token_hash);


--
-- Name: user_facilities user_facilities_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.user_facilities
    ADD CONSTRAINT user_facilities_pkey PRIMARY KEY (user_id, facility_id);


--
-- Name: user_logins user_logins_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.user_logins
    ADD CONSTRAINT user_logins_pkey PRIMARY KEY (login_id);


--
-- Name: user_preference user_preference_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.user_preference
    ADD CONSTRAINT user_preference_pkey PRIMARY KEY (user_id, key);


--
-- Name: user_roles user_roles_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.user_roles
    ADD CONSTRAINT user_roles_pkey PRIMARY KEY (user_id, role);


--
-- Name: user_sites user_sites_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.user_sites
    ADD CONSTRAINT user_sites_pkey PRIMARY KEY (user_id, site_id);


--
-- Name: users users_pkey; Type: CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.users
    ADD CONSTRAINT users_pkey PRIMARY KEY (id);


--
-- Name: demo_data demo_data_pkey; Type: CONSTRAINT; Schema: kernel; Owner: -
--

ALTER TABLE ONLY kernel.demo_data
    ADD CONSTRAINT demo_data_pkey PRIMARY KEY (only_one);


--
-- Name: file file_pkey; Type: CONSTRAINT; Schema: kernel; Owner: -
--

ALTER TABLE ONLY kernel.file
    ADD CONSTRAINT file_pkey PRIMARY KEY (id);


--
-- Name: idempotency_key idempotency_key_pkey; Type: CONSTRAINT; Schema: kernel; Owner: -
--

ALTER TABLE ONLY kernel.idempotency_key
    ADD CONSTRAINT idempotency_key_pkey PRIMARY KEY (actor_id, key);


--
-- Name: import import_pkey; Type: CONSTRAINT; Schema: kernel; Owner: -
--

ALTER TABLE ONLY kernel.import
    ADD CONSTRAINT import_pkey PRIMARY KEY (id);


--
-- Name: job job_pkey; Type: CONSTRAINT; Schema: kernel; Owner: -
--

ALTER TABLE ONLY kernel.job
    ADD CONSTRAINT job_pkey PRIMARY KEY (id);


--
-- Name: migration migration_pkey; Type: CONSTRAINT; Schema: kernel; Owner: -
--

ALTER TABLE ONLY kernel.migration
    ADD CONSTRAINT migration_pkey PRIMARY KEY (name);


--
-- Name: recurring_job recurring_job_pkey; Type: CONSTRAINT; Schema: kernel; Owner: -
--

ALTER TABLE ONLY kernel.recurring_job
    ADD CONSTRAINT recurring_job_pkey PRIMARY KEY (kind);


--
-- Name: registro_diario_produccion SHIFT_OVERLAP; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.registro_diario_produccion
    ADD CONSTRAINT "SHIFT_OVERLAP" EXCLUDE USING gist (ocupa WITH &&);


--
-- Name: color color_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.color
    ADD CONSTRAINT color_pkey PRIMARY KEY (id);


--
-- Name: control_peso control_peso_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.control_peso
    ADD CONSTRAINT control_peso_pkey PRIMARY KEY (id);


--
-- Name: detalle_produccion_hora detalle_produccion_hora_id_registro_posicion_key; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.detalle_produccion_hora
    ADD CONSTRAINT detalle_produccion_hora_id_registro_posicion_key UNIQUE (id_registro, posicion);


--
-- Name: detalle_produccion_hora detalle_produccion_hora_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.detalle_produccion_hora
    ADD CONSTRAINT detalle_produccion_hora_pkey PRIMARY KEY (id);


--
-- Name: feriado feriado_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.feriado
    ADD CONSTRAINT feriado_pkey PRIMARY KEY (fecha);


--
-- Name: lote_color lote_color_id_orden_posicion_key; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.lote_color
    ADD CONSTRAINT lote_color_id_orden_posicion_key UNIQUE (id_orden, posicion);


--
-- Name: lote_color lote_color_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.lote_color
    ADD CONSTRAINT lote_color_pkey PRIMARY KEY (id);


--
-- Name: lote_material lote_material_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.lote_material
    ADD CONSTRAINT lote_material_pkey PRIMARY KEY (id_lote, posicion);


--
-- Name: lote_pigmento lote_pigmento_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.lote_pigmento
    ADD CONSTRAINT lote_pigmento_pkey PRIMARY KEY (id_lote, posicion);


--
-- Name: maquina maquina_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.maquina
    ADD CONSTRAINT maquina_pkey PRIMARY KEY (id);


--
-- Name: material material_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.material
    ADD CONSTRAINT material_pkey PRIMARY KEY (id);


--
-- Name: material_preparado material_preparado_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.material_preparado
    ADD CONSTRAINT material_preparado_pkey PRIMARY KEY (id);


--
-- Name: molde_pieza molde_pieza_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.molde_pieza
    ADD CONSTRAINT molde_pieza_pkey PRIMARY KEY (id_molde, posicion);


--
-- Name: molde molde_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.molde
    ADD CONSTRAINT molde_pkey PRIMARY KEY (id);


--
-- Name: orden_historial orden_historial_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.orden_historial
    ADD CONSTRAINT orden_historial_pkey PRIMARY KEY (id);


--
-- Name: orden_pieza orden_pieza_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.orden_pieza
    ADD CONSTRAINT orden_pieza_pkey PRIMARY KEY (id_orden, posicion);


--
-- Name: orden_produccion orden_produccion_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.orden_produccion
    ADD CONSTRAINT orden_produccion_pkey PRIMARY KEY (id);


--
-- Name: orden_produccion order_number_taken; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.orden_produccion
    ADD CONSTRAINT order_number_taken UNIQUE (clave_op);


--
-- Name: otro_nombre otro_nombre_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.otro_nombre
    ADD CONSTRAINT otro_nombre_pkey PRIMARY KEY (catalogo, nombre);


--
-- Name: pigmento pigmento_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.pigmento
    ADD CONSTRAINT pigmento_pkey PRIMARY KEY (id);


--
-- Name: planta planta_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.planta
    ADD CONSTRAINT planta_pkey PRIMARY KEY (id);


--
-- Name: material_preparado preparation_sent_already; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.material_preparado
    ADD CONSTRAINT preparation_sent_already UNIQUE (id_cliente);


--
-- Name: producto_pieza producto_pieza_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.producto_pieza
    ADD CONSTRAINT producto_pieza_pkey PRIMARY KEY (id_producto, posicion);


--
-- Name: producto producto_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.producto
    ADD CONSTRAINT producto_pkey PRIMARY KEY (id);


--
-- Name: registro_diario_produccion registro_diario_produccion_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.registro_diario_produccion
    ADD CONSTRAINT registro_diario_produccion_pkey PRIMARY KEY (id);


--
-- Name: registro_diario_produccion sheet_sent_already; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.registro_diario_produccion
    ADD CONSTRAINT sheet_sent_already UNIQUE (id_cliente);


--
-- Name: talonario talonario_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.talonario
    ADD CONSTRAINT talonario_pkey PRIMARY KEY (id);


--
-- Name: talonario_reserva talonario_reserva_pkey; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.talonario_reserva
    ADD CONSTRAINT talonario_reserva_pkey PRIMARY KEY (id);


--
-- Name: control_peso weighing_sent_already; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.control_peso
    ADD CONSTRAINT weighing_sent_already UNIQUE (id_cliente);


--
-- Name: control_peso weighing_serial_taken; Type: CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.control_peso
    ADD CONSTRAINT weighing_serial_taken UNIQUE (serie);


--
-- Name: audit_log_by_date; Type: INDEX; Schema: audit; Owner: -
--

CREATE INDEX audit_log_by_date ON audit.audit_log USING brin (changed_date);


--
-- Name: audit_log_by_record; Type: INDEX; Schema: audit; Owner: -
--

CREATE INDEX audit_log_by_record ON audit.audit_log USING btree (table_name, record_id);


--
-- Name: audit_log_by_user; Type: INDEX; Schema: audit; Owner: -
--

CREATE INDEX audit_log_by_user ON audit.audit_log USING btree (changed_by, changed_date);


--
-- Name: client_name_taken; Type: INDEX; Schema: catalog; Owner: -
--

CREATE UNIQUE INDEX client_name_taken ON catalog.cliente USING btree (lower(descripcion));


--
-- Name: facility_code_taken; Type: INDEX; Schema: catalog; Owner: -
--

CREATE UNIQUE INDEX facility_code_taken ON catalog.facility USING btree (lower(code));


--
-- Name: facility_name_taken; Type: INDEX; Schema: catalog; Owner: -
--

CREATE UNIQUE INDEX facility_name_taken ON catalog.facility USING btree (lower(name));


--
-- Name: line_code_taken; Type: INDEX; Schema: catalog; Owner: -
--

CREATE UNIQUE INDEX line_code_taken ON catalog.line USING btree (facility_id, lower(code));


--
-- Name: line_name_taken; Type: INDEX; Schema: catalog; Owner: -
--

CREATE UNIQUE INDEX line_name_taken ON catalog.line USING btree (facility_id, lower(name));


--
-- Name: one_initial_status_per_scope; Type: INDEX; Schema: catalog; Owner: -
--

CREATE UNIQUE INDEX one_initial_status_per_scope ON catalog.cat_estatus USING btree (nivel_afectacion) WHERE es_inicial;


--
-- Name: project_lead_taken; Type: INDEX; Schema: catalog; Owner: -
--

CREATE UNIQUE INDEX project_lead_taken ON catalog.responsable_proyecto USING btree (lower(descripcion));


--
-- Name: shift_code_taken; Type: INDEX; Schema: catalog; Owner: -
--

CREATE UNIQUE INDEX shift_code_taken ON catalog.shift USING btree (facility_id, lower(code)) WHERE active;


--
-- Name: shift_occurrence_by_shift; Type: INDEX; Schema: catalog; Owner: -
--

CREATE INDEX shift_occurrence_by_shift ON catalog.shift_occurrence USING btree (shift_id);


--
-- Name: site_name_taken; Type: INDEX; Schema: catalog; Owner: -
--

CREATE UNIQUE INDEX site_name_taken ON catalog.sitio USING btree (lower(descripcion));


--
-- Name: unit_key_taken; Type: INDEX; Schema: catalog; Owner: -
--

CREATE UNIQUE INDEX unit_key_taken ON catalog.unidad_medida USING btree (upper(clave));


--
-- Name: line_item_identity; Type: INDEX; Schema: contracts; Owner: -
--

CREATE UNIQUE INDEX line_item_identity ON contracts.line_item USING btree (id_familia, clave_anexo, clave_partida, md5(clave_descripcion));


--
-- Name: one_active_import_per_order; Type: INDEX; Schema: contracts; Owner: -
--

CREATE UNIQUE INDEX one_active_import_per_order ON contracts.importacion_anexo USING btree (id_ot) WHERE es_activo;


--
-- Name: order_issue_taken; Type: INDEX; Schema: contracts; Owner: -
--

CREATE UNIQUE INDEX order_issue_taken ON contracts.ot USING btree (orden_trabajo, COALESCE(num_reprogramacion, 0));


--
-- Name: ot_by_family; Type: INDEX; Schema: contracts; Owner: -
--

CREATE INDEX ot_by_family ON contracts.ot USING btree (id_familia);


--
-- Name: ot_by_intercom; Type: INDEX; Schema: contracts; Owner: -
--

CREATE INDEX ot_by_intercom ON contracts.ot USING btree (id_intercom);


--
-- Name: ot_by_platform; Type: INDEX; Schema: contracts; Owner: -
--

CREATE INDEX ot_by_platform ON contracts.ot USING btree (id_plataforma);


--
-- Name: ot_by_vessel; Type: INDEX; Schema: contracts; Owner: -
--

CREATE INDEX ot_by_vessel ON contracts.ot USING btree (id_embarcacion);


--
-- Name: ot_by_yard; Type: INDEX; Schema: contracts; Owner: -
--

CREATE INDEX ot_by_yard ON contracts.ot USING btree (id_patio);


--
-- Name: partida_by_line_item; Type: INDEX; Schema: contracts; Owner: -
--

CREATE INDEX partida_by_line_item ON contracts.partida_anexo_importada USING btree (id_line_item);


--
-- Name: price_book_concept_taken; Type: INDEX; Schema: contracts; Owner: -
--

CREATE UNIQUE INDEX price_book_concept_taken ON contracts.contrato_concepto_maestro USING btree (clave_anexo, clave_partida, md5(clave_descripcion), ocurrencia);


--
-- Name: price_book_import_by_content; Type: INDEX; Schema: contracts; Owner: -
--

CREATE INDEX price_book_import_by_content ON contracts.price_book_import USING btree (sha256, id);


--
-- Name: event_by_production_date; Type: INDEX; Schema: downtime; Owner: -
--

CREATE INDEX event_by_production_date ON downtime.event USING btree (line_id, production_date);


--
-- Name: event_by_reason; Type: INDEX; Schema: downtime; Owner: -
--

CREATE INDEX event_by_reason ON downtime.event USING btree (reason_id);


--
-- Name: event_by_shift; Type: INDEX; Schema: downtime; Owner: -
--

CREATE INDEX event_by_shift ON downtime.event USING btree (shift_occurrence_id);


--
-- Name: event_running; Type: INDEX; Schema: downtime; Owner: -
--

CREATE INDEX event_running ON downtime.event USING btree (line_id) WHERE ((ended_at IS NULL) AND (deleted_at IS NULL));


--
-- Name: event_unexplained; Type: INDEX; Schema: downtime; Owner: -
--

CREATE INDEX event_unexplained ON downtime.event USING btree (line_id, started_at) WHERE ((reason_id IS NULL) AND (deleted_at IS NULL));


--
-- Name: quick_note_taken; Type: INDEX; Schema: downtime; Owner: -
--

CREATE UNIQUE INDEX quick_note_taken ON downtime.quick_note USING btree (lower(name_es)) WHERE active;


--
-- Name: reason_by_parent; Type: INDEX; Schema: downtime; Owner: -
--

CREATE INDEX reason_by_parent ON downtime.reason USING btree (parent_id, sort_order);


--
-- Name: reason_code_taken; Type: INDEX; Schema: downtime; Owner: -
--

CREATE UNIQUE INDEX reason_code_taken ON downtime.reason USING btree (lower(code));


--
-- Name: reason_line_by_line; Type: INDEX; Schema: downtime; Owner: -
--

CREATE INDEX reason_line_by_line ON downtime.reason_line USING btree (line_id);


--
-- Name: sign_off_by_shift; Type: INDEX; Schema: downtime; Owner: -
--

CREATE INDEX sign_off_by_shift ON downtime.sign_off USING btree (shift_occurrence_id);


--
-- Name: one_open_session; Type: INDEX; Schema: identity; Owner: -
--

CREATE UNIQUE INDEX one_open_session ON identity.sessions USING btree (user_id) WHERE (ended_at IS NULL);


--
-- Name: pin_failure_by_age; Type: INDEX; Schema: identity; Owner: -
--

CREATE INDEX pin_failure_by_age ON identity.pin_failure USING btree (failed_at);


--
-- Name: pin_failure_by_station; Type: INDEX; Schema: identity; Owner: -
--

CREATE INDEX pin_failure_by_station ON identity.pin_failure USING btree (station_id, failed_at);


--
-- Name: pin_failure_by_user; Type: INDEX; Schema: identity; Owner: -
--

CREATE INDEX pin_failure_by_user ON identity.pin_failure USING btree (user_id, failed_at);


--
-- Name: sessions_by_user; Type: INDEX; Schema: identity; Owner: -
--

CREATE INDEX sessions_by_user ON identity.sessions USING btree (user_id, created_at);


--
-- Name: sign_in_failure_by_age; Type: INDEX; Schema: identity; Owner: -
--

CREATE INDEX sign_in_failure_by_age ON identity.sign_in_failure USING btree (failed_at);


--
-- Name: sign_in_failure_by_ip; Type: INDEX; Schema: identity; Owner: -
--

CREATE INDEX sign_in_failure_by_ip ON identity.sign_in_failure USING btree (ip, failed_at);


--
-- Name: sign_in_failure_by_name; Type: INDEX; Schema: identity; Owner: -
--

CREATE INDEX sign_in_failure_by_name ON identity.sign_in_failure USING btree (name, failed_at);


--
-- Name: station_name_taken; Type: INDEX; Schema: identity; Owner: -
--

CREATE UNIQUE INDEX station_name_taken ON identity.stations USING btree (lower(name)) WHERE (revoked_at IS NULL);


--
-- Name: token_name_taken; Type: INDEX; Schema: identity; Owner: -
--

CREATE UNIQUE INDEX token_name_taken ON identity.tokens USING btree (lower(name)) WHERE (revoked_at IS NULL);


--
-- Name: user_logins_by_user; Type: INDEX; Schema: identity; Owner: -
--

CREATE INDEX user_logins_by_user ON identity.user_logins USING btree (username, login_date);


--
-- Name: username_taken; Type: INDEX; Schema: identity; Owner: -
--

CREATE UNIQUE INDEX username_taken ON identity.users USING btree (lower(username));


--
-- Name: file_to_forget; Type: INDEX; Schema: kernel; Owner: -
--

CREATE INDEX file_to_forget ON kernel.file USING btree (expires_at) WHERE (expires_at IS NOT NULL);


--
-- Name: idempotency_key_by_age; Type: INDEX; Schema: kernel; Owner: -
--

CREATE INDEX idempotency_key_by_age ON kernel.idempotency_key USING btree (created_at);


--
-- Name: import_by_file; Type: INDEX; Schema: kernel; Owner: -
--

CREATE INDEX import_by_file ON kernel.import USING btree (file_id);


--
-- Name: import_by_person; Type: INDEX; Schema: kernel; Owner: -
--

CREATE INDEX import_by_person ON kernel.import USING btree (created_by, kind, id);


--
-- Name: job_by_age; Type: INDEX; Schema: kernel; Owner: -
--

CREATE INDEX job_by_age ON kernel.job USING btree (finished_at) WHERE (finished_at IS NOT NULL);


--
-- Name: job_to_do; Type: INDEX; Schema: kernel; Owner: -
--

CREATE INDEX job_to_do ON kernel.job USING btree (run_after, id) WHERE (state = ANY (ARRAY['waiting'::text, 'running'::text]));


--
-- Name: colorant_name_taken; Type: INDEX; Schema: molding; Owner: -
--

CREATE UNIQUE INDEX colorant_name_taken ON molding.pigmento USING btree (lower(nombre));


--
-- Name: colour_name_taken; Type: INDEX; Schema: molding; Owner: -
--

CREATE UNIQUE INDEX colour_name_taken ON molding.color USING btree (lower(nombre));


--
-- Name: detalle_by_colour; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX detalle_by_colour ON molding.detalle_produccion_hora USING btree (id_color);


--
-- Name: historial_by_order; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX historial_by_order ON molding.orden_historial USING btree (id_orden, id);


--
-- Name: lote_by_colour; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX lote_by_colour ON molding.lote_color USING btree (id_color);


--
-- Name: lote_material_by_material; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX lote_material_by_material ON molding.lote_material USING btree (id_material);


--
-- Name: lote_pigmento_by_colorant; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX lote_pigmento_by_colorant ON molding.lote_pigmento USING btree (id_pigmento);


--
-- Name: machine_name_taken; Type: INDEX; Schema: molding; Owner: -
--

CREATE UNIQUE INDEX machine_name_taken ON molding.maquina USING btree (lower(nombre));


--
-- Name: material_name_taken; Type: INDEX; Schema: molding; Owner: -
--

CREATE UNIQUE INDEX material_name_taken ON molding.material USING btree (lower(nombre));


--
-- Name: material_preparado_by_colour; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX material_preparado_by_colour ON molding.material_preparado USING btree (id_color);


--
-- Name: material_preparado_by_order; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX material_preparado_by_order ON molding.material_preparado USING btree (id_orden, id);


--
-- Name: mold_code_taken; Type: INDEX; Schema: molding; Owner: -
--

CREATE UNIQUE INDEX mold_code_taken ON molding.molde USING btree (lower(codigo));


--
-- Name: mold_piece_taken; Type: INDEX; Schema: molding; Owner: -
--

CREATE UNIQUE INDEX mold_piece_taken ON molding.molde_pieza USING btree (id_molde, lower(nombre));


--
-- Name: orden_by_machine; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX orden_by_machine ON molding.orden_produccion USING btree (id_maquina);


--
-- Name: orden_by_mold; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX orden_by_mold ON molding.orden_produccion USING btree (id_molde);


--
-- Name: orden_by_product; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX orden_by_product ON molding.orden_produccion USING btree (id_producto);


--
-- Name: orden_by_start; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX orden_by_start ON molding.orden_produccion USING btree (fecha_inicio DESC, id DESC);


--
-- Name: pesaje_by_colour; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX pesaje_by_colour ON molding.control_peso USING btree (id_color);


--
-- Name: pesaje_by_sheet; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX pesaje_by_sheet ON molding.control_peso USING btree (id_registro, id);


--
-- Name: product_sku_taken; Type: INDEX; Schema: molding; Owner: -
--

CREATE UNIQUE INDEX product_sku_taken ON molding.producto USING btree (lower(sku));


--
-- Name: registro_by_counter; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX registro_by_counter ON molding.registro_diario_produccion USING btree (id_maquina, id_molde, inicio);


--
-- Name: registro_by_date; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX registro_by_date ON molding.registro_diario_produccion USING btree (fecha);


--
-- Name: registro_by_order; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX registro_by_order ON molding.registro_diario_produccion USING btree (id_orden, fecha, id);


--
-- Name: registro_by_shift; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX registro_by_shift ON molding.registro_diario_produccion USING btree (id_maquina, fecha, turno);


--
-- Name: reserva_by_pad; Type: INDEX; Schema: molding; Owner: -
--

CREATE INDEX reserva_by_pad ON molding.talonario_reserva USING btree (id_talonario, desde);


--
-- Name: sheet_number_taken; Type: INDEX; Schema: molding; Owner: -
--

CREATE UNIQUE INDEX sheet_number_taken ON molding.registro_diario_produccion USING btree (lower(hoja)) WHERE (NOT anulado);


--
-- Name: audit_log audit_log_is_append_only; Type: TRIGGER; Schema: audit; Owner: -
--

CREATE TRIGGER audit_log_is_append_only BEFORE DELETE OR UPDATE OR TRUNCATE ON audit.audit_log FOR EACH STATEMENT EXECUTE FUNCTION audit.refuse_change();


--
-- Name: cat_estatus audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.cat_estatus REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'nivel_afectacion', 'id');


--
-- Name: cliente audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.cliente REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: facility audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.facility REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: frente audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.frente REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: line audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.line REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: responsable_proyecto audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.responsable_proyecto REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: shift audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.shift REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: shift_break audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.shift_break REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'shift_id', 'position');


--
-- Name: sitio audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.sitio REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: unidad_medida audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.unidad_medida REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: unit_alias audit_delete; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON catalog.unit_alias REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'alias');


--
-- Name: cat_estatus audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.cat_estatus REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'nivel_afectacion', 'id');


--
-- Name: cliente audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.cliente REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: facility audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.facility REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: frente audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.frente REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: line audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: responsable_proyecto audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.responsable_proyecto REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: shift audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.shift REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: shift_break audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.shift_break REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'shift_id', 'position');


--
-- Name: sitio audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.sitio REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: unidad_medida audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.unidad_medida REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: unit_alias audit_insert; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON catalog.unit_alias REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'alias');


--
-- Name: cat_estatus audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.cat_estatus REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'nivel_afectacion', 'id');


--
-- Name: cliente audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.cliente REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: facility audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.facility REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: frente audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.frente REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: line audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.line REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: responsable_proyecto audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.responsable_proyecto REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: shift audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.shift REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: shift_break audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.shift_break REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'shift_id', 'position');


--
-- Name: sitio audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.sitio REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: unidad_medida audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.unidad_medida REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: unit_alias audit_update; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON catalog.unit_alias REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'alias');


--
-- Name: cliente count_version; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON catalog.cliente FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: facility count_version; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON catalog.facility FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: line count_version; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON catalog.line FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: responsable_proyecto count_version; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON catalog.responsable_proyecto FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: shift count_version; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON catalog.shift FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: sitio count_version; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON catalog.sitio FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: unidad_medida count_version; Type: TRIGGER; Schema: catalog; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON catalog.unidad_medida FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: contrato_anexo_maestro audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.contrato_anexo_maestro REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'clave');


--
-- Name: contrato_concepto_maestro audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.contrato_concepto_maestro REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: importacion_anexo audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.importacion_anexo REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: importacion_ot audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.importacion_ot REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: ot audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.ot REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: partida_anexo_importada audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.partida_anexo_importada REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: partida_proyectada audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.partida_proyectada REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION contracts.record_plan();


--
-- Name: price_book_import audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.price_book_import REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: produccion audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.produccion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: registro_generadores_pu audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.registro_generadores_pu REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reporte_diario_detalle audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.reporte_diario_detalle REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reporte_mensual_header audit_delete; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON contracts.reporte_mensual_header REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: contrato_anexo_maestro audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.contrato_anexo_maestro REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'clave');


--
-- Name: contrato_concepto_maestro audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.contrato_concepto_maestro REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: importacion_anexo audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.importacion_anexo REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: importacion_ot audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.importacion_ot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: ot audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.ot REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: partida_anexo_importada audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.partida_anexo_importada REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: partida_proyectada audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.partida_proyectada REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION contracts.record_plan();


--
-- Name: price_book_import audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.price_book_import REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: produccion audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.produccion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: registro_generadores_pu audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.registro_generadores_pu REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reporte_diario_detalle audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.reporte_diario_detalle REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reporte_mensual_header audit_insert; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON contracts.reporte_mensual_header REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: contrato_anexo_maestro audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.contrato_anexo_maestro REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'clave');


--
-- Name: contrato_concepto_maestro audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.contrato_concepto_maestro REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: importacion_anexo audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.importacion_anexo REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: importacion_ot audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.importacion_ot REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: ot audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.ot REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: partida_anexo_importada audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.partida_anexo_importada REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: partida_proyectada audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.partida_proyectada REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_partida_anexo', 'fecha');


--
-- Name: price_book_import audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.price_book_import REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: produccion audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.produccion REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: registro_generadores_pu audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.registro_generadores_pu REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reporte_diario_detalle audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.reporte_diario_detalle REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reporte_mensual_header audit_update; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON contracts.reporte_mensual_header REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: ot count_version; Type: TRIGGER; Schema: contracts; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON contracts.ot FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: event audit_delete; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON downtime.event REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: quick_note audit_delete; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON downtime.quick_note REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reason audit_delete; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON downtime.reason REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reason_line audit_delete; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON downtime.reason_line REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'reason_id', 'line_id');


--
-- Name: sign_off audit_delete; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON downtime.sign_off REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'line_id', 'shift_occurrence_id');


--
-- Name: event audit_insert; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON downtime.event REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: quick_note audit_insert; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON downtime.quick_note REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reason audit_insert; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON downtime.reason REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reason_line audit_insert; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON downtime.reason_line REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'reason_id', 'line_id');


--
-- Name: sign_off audit_insert; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON downtime.sign_off REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'line_id', 'shift_occurrence_id');


--
-- Name: event audit_update; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON downtime.event REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: quick_note audit_update; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON downtime.quick_note REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reason audit_update; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON downtime.reason REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: reason_line audit_update; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON downtime.reason_line REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'reason_id', 'line_id');


--
-- Name: sign_off audit_update; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON downtime.sign_off REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'line_id', 'shift_occurrence_id');


--
-- Name: event count_version; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON downtime.event FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: quick_note count_version; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON downtime.quick_note FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: reason count_version; Type: TRIGGER; Schema: downtime; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON downtime.reason FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: pins audit_delete; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON identity.pins REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{pin_hash}', 'user_id');


--
-- Name: role_permissions audit_delete; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON identity.role_permissions REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'role', 'permission');


--
-- Name: roles audit_delete; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON identity.roles REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'name');


--
-- Name: stations audit_delete; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON identity.stations REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{token_hash,last_seen_at}', 'id');


--
-- Name: token_roles audit_delete; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON identity.token_roles REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'token_id', 'role');


--
-- Name: tokens audit_delete; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON identity.tokens REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{token_hash,last_used_at}', 'id');


--
-- Name: user_facilities audit_delete; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON identity.user_facilities REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'user_id', 'facility_id');


--
-- Name: user_roles audit_delete; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON identity.user_roles REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'user_id', 'role');


--
-- Name: user_sites audit_delete; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON identity.user_sites REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'user_id', 'site_id');


--
-- Name: users audit_delete; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON identity.users REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{password_hash}', 'id');


--
-- Name: pins audit_insert; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON identity.pins REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{pin_hash}', 'user_id');


--
-- Name: role_permissions audit_insert; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON identity.role_permissions REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'role', 'permission');


--
-- Name: roles audit_insert; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON identity.roles REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'name');


--
-- Name: stations audit_insert; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON identity.stations REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{token_hash,last_seen_at}', 'id');


--
-- Name: token_roles audit_insert; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON identity.token_roles REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'token_id', 'role');


--
-- Name: tokens audit_insert; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON identity.tokens REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{token_hash,last_used_at}', 'id');


--
-- Name: user_facilities audit_insert; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON identity.user_facilities REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'user_id', 'facility_id');


--
-- Name: user_roles audit_insert; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON identity.user_roles REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'user_id', 'role');


--
-- Name: user_sites audit_insert; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON identity.user_sites REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'user_id', 'site_id');


--
-- Name: users audit_insert; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON identity.users REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{password_hash}', 'id');


--
-- Name: pins audit_update; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON identity.pins REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{pin_hash}', 'user_id');


--
-- Name: role_permissions audit_update; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON identity.role_permissions REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'role', 'permission');


--
-- Name: roles audit_update; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON identity.roles REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'name');


--
-- Name: stations audit_update; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON identity.stations REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{token_hash,last_seen_at}', 'id');


--
-- Name: token_roles audit_update; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON identity.token_roles REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'token_id', 'role');


--
-- Name: tokens audit_update; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON identity.tokens REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{token_hash,last_used_at}', 'id');


--
-- Name: user_facilities audit_update; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON identity.user_facilities REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'user_id', 'facility_id');


--
-- Name: user_roles audit_update; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON identity.user_roles REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'user_id', 'role');


--
-- Name: user_sites audit_update; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON identity.user_sites REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'user_id', 'site_id');


--
-- Name: users audit_update; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON identity.users REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{password_hash}', 'id');


--
-- Name: users count_version; Type: TRIGGER; Schema: identity; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON identity.users FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: color audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.color REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: control_peso audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.control_peso REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: detalle_produccion_hora audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.detalle_produccion_hora REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: feriado audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.feriado REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'fecha');


--
-- Name: lote_color audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.lote_color REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: lote_material audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.lote_material REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_lote', 'posicion');


--
-- Name: lote_pigmento audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.lote_pigmento REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_lote', 'posicion');


--
-- Name: maquina audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.maquina REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: material audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.material REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: material_preparado audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.material_preparado REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: molde audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.molde REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: molde_pieza audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.molde_pieza REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_molde', 'posicion');


--
-- Name: orden_pieza audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.orden_pieza REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_orden', 'posicion');


--
-- Name: orden_produccion audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.orden_produccion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: otro_nombre audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.otro_nombre REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'catalogo', 'nombre');


--
-- Name: pigmento audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.pigmento REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: planta audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.planta REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: producto audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.producto REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: producto_pieza audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.producto_pieza REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_producto', 'posicion');


--
-- Name: registro_diario_produccion audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.registro_diario_produccion REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: talonario audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.talonario REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: talonario_reserva audit_delete; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_delete AFTER DELETE ON molding.talonario_reserva REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: color audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.color REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: control_peso audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.control_peso REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: detalle_produccion_hora audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.detalle_produccion_hora REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: feriado audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.feriado REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'fecha');


--
-- Name: lote_color audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.lote_color REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: lote_material audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.lote_material REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_lote', 'posicion');


--
-- Name: lote_pigmento audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.lote_pigmento REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_lote', 'posicion');


--
-- Name: maquina audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.maquina REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: material audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.material REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: material_preparado audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.material_preparado REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: molde audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.molde REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: molde_pieza audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.molde_pieza REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_molde', 'posicion');


--
-- Name: orden_pieza audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.orden_pieza REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_orden', 'posicion');


--
-- Name: orden_produccion audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.orden_produccion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: otro_nombre audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.otro_nombre REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'catalogo', 'nombre');


--
-- Name: pigmento audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.pigmento REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: planta audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.planta REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: producto audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.producto REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: producto_pieza audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.producto_pieza REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_producto', 'posicion');


--
-- Name: registro_diario_produccion audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.registro_diario_produccion REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: talonario audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.talonario REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: talonario_reserva audit_insert; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_insert AFTER INSERT ON molding.talonario_reserva REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: color audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.color REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: control_peso audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.control_peso REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: detalle_produccion_hora audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.detalle_produccion_hora REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: feriado audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.feriado REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'fecha');


--
-- Name: lote_color audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.lote_color REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: lote_material audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.lote_material REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_lote', 'posicion');


--
-- Name: lote_pigmento audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.lote_pigmento REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_lote', 'posicion');


--
-- Name: maquina audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.maquina REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: material audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.material REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: material_preparado audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.material_preparado REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: molde audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.molde REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: molde_pieza audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.molde_pieza REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_molde', 'posicion');


--
-- Name: orden_pieza audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.orden_pieza REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_orden', 'posicion');


--
-- Name: orden_produccion audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.orden_produccion REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: otro_nombre audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.otro_nombre REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'catalogo', 'nombre');


--
-- Name: pigmento audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.pigmento REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: planta audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.planta REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: producto audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.producto REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: producto_pieza audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.producto_pieza REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id_producto', 'posicion');


--
-- Name: registro_diario_produccion audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.registro_diario_produccion REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: talonario audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.talonario REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: talonario_reserva audit_update; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER audit_update AFTER UPDATE ON molding.talonario_reserva REFERENCING OLD TABLE AS old_rows NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION audit.record('{}', 'id');


--
-- Name: orden_produccion count_version; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON molding.orden_produccion FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: registro_diario_produccion count_version; Type: TRIGGER; Schema: molding; Owner: -
--

CREATE TRIGGER count_version BEFORE UPDATE ON molding.registro_diario_produccion FOR EACH ROW EXECUTE FUNCTION kernel.count_version();


--
-- Name: line line_facility_id_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.line
    ADD CONSTRAINT line_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES catalog.facility(id);


--
-- Name: shift_break shift_break_shift_id_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.shift_break
    ADD CONSTRAINT shift_break_shift_id_fkey FOREIGN KEY (shift_id) REFERENCES catalog.shift(id) ON DELETE CASCADE;


--
-- Name: shift shift_facility_id_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.shift
    ADD CONSTRAINT shift_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES catalog.facility(id);


--
-- Name: shift_occurrence shift_occurrence_facility_id_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.shift_occurrence
    ADD CONSTRAINT shift_occurrence_facility_id_fkey FOREIGN KEY (facility_id) REFERENCES catalog.facility(id);


--
-- Name: shift_occurrence shift_occurrence_shift_id_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.shift_occurrence
    ADD CONSTRAINT shift_occurrence_shift_id_fkey FOREIGN KEY (shift_id) REFERENCES catalog.shift(id);


--
-- Name: sitio sitio_id_frente_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.sitio
    ADD CONSTRAINT sitio_id_frente_fkey FOREIGN KEY (id_frente) REFERENCES catalog.frente(id);


--
-- Name: unit_alias unit_alias_id_unidad_fkey; Type: FK CONSTRAINT; Schema: catalog; Owner: -
--

ALTER TABLE ONLY catalog.unit_alias
    ADD CONSTRAINT unit_alias_id_unidad_fkey FOREIGN KEY (id_unidad) REFERENCES catalog.unidad_medida(id);


--
-- Name: contrato_concepto_maestro contrato_concepto_maestro_clave_anexo_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.contrato_concepto_maestro
    ADD CONSTRAINT contrato_concepto_maestro_clave_anexo_fkey FOREIGN KEY (clave_anexo) REFERENCES contracts.contrato_anexo_maestro(clave);


--
-- Name: contrato_concepto_maestro contrato_concepto_maestro_id_unidad_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.contrato_concepto_maestro
    ADD CONSTRAINT contrato_concepto_maestro_id_unidad_fkey FOREIGN KEY (id_unidad) REFERENCES catalog.unidad_medida(id);


--
-- Name: family family_id_familia_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.family
    ADD CONSTRAINT family_id_familia_fkey FOREIGN KEY (id_familia) REFERENCES contracts.ot(id);


--
-- Name: family_save family_save_id_familia_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.family_save
    ADD CONSTRAINT family_save_id_familia_fkey FOREIGN KEY (id_familia) REFERENCES contracts.family(id_familia);


--
-- Name: importacion_anexo importacion_anexo_archivo_guardado_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.importacion_anexo
    ADD CONSTRAINT importacion_anexo_archivo_guardado_fkey FOREIGN KEY (archivo_guardado) REFERENCES kernel.file(id);


--
-- Name: importacion_anexo importacion_anexo_id_ot_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.importacion_anexo
    ADD CONSTRAINT importacion_anexo_id_ot_fkey FOREIGN KEY (id_ot) REFERENCES contracts.ot(id);


--
-- Name: importacion_ot importacion_ot_archivo_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.importacion_ot
    ADD CONSTRAINT importacion_ot_archivo_fkey FOREIGN KEY (archivo) REFERENCES kernel.file(id);


--
-- Name: importacion_ot_informe importacion_ot_informe_id_importacion_ot_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.importacion_ot_informe
    ADD CONSTRAINT importacion_ot_informe_id_importacion_ot_fkey FOREIGN KEY (id_importacion_ot) REFERENCES contracts.importacion_ot(id);


--
-- Name: line_item line_item_id_familia_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.line_item
    ADD CONSTRAINT line_item_id_familia_fkey FOREIGN KEY (id_familia) REFERENCES contracts.family(id_familia);


--
-- Name: line_item line_item_id_partida_vigente_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.line_item
    ADD CONSTRAINT line_item_id_partida_vigente_fkey FOREIGN KEY (id_partida_vigente) REFERENCES contracts.partida_anexo_importada(id);


--
-- Name: line_month line_month_id_line_item_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.line_month
    ADD CONSTRAINT line_month_id_line_item_fkey FOREIGN KEY (id_line_item) REFERENCES contracts.line_item(id);


--
-- Name: line_month line_month_id_reporte_mensual_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.line_month
    ADD CONSTRAINT line_month_id_reporte_mensual_fkey FOREIGN KEY (id_reporte_mensual) REFERENCES contracts.reporte_mensual_header(id) ON DELETE CASCADE;


--
-- Name: ot ot_id_cliente_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT ot_id_cliente_fkey FOREIGN KEY (id_cliente) REFERENCES catalog.cliente(id);


--
-- Name: ot ot_id_embarcacion_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT ot_id_embarcacion_fkey FOREIGN KEY (id_embarcacion) REFERENCES catalog.sitio(id);


--
-- Name: ot ot_id_frente_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT ot_id_frente_fkey FOREIGN KEY (id_frente) REFERENCES catalog.frente(id);


--
-- Name: ot ot_id_intercom_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT ot_id_intercom_fkey FOREIGN KEY (id_intercom) REFERENCES catalog.sitio(id);


--
-- Name: ot ot_id_patio_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT ot_id_patio_fkey FOREIGN KEY (id_patio) REFERENCES catalog.sitio(id);


--
-- Name: ot ot_id_plataforma_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT ot_id_plataforma_fkey FOREIGN KEY (id_plataforma) REFERENCES catalog.sitio(id);


--
-- Name: ot ot_id_responsable_proyecto_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT ot_id_responsable_proyecto_fkey FOREIGN KEY (id_responsable_proyecto) REFERENCES catalog.responsable_proyecto(id);


--
-- Name: ot_importada ot_importada_id_importacion_ot_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot_importada
    ADD CONSTRAINT ot_importada_id_importacion_ot_fkey FOREIGN KEY (id_importacion_ot) REFERENCES contracts.importacion_ot(id);


--
-- Name: ot_importada ot_importada_id_ot_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot_importada
    ADD CONSTRAINT ot_importada_id_ot_fkey FOREIGN KEY (id_ot) REFERENCES contracts.ot(id) ON DELETE CASCADE;


--
-- Name: ot ot_nivel_estatus_id_estatus_ot_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT ot_nivel_estatus_id_estatus_ot_fkey FOREIGN KEY (nivel_estatus, id_estatus_ot) REFERENCES catalog.cat_estatus(nivel_afectacion, id);


--
-- Name: partida_anexo_importada partida_anexo_importada_id_importacion_anexo_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.partida_anexo_importada
    ADD CONSTRAINT partida_anexo_importada_id_importacion_anexo_fkey FOREIGN KEY (id_importacion_anexo) REFERENCES contracts.importacion_anexo(id) ON DELETE CASCADE;


--
-- Name: partida_anexo_importada partida_anexo_importada_id_line_item_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.partida_anexo_importada
    ADD CONSTRAINT partida_anexo_importada_id_line_item_fkey FOREIGN KEY (id_line_item) REFERENCES contracts.line_item(id);


--
-- Name: partida_anexo_importada partida_anexo_importada_id_unidad_medida_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.partida_anexo_importada
    ADD CONSTRAINT partida_anexo_importada_id_unidad_medida_fkey FOREIGN KEY (id_unidad_medida) REFERENCES catalog.unidad_medida(id);


--
-- Name: partida_proyectada planned_for_a_line_of_the_import; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.partida_proyectada
    ADD CONSTRAINT planned_for_a_line_of_the_import FOREIGN KEY (id_partida_anexo, id_importacion_anexo) REFERENCES contracts.partida_anexo_importada(id, id_importacion_anexo) ON DELETE CASCADE;


--
-- Name: price_book_import price_book_import_file_id_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.price_book_import
    ADD CONSTRAINT price_book_import_file_id_fkey FOREIGN KEY (file_id) REFERENCES kernel.file(id);


--
-- Name: ot principal_is_initial; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.ot
    ADD CONSTRAINT principal_is_initial FOREIGN KEY (ot_principal, tipo_principal) REFERENCES contracts.ot(id, id_tipo);


--
-- Name: produccion produccion_id_reporte_mensual_id_partida_anexo_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.produccion
    ADD CONSTRAINT produccion_id_reporte_mensual_id_partida_anexo_fkey FOREIGN KEY (id_reporte_mensual, id_partida_anexo) REFERENCES contracts.line_month(id_reporte_mensual, id_line_item);


--
-- Name: produccion produccion_id_sitio_produccion_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.produccion
    ADD CONSTRAINT produccion_id_sitio_produccion_fkey FOREIGN KEY (id_sitio_produccion) REFERENCES catalog.sitio(id);


--
-- Name: registro_generadores_pu registro_generadores_pu_id_reporte_mensual_id_partida_anex_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.registro_generadores_pu
    ADD CONSTRAINT registro_generadores_pu_id_reporte_mensual_id_partida_anex_fkey FOREIGN KEY (id_reporte_mensual, id_partida_anexo, fecha_produccion, tipo_tiempo, id_sitio_produccion) REFERENCES contracts.produccion(id_reporte_mensual, id_partida_anexo, fecha_produccion, tipo_tiempo, id_sitio_produccion);


--
-- Name: registro_generadores_pu registro_generadores_pu_nivel_estatus_id_estatus_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.registro_generadores_pu
    ADD CONSTRAINT registro_generadores_pu_nivel_estatus_id_estatus_fkey FOREIGN KEY (nivel_estatus, id_estatus) REFERENCES catalog.cat_estatus(nivel_afectacion, id);


--
-- Name: reporte_diario_detalle reporte_diario_detalle_id_reporte_mensual_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.reporte_diario_detalle
    ADD CONSTRAINT reporte_diario_detalle_id_reporte_mensual_fkey FOREIGN KEY (id_reporte_mensual) REFERENCES contracts.reporte_mensual_header(id) ON DELETE CASCADE;


--
-- Name: reporte_diario_detalle reporte_diario_detalle_id_sitio_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.reporte_diario_detalle
    ADD CONSTRAINT reporte_diario_detalle_id_sitio_fkey FOREIGN KEY (id_sitio) REFERENCES catalog.sitio(id);


--
-- Name: reporte_diario_detalle reporte_diario_detalle_nivel_estatus_id_estatus_firma_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.reporte_diario_detalle
    ADD CONSTRAINT reporte_diario_detalle_nivel_estatus_id_estatus_firma_fkey FOREIGN KEY (nivel_estatus, id_estatus_firma) REFERENCES catalog.cat_estatus(nivel_afectacion, id);


--
-- Name: reporte_diario_detalle reporte_diario_detalle_nivel_estatus_id_estatus_operativo_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.reporte_diario_detalle
    ADD CONSTRAINT reporte_diario_detalle_nivel_estatus_id_estatus_operativo_fkey FOREIGN KEY (nivel_estatus, id_estatus_operativo) REFERENCES catalog.cat_estatus(nivel_afectacion, id);


--
-- Name: reporte_mensual_header reporte_mensual_header_id_ot_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.reporte_mensual_header
    ADD CONSTRAINT reporte_mensual_header_id_ot_fkey FOREIGN KEY (id_ot) REFERENCES contracts.family(id_familia);


--
-- Name: reporte_mensual_header reporte_mensual_header_nivel_estatus_id_estatus_fkey; Type: FK CONSTRAINT; Schema: contracts; Owner: -
--

ALTER TABLE ONLY contracts.reporte_mensual_header
    ADD CONSTRAINT reporte_mensual_header_nivel_estatus_id_estatus_fkey FOREIGN KEY (nivel_estatus, id_estatus) REFERENCES catalog.cat_estatus(nivel_afectacion, id);


--
-- Name: event event_line_id_facility_id_fkey; Type: FK CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.event
    ADD CONSTRAINT event_line_id_facility_id_fkey FOREIGN KEY (line_id, facility_id) REFERENCES catalog.line(id, facility_id);


--
-- Name: event event_reason_id_fkey; Type: FK CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.event
    ADD CONSTRAINT event_reason_id_fkey FOREIGN KEY (reason_id) REFERENCES downtime.reason(id);


--
-- Name: event event_shift_occurrence_id_fkey; Type: FK CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.event
    ADD CONSTRAINT event_shift_occurrence_id_fkey FOREIGN KEY (shift_occurrence_id) REFERENCES catalog.shift_occurrence(id);


--
-- Name: line_watch line_watch_line_id_fkey; Type: FK CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.line_watch
    ADD CONSTRAINT line_watch_line_id_fkey FOREIGN KEY (line_id) REFERENCES catalog.line(id);


--
-- Name: reason reason_below_its_parent; Type: FK CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.reason
    ADD CONSTRAINT reason_below_its_parent FOREIGN KEY (parent_id, parent_depth) REFERENCES downtime.reason(id, depth);


--
-- Name: reason_line reason_line_line_id_fkey; Type: FK CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.reason_line
    ADD CONSTRAINT reason_line_line_id_fkey FOREIGN KEY (line_id) REFERENCES catalog.line(id);


--
-- Name: reason_line reason_line_reason_id_fkey; Type: FK CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.reason_line
    ADD CONSTRAINT reason_line_reason_id_fkey FOREIGN KEY (reason_id) REFERENCES downtime.reason(id) ON DELETE CASCADE;


--
-- Name: sign_off sign_off_line_id_fkey; Type: FK CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.sign_off
    ADD CONSTRAINT sign_off_line_id_fkey FOREIGN KEY (line_id) REFERENCES catalog.line(id);


--
-- Name: sign_off sign_off_shift_occurrence_id_fkey; Type: FK CONSTRAINT; Schema: downtime; Owner: -
--

ALTER TABLE ONLY downtime.sign_off
    ADD CONSTRAINT sign_off_shift_occurrence_id_fkey FOREIGN KEY (shift_occurrence_id) REFERENCES catalog.shift_occurrence(id);


--
-- Name: pin_failure pin_failure_station_id_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.pin_failure
    ADD CONSTRAINT pin_failure_station_id_fkey FOREIGN KEY (station_id) REFERENCES identity.stations(id);


--
-- Name: pin_failure pin_failure_user_id_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.pin_failure
    ADD CONSTRAINT pin_failure_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id);


--
-- Name: pins pins_user_id_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.pins
    ADD CONSTRAINT pins_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id);


--
-- Name: role_permissions role_permissions_role_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.role_permissions
    ADD CONSTRAINT role_permissions_role_fkey FOREIGN KEY (role) REFERENCES identity.roles(name);


--
-- Name: sessions sessions_user_id_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.sessions
    ADD CONSTRAINT sessions_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id);


--
-- Name: token_roles token_roles_role_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.token_roles
    ADD CONSTRAINT token_roles_role_fkey FOREIGN KEY (role) REFERENCES identity.roles(name);


--
-- Name: token_roles token_roles_token_id_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.token_roles
    ADD CONSTRAINT token_roles_token_id_fkey FOREIGN KEY (token_id) REFERENCES identity.tokens(id);


--
-- Name: user_facilities user_facilities_user_id_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.user_facilities
    ADD CONSTRAINT user_facilities_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id);


--
-- Name: user_roles user_roles_role_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.user_roles
    ADD CONSTRAINT user_roles_role_fkey FOREIGN KEY (role) REFERENCES identity.roles(name);


--
-- Name: user_roles user_roles_user_id_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.user_roles
    ADD CONSTRAINT user_roles_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id);


--
-- Name: user_sites user_sites_user_id_fkey; Type: FK CONSTRAINT; Schema: identity; Owner: -
--

ALTER TABLE ONLY identity.user_sites
    ADD CONSTRAINT user_sites_user_id_fkey FOREIGN KEY (user_id) REFERENCES identity.users(id);


--
-- Name: import import_file_id_fkey; Type: FK CONSTRAINT; Schema: kernel; Owner: -
--

ALTER TABLE ONLY kernel.import
    ADD CONSTRAINT import_file_id_fkey FOREIGN KEY (file_id) REFERENCES kernel.file(id) ON DELETE CASCADE;


--
-- Name: control_peso control_peso_id_color_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.control_peso
    ADD CONSTRAINT control_peso_id_color_fkey FOREIGN KEY (id_color) REFERENCES molding.color(id);


--
-- Name: control_peso control_peso_id_registro_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.control_peso
    ADD CONSTRAINT control_peso_id_registro_fkey FOREIGN KEY (id_registro) REFERENCES molding.registro_diario_produccion(id);


--
-- Name: detalle_produccion_hora detalle_produccion_hora_id_color_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.detalle_produccion_hora
    ADD CONSTRAINT detalle_produccion_hora_id_color_fkey FOREIGN KEY (id_color) REFERENCES molding.color(id);


--
-- Name: detalle_produccion_hora detalle_produccion_hora_id_registro_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.detalle_produccion_hora
    ADD CONSTRAINT detalle_produccion_hora_id_registro_fkey FOREIGN KEY (id_registro) REFERENCES molding.registro_diario_produccion(id) ON DELETE CASCADE;


--
-- Name: lote_color lote_color_id_color_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.lote_color
    ADD CONSTRAINT lote_color_id_color_fkey FOREIGN KEY (id_color) REFERENCES molding.color(id);


--
-- Name: lote_color lote_color_id_orden_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.lote_color
    ADD CONSTRAINT lote_color_id_orden_fkey FOREIGN KEY (id_orden) REFERENCES molding.orden_produccion(id) ON DELETE CASCADE;


--
-- Name: lote_material lote_material_id_lote_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.lote_material
    ADD CONSTRAINT lote_material_id_lote_fkey FOREIGN KEY (id_lote) REFERENCES molding.lote_color(id) ON DELETE CASCADE;


--
-- Name: lote_material lote_material_id_material_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.lote_material
    ADD CONSTRAINT lote_material_id_material_fkey FOREIGN KEY (id_material) REFERENCES molding.material(id);


--
-- Name: lote_pigmento lote_pigmento_id_lote_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.lote_pigmento
    ADD CONSTRAINT lote_pigmento_id_lote_fkey FOREIGN KEY (id_lote) REFERENCES molding.lote_color(id) ON DELETE CASCADE;


--
-- Name: lote_pigmento lote_pigmento_id_pigmento_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.lote_pigmento
    ADD CONSTRAINT lote_pigmento_id_pigmento_fkey FOREIGN KEY (id_pigmento) REFERENCES molding.pigmento(id);


--
-- Name: material_preparado material_preparado_id_color_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.material_preparado
    ADD CONSTRAINT material_preparado_id_color_fkey FOREIGN KEY (id_color) REFERENCES molding.color(id);


--
-- Name: material_preparado material_preparado_id_orden_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.material_preparado
    ADD CONSTRAINT material_preparado_id_orden_fkey FOREIGN KEY (id_orden) REFERENCES molding.orden_produccion(id);


--
-- Name: molde_pieza molde_pieza_id_molde_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.molde_pieza
    ADD CONSTRAINT molde_pieza_id_molde_fkey FOREIGN KEY (id_molde) REFERENCES molding.molde(id) ON DELETE CASCADE;


--
-- Name: orden_historial orden_historial_id_orden_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.orden_historial
    ADD CONSTRAINT orden_historial_id_orden_fkey FOREIGN KEY (id_orden) REFERENCES molding.orden_produccion(id) ON DELETE CASCADE;


--
-- Name: orden_pieza orden_pieza_id_orden_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.orden_pieza
    ADD CONSTRAINT orden_pieza_id_orden_fkey FOREIGN KEY (id_orden) REFERENCES molding.orden_produccion(id) ON DELETE CASCADE;


--
-- Name: orden_produccion orden_produccion_id_maquina_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.orden_produccion
    ADD CONSTRAINT orden_produccion_id_maquina_fkey FOREIGN KEY (id_maquina) REFERENCES molding.maquina(id);


--
-- Name: orden_produccion orden_produccion_id_molde_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.orden_produccion
    ADD CONSTRAINT orden_produccion_id_molde_fkey FOREIGN KEY (id_molde) REFERENCES molding.molde(id);


--
-- Name: orden_produccion orden_produccion_id_producto_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.orden_produccion
    ADD CONSTRAINT orden_produccion_id_producto_fkey FOREIGN KEY (id_producto) REFERENCES molding.producto(id);


--
-- Name: producto_pieza producto_pieza_id_producto_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.producto_pieza
    ADD CONSTRAINT producto_pieza_id_producto_fkey FOREIGN KEY (id_producto) REFERENCES molding.producto(id) ON DELETE CASCADE;


--
-- Name: registro_diario_produccion registro_diario_produccion_id_maquina_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.registro_diario_produccion
    ADD CONSTRAINT registro_diario_produccion_id_maquina_fkey FOREIGN KEY (id_maquina) REFERENCES molding.maquina(id);


--
-- Name: registro_diario_produccion registro_diario_produccion_id_molde_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.registro_diario_produccion
    ADD CONSTRAINT registro_diario_produccion_id_molde_fkey FOREIGN KEY (id_molde) REFERENCES molding.molde(id);


--
-- Name: registro_diario_produccion registro_diario_produccion_id_orden_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.registro_diario_produccion
    ADD CONSTRAINT registro_diario_produccion_id_orden_fkey FOREIGN KEY (id_orden) REFERENCES molding.orden_produccion(id);


--
-- Name: talonario_reserva talonario_reserva_id_talonario_fkey; Type: FK CONSTRAINT; Schema: molding; Owner: -
--

ALTER TABLE ONLY molding.talonario_reserva
    ADD CONSTRAINT talonario_reserva_id_talonario_fkey FOREIGN KEY (id_talonario) REFERENCES molding.talonario(id);


--
-- Name: SCHEMA audit; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA audit TO faena_app;


--
-- Name: SCHEMA catalog; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA catalog TO faena_app;


--
-- Name: SCHEMA contracts; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA contracts TO faena_app;


--
-- Name: SCHEMA downtime; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA downtime TO faena_app;


--
-- Name: SCHEMA identity; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA identity TO faena_app;


--
-- Name: SCHEMA kernel; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA kernel TO faena_app;


--
-- Name: SCHEMA molding; Type: ACL; Schema: -; Owner: -
--

GRANT USAGE ON SCHEMA molding TO faena_app;


--
-- Name: FUNCTION record(); Type: ACL; Schema: audit; Owner: -
--

GRANT ALL ON FUNCTION audit.record() TO faena_app;


--
-- Name: FUNCTION refuse_change(); Type: ACL; Schema: audit; Owner: -
--

GRANT ALL ON FUNCTION audit.refuse_change() TO faena_app;


--
-- Name: PROCEDURE watch(IN watched regclass, VARIADIC keys text[]); Type: ACL; Schema: audit; Owner: -
--

GRANT ALL ON PROCEDURE audit.watch(IN watched regclass, VARIADIC keys text[]) TO faena_app;


--
-- Name: PROCEDURE watch_without(IN watched regclass, IN left_out text[], VARIADIC keys text[]); Type: ACL; Schema: audit; Owner: -
--

GRANT ALL ON PROCEDURE audit.watch_without(IN watched regclass, IN left_out text[], VARIADIC keys text[]) TO faena_app;


--
-- Name: FUNCTION record_plan(); Type: ACL; Schema: contracts; Owner: -
--

GRANT ALL ON FUNCTION contracts.record_plan() TO faena_app;


--
-- Name: FUNCTION v_minutes(facility bigint, since date, until date, up_to timestamp with time zone); Type: ACL; Schema: downtime; Owner: -
--

GRANT ALL ON FUNCTION downtime.v_minutes(facility bigint, since date, until date, up_to timestamp with time zone) TO faena_app;


--
-- Name: FUNCTION count_version(); Type: ACL; Schema: kernel; Owner: -
--

GRANT ALL ON FUNCTION kernel.count_version() TO faena_app;


--
-- Name: PROCEDURE count_versions(IN counted regclass); Type: ACL; Schema: kernel; Owner: -
--

GRANT ALL ON PROCEDURE kernel.count_versions(IN counted regclass) TO faena_app;


--
-- Name: TABLE audit_log; Type: ACL; Schema: audit; Owner: -
--

GRANT SELECT,INSERT ON TABLE audit.audit_log TO faena_app;


--
-- Name: SEQUENCE audit_log_audit_id_seq; Type: ACL; Schema: audit; Owner: -
--

GRANT USAGE ON SEQUENCE audit.audit_log_audit_id_seq TO faena_app;


--
-- Name: TABLE v_audit_log; Type: ACL; Schema: audit; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE audit.v_audit_log TO faena_app;


--
-- Name: TABLE cat_estatus; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.cat_estatus TO faena_app;


--
-- Name: TABLE cliente; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.cliente TO faena_app;


--
-- Name: SEQUENCE cliente_id_seq; Type: ACL; Schema: catalog; Owner: -
--

GRANT USAGE ON SEQUENCE catalog.cliente_id_seq TO faena_app;


--
-- Name: TABLE facility; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.facility TO faena_app;


--
-- Name: SEQUENCE facility_id_seq; Type: ACL; Schema: catalog; Owner: -
--

GRANT USAGE ON SEQUENCE catalog.facility_id_seq TO faena_app;


--
-- Name: TABLE frente; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.frente TO faena_app;


--
-- Name: TABLE line; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.line TO faena_app;


--
-- Name: SEQUENCE line_id_seq; Type: ACL; Schema: catalog; Owner: -
--

GRANT USAGE ON SEQUENCE catalog.line_id_seq TO faena_app;


--
-- Name: TABLE responsable_proyecto; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.responsable_proyecto TO faena_app;


--
-- Name: SEQUENCE responsable_proyecto_id_seq; Type: ACL; Schema: catalog; Owner: -
--

GRANT USAGE ON SEQUENCE catalog.responsable_proyecto_id_seq TO faena_app;


--
-- Name: TABLE shift; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.shift TO faena_app;


--
-- Name: TABLE shift_break; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.shift_break TO faena_app;


--
-- Name: SEQUENCE shift_id_seq; Type: ACL; Schema: catalog; Owner: -
--

GRANT USAGE ON SEQUENCE catalog.shift_id_seq TO faena_app;


--
-- Name: TABLE shift_occurrence; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.shift_occurrence TO faena_app;


--
-- Name: SEQUENCE shift_occurrence_id_seq; Type: ACL; Schema: catalog; Owner: -
--

GRANT USAGE ON SEQUENCE catalog.shift_occurrence_id_seq TO faena_app;


--
-- Name: TABLE sitio; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.sitio TO faena_app;


--
-- Name: SEQUENCE sitio_id_seq; Type: ACL; Schema: catalog; Owner: -
--

GRANT USAGE ON SEQUENCE catalog.sitio_id_seq TO faena_app;


--
-- Name: TABLE unidad_medida; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.unidad_medida TO faena_app;


--
-- Name: SEQUENCE unidad_medida_id_seq; Type: ACL; Schema: catalog; Owner: -
--

GRANT USAGE ON SEQUENCE catalog.unidad_medida_id_seq TO faena_app;


--
-- Name: TABLE unit_alias; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.unit_alias TO faena_app;


--
-- Name: TABLE v_cat_estatus; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.v_cat_estatus TO faena_app;


--
-- Name: TABLE v_cliente; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.v_cliente TO faena_app;


--
-- Name: TABLE v_facility; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.v_facility TO faena_app;


--
-- Name: TABLE v_line; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.v_line TO faena_app;


--
-- Name: TABLE v_responsable_proyecto; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.v_responsable_proyecto TO faena_app;


--
-- Name: TABLE v_shift_occurrence; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.v_shift_occurrence TO faena_app;


--
-- Name: TABLE v_sitio; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.v_sitio TO faena_app;


--
-- Name: TABLE v_unidad_medida; Type: ACL; Schema: catalog; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE catalog.v_unidad_medida TO faena_app;


--
-- Name: TABLE contrato_anexo_maestro; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.contrato_anexo_maestro TO faena_app;


--
-- Name: TABLE contrato_concepto_maestro; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.contrato_concepto_maestro TO faena_app;


--
-- Name: SEQUENCE contrato_concepto_maestro_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.contrato_concepto_maestro_id_seq TO faena_app;


--
-- Name: TABLE family; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.family TO faena_app;


--
-- Name: TABLE family_save; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.family_save TO faena_app;


--
-- Name: TABLE importacion_anexo; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.importacion_anexo TO faena_app;


--
-- Name: SEQUENCE importacion_anexo_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.importacion_anexo_id_seq TO faena_app;


--
-- Name: TABLE importacion_ot; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.importacion_ot TO faena_app;


--
-- Name: SEQUENCE importacion_ot_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.importacion_ot_id_seq TO faena_app;


--
-- Name: TABLE importacion_ot_informe; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.importacion_ot_informe TO faena_app;


--
-- Name: SEQUENCE importacion_ot_informe_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.importacion_ot_informe_id_seq TO faena_app;


--
-- Name: TABLE line_item; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.line_item TO faena_app;


--
-- Name: SEQUENCE line_item_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.line_item_id_seq TO faena_app;


--
-- Name: TABLE line_month; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.line_month TO faena_app;


--
-- Name: TABLE ot; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.ot TO faena_app;


--
-- Name: SEQUENCE ot_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.ot_id_seq TO faena_app;


--
-- Name: TABLE ot_importada; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.ot_importada TO faena_app;


--
-- Name: TABLE partida_anexo_importada; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.partida_anexo_importada TO faena_app;


--
-- Name: SEQUENCE partida_anexo_importada_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.partida_anexo_importada_id_seq TO faena_app;


--
-- Name: TABLE partida_proyectada; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.partida_proyectada TO faena_app;


--
-- Name: TABLE price_book_import; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.price_book_import TO faena_app;


--
-- Name: SEQUENCE price_book_import_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.price_book_import_id_seq TO faena_app;


--
-- Name: TABLE produccion; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.produccion TO faena_app;


--
-- Name: SEQUENCE produccion_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.produccion_id_seq TO faena_app;


--
-- Name: TABLE registro_generadores_pu; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.registro_generadores_pu TO faena_app;


--
-- Name: SEQUENCE registro_generadores_pu_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.registro_generadores_pu_id_seq TO faena_app;


--
-- Name: TABLE reporte_diario_detalle; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.reporte_diario_detalle TO faena_app;


--
-- Name: SEQUENCE reporte_diario_detalle_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.reporte_diario_detalle_id_seq TO faena_app;


--
-- Name: TABLE reporte_mensual_header; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.reporte_mensual_header TO faena_app;


--
-- Name: SEQUENCE reporte_mensual_header_id_seq; Type: ACL; Schema: contracts; Owner: -
--

GRANT USAGE ON SEQUENCE contracts.reporte_mensual_header_id_seq TO faena_app;


--
-- Name: TABLE v_excess; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.v_excess TO faena_app;


--
-- Name: TABLE v_family_validity; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.v_family_validity TO faena_app;


--
-- Name: TABLE v_price_book; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.v_price_book TO faena_app;


--
-- Name: TABLE v_produccion; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.v_produccion TO faena_app;


--
-- Name: TABLE v_registro_generadores_pu; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.v_registro_generadores_pu TO faena_app;


--
-- Name: TABLE v_work_order; Type: ACL; Schema: contracts; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE contracts.v_work_order TO faena_app;


--
-- Name: TABLE event; Type: ACL; Schema: downtime; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE downtime.event TO faena_app;


--
-- Name: SEQUENCE event_id_seq; Type: ACL; Schema: downtime; Owner: -
--

GRANT USAGE ON SEQUENCE downtime.event_id_seq TO faena_app;


--
-- Name: TABLE line_watch; Type: ACL; Schema: downtime; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE downtime.line_watch TO faena_app;


--
-- Name: TABLE quick_note; Type: ACL; Schema: downtime; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE downtime.quick_note TO faena_app;


--
-- Name: SEQUENCE quick_note_id_seq; Type: ACL; Schema: downtime; Owner: -
--

GRANT USAGE ON SEQUENCE downtime.quick_note_id_seq TO faena_app;


--
-- Name: TABLE reason; Type: ACL; Schema: downtime; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE downtime.reason TO faena_app;


--
-- Name: SEQUENCE reason_id_seq; Type: ACL; Schema: downtime; Owner: -
--

GRANT USAGE ON SEQUENCE downtime.reason_id_seq TO faena_app;


--
-- Name: TABLE reason_line; Type: ACL; Schema: downtime; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE downtime.reason_line TO faena_app;


--
-- Name: TABLE sign_off; Type: ACL; Schema: downtime; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE downtime.sign_off TO faena_app;


--
-- Name: SEQUENCE actor_id; Type: ACL; Schema: identity; Owner: -
--

GRANT USAGE ON SEQUENCE identity.actor_id TO faena_app;


--
-- Name: TABLE pin_failure; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.pin_failure TO faena_app;


--
-- Name: SEQUENCE pin_failure_id_seq; Type: ACL; Schema: identity; Owner: -
--

GRANT USAGE ON SEQUENCE identity.pin_failure_id_seq TO faena_app;


--
-- Name: TABLE pins; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.pins TO faena_app;


--
-- Name: TABLE role_permissions; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.role_permissions TO faena_app;


--
-- Name: TABLE roles; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.roles TO faena_app;


--
-- Name: TABLE sessions; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.sessions TO faena_app;


--
-- Name: SEQUENCE sessions_id_seq; Type: ACL; Schema: identity; Owner: -
--

GRANT USAGE ON SEQUENCE identity.sessions_id_seq TO faena_app;


--
-- Name: TABLE sign_in_failure; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.sign_in_failure TO faena_app;


--
-- Name: SEQUENCE sign_in_failure_id_seq; Type: ACL; Schema: identity; Owner: -
--

GRANT USAGE ON SEQUENCE identity.sign_in_failure_id_seq TO faena_app;


--
-- Name: TABLE station_key; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.station_key TO faena_app;


--
-- Name: TABLE stations; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.stations TO faena_app;


--
-- Name: TABLE token_roles; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.token_roles TO faena_app;


--
-- Name: TABLE tokens; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.tokens TO faena_app;


--
-- Name: TABLE user_facilities; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.user_facilities TO faena_app;


--
-- Name: TABLE user_logins; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.user_logins TO faena_app;


--
-- Name: SEQUENCE user_logins_login_id_seq; Type: ACL; Schema: identity; Owner: -
--

GRANT USAGE ON SEQUENCE identity.user_logins_login_id_seq TO faena_app;


--
-- Name: TABLE user_preference; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.user_preference TO faena_app;


--
-- Name: TABLE user_roles; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.user_roles TO faena_app;


--
-- Name: TABLE user_sites; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.user_sites TO faena_app;


--
-- Name: TABLE users; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.users TO faena_app;


--
-- Name: TABLE v_actors; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.v_actors TO faena_app;


--
-- Name: TABLE v_user_access; Type: ACL; Schema: identity; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE identity.v_user_access TO faena_app;


--
-- Name: TABLE demo_data; Type: ACL; Schema: kernel; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE kernel.demo_data TO faena_app;


--
-- Name: TABLE file; Type: ACL; Schema: kernel; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE kernel.file TO faena_app;


--
-- Name: TABLE idempotency_key; Type: ACL; Schema: kernel; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE kernel.idempotency_key TO faena_app;


--
-- Name: TABLE import; Type: ACL; Schema: kernel; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE kernel.import TO faena_app;


--
-- Name: SEQUENCE import_id_seq; Type: ACL; Schema: kernel; Owner: -
--

GRANT USAGE ON SEQUENCE kernel.import_id_seq TO faena_app;


--
-- Name: TABLE job; Type: ACL; Schema: kernel; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE kernel.job TO faena_app;


--
-- Name: SEQUENCE job_id_seq; Type: ACL; Schema: kernel; Owner: -
--

GRANT USAGE ON SEQUENCE kernel.job_id_seq TO faena_app;


--
-- Name: TABLE migration; Type: ACL; Schema: kernel; Owner: -
--

GRANT SELECT ON TABLE kernel.migration TO faena_app;


--
-- Name: TABLE recurring_job; Type: ACL; Schema: kernel; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE kernel.recurring_job TO faena_app;


--
-- Name: TABLE color; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.color TO faena_app;


--
-- Name: SEQUENCE color_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.color_id_seq TO faena_app;


--
-- Name: TABLE control_peso; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.control_peso TO faena_app;


--
-- Name: SEQUENCE control_peso_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.control_peso_id_seq TO faena_app;


--
-- Name: TABLE detalle_produccion_hora; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.detalle_produccion_hora TO faena_app;


--
-- Name: SEQUENCE detalle_produccion_hora_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.detalle_produccion_hora_id_seq TO faena_app;


--
-- Name: TABLE feriado; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.feriado TO faena_app;


--
-- Name: TABLE lote_color; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.lote_color TO faena_app;


--
-- Name: SEQUENCE lote_color_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.lote_color_id_seq TO faena_app;


--
-- Name: TABLE lote_material; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.lote_material TO faena_app;


--
-- Name: TABLE lote_pigmento; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.lote_pigmento TO faena_app;


--
-- Name: TABLE maquina; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.maquina TO faena_app;


--
-- Name: SEQUENCE maquina_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.maquina_id_seq TO faena_app;


--
-- Name: TABLE material; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.material TO faena_app;


--
-- Name: SEQUENCE material_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.material_id_seq TO faena_app;


--
-- Name: TABLE material_preparado; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.material_preparado TO faena_app;


--
-- Name: SEQUENCE material_preparado_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.material_preparado_id_seq TO faena_app;


--
-- Name: TABLE molde; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.molde TO faena_app;


--
-- Name: SEQUENCE molde_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.molde_id_seq TO faena_app;


--
-- Name: TABLE molde_pieza; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.molde_pieza TO faena_app;


--
-- Name: TABLE orden_historial; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.orden_historial TO faena_app;


--
-- Name: SEQUENCE orden_historial_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.orden_historial_id_seq TO faena_app;


--
-- Name: TABLE orden_pieza; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.orden_pieza TO faena_app;


--
-- Name: TABLE orden_produccion; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.orden_produccion TO faena_app;


--
-- Name: SEQUENCE orden_produccion_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.orden_produccion_id_seq TO faena_app;


--
-- Name: TABLE otro_nombre; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.otro_nombre TO faena_app;


--
-- Name: TABLE pigmento; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.pigmento TO faena_app;


--
-- Name: SEQUENCE pigmento_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.pigmento_id_seq TO faena_app;


--
-- Name: TABLE planta; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.planta TO faena_app;


--
-- Name: TABLE producto; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.producto TO faena_app;


--
-- Name: SEQUENCE producto_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.producto_id_seq TO faena_app;


--
-- Name: TABLE producto_pieza; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.producto_pieza TO faena_app;


--
-- Name: TABLE registro_diario_produccion; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.registro_diario_produccion TO faena_app;


--
-- Name: SEQUENCE registro_diario_produccion_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.registro_diario_produccion_id_seq TO faena_app;


--
-- Name: TABLE talonario; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.talonario TO faena_app;


--
-- Name: SEQUENCE talonario_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.talonario_id_seq TO faena_app;


--
-- Name: TABLE talonario_reserva; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.talonario_reserva TO faena_app;


--
-- Name: SEQUENCE talonario_reserva_id_seq; Type: ACL; Schema: molding; Owner: -
--

GRANT USAGE ON SEQUENCE molding.talonario_reserva_id_seq TO faena_app;


--
-- Name: TABLE v_catalogo; Type: ACL; Schema: molding; Owner: -
--

GRANT SELECT,INSERT,DELETE,UPDATE ON TABLE molding.v_catalogo TO faena_app;


--
-- PostgreSQL database dump complete
--

\unrestrict faena

