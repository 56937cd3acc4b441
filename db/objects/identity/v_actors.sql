-- Who an id in another module's row is: a person, an integration or a station.
CREATE VIEW identity.v_actors AS
SELECT u.id, u.username AS name, u.display_name FROM identity.users u
UNION ALL
SELECT t.id, 'token:' || t.name, t.name FROM identity.tokens t
UNION ALL
SELECT s.id, 'station:' || s.name, s.name FROM identity.stations s;
