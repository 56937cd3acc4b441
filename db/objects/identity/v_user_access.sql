-- What a person may do and where; an empty list of sites or facilities means no limit.
CREATE VIEW identity.v_user_access AS
SELECT
  u.id AS user_id,
  ARRAY(SELECT ur.role FROM identity.user_roles ur WHERE ur.user_id = u.id ORDER BY 1) AS roles,
  ARRAY(
    SELECT DISTINCT rp.permission
    FROM identity.user_roles ur
    JOIN identity.role_permissions rp USING (role)
    WHERE ur.user_id = u.id
    ORDER BY 1
  ) AS permissions,
  ARRAY(SELECT us.site_id FROM identity.user_sites us WHERE us.user_id = u.id ORDER BY 1) AS site_ids,
  ARRAY(SELECT uf.facility_id FROM identity.user_facilities uf WHERE uf.user_id = u.id ORDER BY 1) AS facility_ids
FROM identity.users u;
