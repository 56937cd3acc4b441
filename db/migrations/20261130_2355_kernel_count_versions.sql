-- A row that people read, think about and change has a number that every change raises, whichever statement made it: who forgets to count
-- cannot lose another person's work. Tables get it by CALL kernel.count_versions('schema.table').
CREATE FUNCTION kernel.count_version() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  NEW.version := OLD.version + 1;
  RETURN NEW;
END $$;

CREATE PROCEDURE kernel.count_versions(counted regclass) LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('CREATE TRIGGER count_version BEFORE UPDATE ON %s FOR EACH ROW EXECUTE FUNCTION kernel.count_version()', counted);
END $$;
