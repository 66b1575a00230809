-- What witnesses say of signed checkpoints (docs/decisions/0073). Each line is verified before it comes here, and again by
-- whoever is shown it.

CREATE TABLE log_cosignature (
  log     text NOT NULL,
  size    bigint NOT NULL,
  witness text NOT NULL,                       -- name+id of its key
  line    text NOT NULL,                       -- a signature line of a note, with its newline
  at      timestamptz NOT NULL,                -- the time inside it: a witness asked again says a later one
  PRIMARY KEY (log, size, witness)
);
GRANT SELECT, INSERT, UPDATE ON log_cosignature TO medkarta_registry;
GRANT SELECT ON log_cosignature TO medkarta_portal;

CREATE TABLE log_shown (                       -- no row: no quorum is asked for, and the latest checkpoint is shown
  log    text PRIMARY KEY,
  size   bigint NOT NULL
);
GRANT SELECT, INSERT, UPDATE, DELETE ON log_shown TO medkarta_registry;
GRANT SELECT ON log_shown TO medkarta_portal;
