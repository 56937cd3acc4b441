-- Who an id in another module's row is: a person or an integration.
CREATE VIEW identity.v_actors AS
SELECT u.id, u.username AS name, u.display_name FROM identity.users u
UNION ALL
SELECT t.id, 'token:' || t.name, t.name FROM identity.tokens t;
