-- A planned volume belongs to a line of its own import. One key says so, at half the cost of two.
ALTER TABLE contracts.partida_anexo_importada ADD CONSTRAINT line_of_its_import UNIQUE (id, id_importacion_anexo);
ALTER TABLE contracts.partida_proyectada
  DROP CONSTRAINT partida_proyectada_id_importacion_anexo_fkey,
  DROP CONSTRAINT partida_proyectada_id_partida_anexo_fkey,
  ADD CONSTRAINT planned_for_a_line_of_the_import FOREIGN KEY (id_partida_anexo, id_importacion_anexo)
    REFERENCES contracts.partida_anexo_importada (id, id_importacion_anexo) ON DELETE CASCADE;

-- An annex of 1,500 lines and two months plans 90,000 volumes at once. The log keeps all of them, one entry a line: its days and volumes.
CREATE FUNCTION contracts.record_plan() RETURNS trigger LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog AS $$
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
-- Updates, which no import makes, stay with the generic trigger.
DROP TRIGGER audit_insert ON contracts.partida_proyectada;
DROP TRIGGER audit_delete ON contracts.partida_proyectada;
CREATE TRIGGER audit_insert AFTER INSERT ON contracts.partida_proyectada
  REFERENCING NEW TABLE AS new_rows FOR EACH STATEMENT EXECUTE FUNCTION contracts.record_plan();
CREATE TRIGGER audit_delete AFTER DELETE ON contracts.partida_proyectada
  REFERENCING OLD TABLE AS old_rows FOR EACH STATEMENT EXECUTE FUNCTION contracts.record_plan();
