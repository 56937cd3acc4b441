-- What the application's role may do, stated anew after every change of the schema.
DO $$ DECLARE s text; BEGIN
  FOREACH s IN ARRAY ARRAY['kernel', 'audit', 'identity', 'catalog', 'contracts', 'downtime', 'scheduling', 'molding', 'reports'] LOOP
    CONTINUE WHEN NOT EXISTS (SELECT 1 FROM pg_namespace WHERE nspname = s);
    EXECUTE format('GRANT USAGE ON SCHEMA %I TO faena_app', s);
    EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO faena_app', s);
    EXECUTE format('GRANT USAGE ON ALL SEQUENCES IN SCHEMA %I TO faena_app', s);
    EXECUTE format('GRANT EXECUTE ON ALL ROUTINES IN SCHEMA %I TO faena_app', s);
  END LOOP;
END $$;
REVOKE UPDATE, DELETE, TRUNCATE ON audit.audit_log FROM faena_app;
REVOKE INSERT, UPDATE, DELETE ON kernel.migration FROM faena_app;
