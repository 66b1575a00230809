-- Notices leave the house: by e-mail and by Web Push, at least once, each under an id that never changes
-- (docs/decisions/0060). The notice itself is in the cabinet before any of this and does not depend on it.

-- A notice that was not routed yet is found by its own mark and never by a cursor: a transaction that commits late would be
-- behind the cursor for ever. `seq` is the order in which one appeal's notices happened. What is here already stays inside.
ALTER TABLE notice ADD COLUMN routed boolean NOT NULL DEFAULT true;
ALTER TABLE notice ALTER COLUMN routed SET DEFAULT false;
ALTER TABLE notice ADD COLUMN seq bigint GENERATED ALWAYS AS IDENTITY;
CREATE INDEX notice_unrouted ON notice (seq) WHERE NOT routed;
CREATE INDEX notice_unrouted_of ON notice (patient_id, about, seq) WHERE NOT routed;
GRANT UPDATE (routed) ON notice TO medkarta_registry;

CREATE TABLE notice_settings (
  patient_id uuid PRIMARY KEY,
  language   text NOT NULL CHECK (language IN ('ru', 'en')),
  paused     boolean NOT NULL,                  -- «выключить всё»: nothing leaves, the choices stay
  muted      text[] NOT NULL,                   -- «paper email»: group and channel that are off
  quiet      boolean NOT NULL,                  -- nothing from 22 to 8 by their own clock
  zone       text NOT NULL,                     -- IANA
  email      bytea,                             -- sealed; only an address that was confirmed
  changed_at timestamptz NOT NULL
);

CREATE TABLE email_confirmation (               -- one at a time: a later wish makes the earlier link void
  patient_id   uuid PRIMARY KEY,
  token_digest bytea NOT NULL UNIQUE,
  sealed       bytea NOT NULL,                  -- the address, the token until it was mailed, the language
  expires_at   timestamptz NOT NULL,
  mailed_at    timestamptz,
  next_at      timestamptz NOT NULL,
  asked        smallint NOT NULL,               -- letters asked for since
  asked_since  timestamptz NOT NULL
);
CREATE INDEX email_confirmation_due ON email_confirmation (next_at) WHERE mailed_at IS NULL;

CREATE TABLE push_device (
  patient_id uuid NOT NULL,
  device_id  uuid NOT NULL,                     -- from a keyed digest of the endpoint: the same browser is the same device
  sealed     bytea NOT NULL,                    -- endpoint and keys, the browser's name
  added_at   timestamptz NOT NULL,
  PRIMARY KEY (patient_id, device_id)
);
CREATE INDEX push_device_by_id ON push_device (device_id); -- somebody else signs in at the same browser

-- The key is what bounds duplicates: one row for a notice, a channel and a device (all noughts for e-mail), for ever.
CREATE TABLE notice_delivery (
  patient_id  uuid NOT NULL,
  notice_id   uuid NOT NULL,
  channel     text NOT NULL CHECK (channel IN ('email', 'push')),
  device_id   uuid NOT NULL,
  delivery_id uuid NOT NULL UNIQUE,             -- Message-Id, Notification-Id: a keyed digest, it tells nothing
  thread      text,                             -- number of the appeal: its notices leave in their order
  seq         bigint NOT NULL,
  state       text NOT NULL DEFAULT 'waiting' CHECK (state IN ('waiting', 'sent', 'dropped', 'dead')),
  reason      text,                             -- a code: why it was dropped, or what failed last
  attempt     integer NOT NULL DEFAULT 0,
  lease       uuid,                             -- who sends it now, until next_at
  due_at      timestamptz NOT NULL,             -- since when it ought to be out
  next_at     timestamptz NOT NULL,
  ended_at    timestamptz,
  PRIMARY KEY (patient_id, notice_id, channel, device_id)
);
CREATE INDEX notice_delivery_next ON notice_delivery (channel, next_at) WHERE state = 'waiting';
CREATE INDEX notice_delivery_due ON notice_delivery (due_at) WHERE state = 'waiting';
CREATE INDEX notice_delivery_thread ON notice_delivery (patient_id, thread, seq) WHERE thread IS NOT NULL;
CREATE INDEX notice_delivery_ended ON notice_delivery (state, ended_at) WHERE state <> 'waiting';

-- Nothing leaves to an account that is no longer confirmed.
CREATE INDEX account_by_patient ON account (patient_id) WHERE level = 'confirmed';
GRANT SELECT (patient_id, level) ON account TO medkarta_registry;

GRANT SELECT, INSERT, UPDATE, DELETE ON notice_delivery TO medkarta_registry;
GRANT SELECT, INSERT, UPDATE ON notice_settings TO medkarta_registry, medkarta_portal;
GRANT SELECT, UPDATE ON email_confirmation TO medkarta_registry;
GRANT SELECT, DELETE ON push_device TO medkarta_registry;
GRANT SELECT ON notice_delivery TO medkarta_portal;
GRANT SELECT, INSERT, UPDATE ON email_confirmation TO medkarta_portal;
GRANT SELECT, INSERT, UPDATE, DELETE ON push_device TO medkarta_portal;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['notice_settings', 'email_confirmation', 'push_device', 'notice_delivery']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY registry ON %I TO medkarta_registry USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY own ON %I TO medkarta_portal USING (patient_id = current_patient()) WITH CHECK (patient_id = current_patient())', t);
  END LOOP;
END $$;
