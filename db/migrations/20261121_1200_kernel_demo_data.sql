-- That this database was given demo data, and how its invented people sign in: printed at every start in demo mode. The password
-- is generated and opens invented work only, so it may stand here as it is.
CREATE TABLE kernel.demo_data (
  only_one boolean PRIMARY KEY DEFAULT true CHECK (only_one),
  loaded_at timestamptz NOT NULL,
  usernames text[] NOT NULL,
  password text NOT NULL
);
