-- What other modules may read of the audit log, to show people the history of their own records.
CREATE VIEW audit.v_audit_log AS
  SELECT audit_id, changed_date, changed_by, action_type, table_name, record_id, before, after FROM audit.audit_log;
