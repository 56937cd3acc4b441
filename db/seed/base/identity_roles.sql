-- The roles every installation has and what each may do. A module adds its permissions here, one row each.
INSERT INTO identity.roles (name)
VALUES
  ('Administrator'), ('Field'), ('Reviewer'), ('Billing'), ('Supervisor'), ('Operator'), ('Planner'), ('PlannerView'), ('Molding'),
  ('Auditor'), ('Viewer')
ON CONFLICT DO NOTHING;

INSERT INTO identity.role_permissions (role, permission)
VALUES
  ('Administrator', 'identity.manage'),
  ('Administrator', 'audit.read'),
  ('Administrator', 'catalog.read'),
  ('Administrator', 'catalog.manage'),
  ('Administrator', 'contracts.read'),
  ('Administrator', 'contracts.save_days'),
  ('Administrator', 'contracts.save_production'),
  ('Administrator', 'contracts.save_month_link'),
  ('Administrator', 'contracts.reopen_days'),
  ('Administrator', 'contracts.manage_orders'),
  ('Administrator', 'contracts.import'),
  ('Field', 'catalog.read'),
  ('Field', 'contracts.read'),
  ('Field', 'contracts.save_days'),
  ('Field', 'contracts.save_production'),
  ('Field', 'contracts.save_month_link'),
  ('Reviewer', 'catalog.read'),
  ('Reviewer', 'contracts.read'),
  ('Billing', 'catalog.read'),
  ('Billing', 'contracts.read'),
  ('Supervisor', 'catalog.read'),
  ('Supervisor', 'contracts.read'),
  ('Supervisor', 'contracts.save_days'),
  ('Supervisor', 'contracts.reopen_days'),
  ('Operator', 'catalog.read'),
  ('Planner', 'catalog.read'),
  ('Planner', 'contracts.read'),
  ('Planner', 'contracts.manage_orders'),
  ('Planner', 'contracts.import'),
  ('PlannerView', 'catalog.read'),
  ('PlannerView', 'contracts.read'),
  ('Molding', 'catalog.read'),
  ('Auditor', 'audit.read'),
  ('Auditor', 'catalog.read'),
  ('Auditor', 'contracts.read'),
  ('Viewer', 'catalog.read'),
  ('Viewer', 'contracts.read')
ON CONFLICT DO NOTHING;
