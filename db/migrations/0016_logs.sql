-- Two logs, `docs` and `access`, and events that are no documents (docs/decisions/0072).

CREATE TABLE log_event (                       -- a record of its own: anchors, rotations of keys, erasures, the end of a log
  record_id  uuid PRIMARY KEY,                 -- derived where an event must come only once
  log        text NOT NULL,
  type       text NOT NULL,
  body       bytea NOT NULL,
  salt       bytea NOT NULL,
  commitment bytea NOT NULL,
  at         timestamptz NOT NULL,
  attached   bytea                             -- what the record holds the digest of, like the token of a time anchor
);
CREATE INDEX log_event_type ON log_event (log, type, at DESC);
GRANT SELECT, INSERT ON log_event TO medkarta_registry;
ALTER TABLE log_event ENABLE ROW LEVEL SECURITY;
ALTER TABLE log_event FORCE ROW LEVEL SECURITY;
CREATE POLICY registry ON log_event TO medkarta_registry USING (true) WITH CHECK (true);

CREATE TABLE log_frozen (                      -- a log that has ended takes no more entries
  log       text PRIMARY KEY,
  record_id uuid NOT NULL REFERENCES log_event,
  at        timestamptz NOT NULL
);
GRANT SELECT, INSERT ON log_frozen TO medkarta_registry;
GRANT SELECT ON log_frozen TO medkarta_portal;

-- The record of a journal line is made anew from its row; what opens its commitment stands beside it. Lines written before
-- this have none, and no leaf.
ALTER TABLE access_event ADD COLUMN salt bytea;

-- Since when an entry waits, by the database's own clock: a sealer that was started anew has no memory of it.
ALTER TABLE log_pending ADD COLUMN since timestamptz NOT NULL DEFAULT now();

-- Whoever shows a document writes the line of the journal and its entry, and no entry of another log.
GRANT INSERT ON log_pending TO medkarta_portal;
ALTER TABLE log_pending ENABLE ROW LEVEL SECURITY;
ALTER TABLE log_pending FORCE ROW LEVEL SECURITY;
CREATE POLICY registry ON log_pending TO medkarta_registry USING (true) WITH CHECK (true);
CREATE POLICY reading ON log_pending FOR SELECT TO medkarta_portal USING (true);
CREATE POLICY access ON log_pending FOR INSERT TO medkarta_portal WITH CHECK (log = 'access');
