-- The first house: reference data, the intake, registered documents, the people who read them, the log.
--
-- Three roles, made beforehand (db/roles.sql, or the embedded launcher):
--   medkarta_owner     owns the tables, runs migrations, serves nobody
--   medkarta_registry  intake, jobs, sealing: may add registered data, may never change or delete it
--   medkarta_portal    the pages of people: bound by row-level security to one patient or one organisation
--
-- Rules that keep the schema distributable by patient_id (docs/decisions/0004): patient_id leads every key of a
-- per-person table; no triggers on them; append-only is held by GRANTs.

-- ── reference data ──────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE region (
  code      text PRIMARY KEY,                  -- dictionary 1.2.643.5.1.13.13.99.2.206
  name      text NOT NULL,
  connected boolean NOT NULL,
  note      text
);

CREATE TABLE organisation (
  oid              text PRIMARY KEY,           -- ФРМО, 1.2.643.5.1.13.13.12.2.<region>.<n>
  name             text NOT NULL,
  short_name       text NOT NULL,
  ogrn             text,
  inn              text,
  region_code      text NOT NULL REFERENCES region,
  address          text,
  phone            text,
  licence          text,
  hours            text,
  electronic_since date,
  time_zone        text NOT NULL
);

CREATE TABLE client (
  client_id        text PRIMARY KEY,
  organisation_oid text NOT NULL REFERENCES organisation,
  name             text NOT NULL,
  public_jwk       jsonb,                      -- private_key_jwt
  secret_sha256    bytea,                      -- demo only
  disabled_at      timestamptz
);

CREATE TABLE client_assertion (                -- replay guard of private_key_jwt
  client_id  text NOT NULL,
  jti        text NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (client_id, jti)
);

CREATE TABLE kind (
  system                 text NOT NULL,        -- OID of the dictionary that the code is from
  code                   text NOT NULL,
  family                 text NOT NULL,        -- one set of versions lives in one family
  leaflet                smallint,             -- 1–9: the leaflet's own list
  name                   text NOT NULL,
  plain_ru               text NOT NULL,
  plain_en               text NOT NULL,
  starts                 date,
  ends                   date,
  shown                  boolean NOT NULL,     -- 1520 SHOW_PATIENT
  snils_required         boolean NOT NULL,     -- 1520 PATIENT_INFO
  organisation_signature boolean NOT NULL,     -- 1520 MO_SIGN
  format                 text NOT NULL CHECK (format IN ('cda', 'pdf')),
  PRIMARY KEY (system, code)
);

CREATE TABLE trust_certificate (
  fingerprint bytea PRIMARY KEY,               -- SHA-256 of the DER
  store       text NOT NULL CHECK (store IN ('signature')),
  role        text NOT NULL CHECK (role IN ('root', 'intermediate')),
  der         bytea NOT NULL,
  trusted_from  timestamptz NOT NULL,
  trusted_until timestamptz
);

CREATE TABLE trust_crl (
  fingerprint bytea PRIMARY KEY,
  der         bytea NOT NULL,
  added_at    timestamptz NOT NULL
);

-- ── intake ──────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE submission (
  document_id      uuid PRIMARY KEY,           -- UUIDv8 of (organisation OID, localUid)
  organisation_oid text NOT NULL REFERENCES organisation,
  client_id        text NOT NULL,
  local_uid        text NOT NULL,
  fingerprint      bytea NOT NULL,             -- SHA-256 over the digests of all parts
  kind_system      text NOT NULL,
  kind_code        text NOT NULL,
  state            text NOT NULL DEFAULT 'received' CHECK (state IN ('received', 'refused', 'registered')),
  received_at      timestamptz NOT NULL,
  decided_at       timestamptz,
  patient_id       uuid,
  number           text,
  faults           jsonb NOT NULL DEFAULT '[]',
  quarantined      boolean NOT NULL DEFAULT false,
  UNIQUE (organisation_oid, local_uid)
);
CREATE INDEX submission_by_organisation ON submission (organisation_oid, received_at DESC, document_id DESC);
CREATE INDEX submission_waiting ON submission (received_at) WHERE state = 'received';

-- All files of a submission as one bundle, compressed, then encrypted under a key of its own. `parts` tells what is
-- inside: part 0 is the document, 1… its detached signatures, 100 the metadata of a PDF; plain sizes and SHA-256.
CREATE TABLE content (
  document_id uuid PRIMARY KEY,
  parts       jsonb NOT NULL,
  sealed      bytea NOT NULL
);
ALTER TABLE content ALTER COLUMN sealed SET STORAGE EXTERNAL;

-- Destroying this row is how a court's erasure works; no ordinary role can.
CREATE TABLE content_key (
  document_id uuid PRIMARY KEY,
  wrapped     bytea NOT NULL
);

-- ── people ──────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE person (
  patient_id      uuid PRIMARY KEY,            -- UUIDv8 of HMAC(registry key, СНИЛС)
  snils_digest    bytea NOT NULL,
  identity_digest bytea NOT NULL,              -- СНИЛС + name + birth date, exactly
  sealed          bytea NOT NULL,
  source          text NOT NULL CHECK (source IN ('login', 'document', 'care-record', 'administrator')),
  created_at      timestamptz NOT NULL
);
CREATE INDEX person_by_snils ON person (snils_digest);
CREATE UNIQUE INDEX person_by_identity ON person (identity_digest);

CREATE TABLE care_record (
  patient_id       uuid NOT NULL,
  care_record_id   uuid NOT NULL,              -- UUIDv8 of (organisation OID, localUid)
  organisation_oid text NOT NULL REFERENCES organisation,
  visited_on       date NOT NULL,
  fingerprint      bytea NOT NULL,
  sealed           bytea NOT NULL,
  received_at      timestamptz NOT NULL,
  PRIMARY KEY (patient_id, care_record_id)
);
CREATE INDEX care_record_list ON care_record (patient_id, visited_on DESC, care_record_id DESC);
CREATE INDEX care_record_by_id ON care_record (care_record_id); -- a visit told again, perhaps of another person

-- ── registered documents: INSERT only ───────────────────────────────────────────────────────────────────────

CREATE SEQUENCE document_number;

CREATE TABLE document (
  patient_id       uuid NOT NULL,
  document_id      uuid NOT NULL,
  number           text NOT NULL,
  kind_system      text NOT NULL,
  kind_code        text NOT NULL,
  set_digest       bytea NOT NULL,             -- SHA-256 of (organisation, family, setId)
  version          integer NOT NULL,
  organisation_oid text NOT NULL,
  issued_on        date NOT NULL,
  registered_at    timestamptz NOT NULL,
  sha256           bytea NOT NULL,
  sealed           bytea NOT NULL,             -- what a list shows: title, doctor, diagnoses, services
  signatures       bytea NOT NULL,             -- sealed: each signature's role, signer, certificate, verdict
  PRIMARY KEY (patient_id, document_id),
  UNIQUE (patient_id, set_digest, version)
);
CREATE INDEX document_list ON document (patient_id, issued_on DESC, document_id DESC);

CREATE TABLE document_version (                -- across patients: a set never moves to another person
  set_digest  bytea NOT NULL,
  version     integer NOT NULL,
  patient_id  uuid NOT NULL,
  document_id uuid NOT NULL,
  PRIMARY KEY (set_digest, version)
);

CREATE TABLE document_locator (
  number      text PRIMARY KEY,
  patient_id  uuid NOT NULL,
  document_id uuid NOT NULL
);

CREATE TABLE document_record (                 -- what the leaf commits to
  patient_id  uuid NOT NULL,
  document_id uuid NOT NULL,
  body        bytea NOT NULL,
  salt        bytea NOT NULL,
  commitment  bytea NOT NULL,
  PRIMARY KEY (patient_id, document_id)
);

-- ── the transparency log: one sequencer, one node ───────────────────────────────────────────────────────────

CREATE TABLE log_pending (
  seq       bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
  log       text NOT NULL,
  record_id uuid NOT NULL,
  entry     bytea NOT NULL
);

CREATE TABLE log_leaf (
  log       text NOT NULL,
  idx       bigint NOT NULL,
  record_id uuid NOT NULL,
  entry     bytea NOT NULL,
  leaf_hash bytea NOT NULL,
  PRIMARY KEY (log, idx),
  UNIQUE (record_id, log)
);

CREATE TABLE log_tile (
  log   text NOT NULL,
  level smallint NOT NULL,
  n     bigint NOT NULL,
  bytes bytea NOT NULL,                        -- width × 32 bytes; full at 256
  PRIMARY KEY (log, level, n)
);

CREATE TABLE log_head (
  log  text PRIMARY KEY,
  size bigint NOT NULL,
  root bytea NOT NULL
);

CREATE TABLE log_checkpoint (
  log        text NOT NULL,
  size       bigint NOT NULL,
  root       bytea NOT NULL,
  note       text NOT NULL,
  created_at timestamptz NOT NULL,
  PRIMARY KEY (log, size)
);

-- ── the cabinet ─────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE consent_event (
  patient_id   uuid NOT NULL,
  event_id     uuid NOT NULL,
  action       text NOT NULL CHECK (action IN ('given', 'withdrawn')),
  text_version text NOT NULL,
  at           timestamptz NOT NULL,
  PRIMARY KEY (patient_id, event_id)
);

CREATE TABLE access_event (                    -- «Журнал доступа»: commits before the bytes leave
  patient_id       uuid NOT NULL,
  event_id         uuid NOT NULL,
  at               timestamptz NOT NULL,
  role             text NOT NULL,
  actor            bytea NOT NULL,             -- sealed: name of the person who looked
  organisation_oid text,
  action           text NOT NULL,
  document_id      uuid,
  basis            text NOT NULL,
  request_id       text NOT NULL,
  PRIMARY KEY (patient_id, event_id)
);
CREATE INDEX access_event_list ON access_event (patient_id, at DESC);

CREATE TABLE document_opened (                 -- what is new for its patient is what is not here
  patient_id  uuid NOT NULL,
  document_id uuid NOT NULL,
  at          timestamptz NOT NULL,
  PRIMARY KEY (patient_id, document_id)
);

CREATE TABLE notice (
  patient_id  uuid NOT NULL,
  notice_id   uuid NOT NULL,                   -- derived from the event, so that a notice comes exactly once
  kind        text NOT NULL,
  document_id uuid,
  created_at  timestamptz NOT NULL,
  read_at     timestamptz,
  PRIMARY KEY (patient_id, notice_id)
);
CREATE INDEX notice_list ON notice (patient_id, created_at DESC);

-- ── who is at the window ────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE account (
  account_id   uuid PRIMARY KEY,               -- UUIDv8 of (issuer, subject)
  level        text NOT NULL CHECK (level IN ('simplified', 'standard', 'confirmed')),
  patient_id   uuid,                           -- only of a confirmed account
  sealed       bytea NOT NULL,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL
);

CREATE TABLE staff (
  staff_id         uuid PRIMARY KEY,
  snils_digest     bytea NOT NULL,
  role             text NOT NULL CHECK (role IN ('doctor', 'registrar', 'support', 'administrator')),
  organisation_oid text REFERENCES organisation,
  position         text,
  active           boolean NOT NULL DEFAULT true
);
CREATE INDEX staff_by_snils ON staff (snils_digest);

CREATE TABLE session (
  session_digest   bytea PRIMARY KEY,          -- SHA-256 of the cookie's value: a dump opens no session
  account_id       uuid NOT NULL REFERENCES account,
  role             text NOT NULL CHECK (role IN ('patient', 'doctor', 'registrar', 'support', 'administrator')),
  level            text NOT NULL,
  patient_id       uuid,
  staff_id         uuid,
  organisation_oid text,
  csrf             text NOT NULL,
  sealed           bytea NOT NULL,             -- name to greet by, id_token for logout
  created_at       timestamptz NOT NULL,
  seen_at          timestamptz NOT NULL,
  ends_at          timestamptz NOT NULL        -- absolute end
);
CREATE INDEX session_by_account ON session (account_id);

CREATE TABLE login_attempt (
  state_digest bytea PRIMARY KEY,
  sealed       bytea NOT NULL,                 -- PKCE verifier, nonce, where to return
  created_at   timestamptz NOT NULL
);

-- ── who may do what ─────────────────────────────────────────────────────────────────────────────────────────

GRANT USAGE ON SCHEMA public TO medkarta_registry, medkarta_portal;

GRANT SELECT ON region, organisation, kind, client, trust_certificate, trust_crl TO medkarta_registry, medkarta_portal;
GRANT INSERT, UPDATE ON region, organisation, kind, client, staff TO medkarta_registry; -- the demo and the administrators' jobs
GRANT INSERT ON trust_certificate, trust_crl TO medkarta_registry;
GRANT SELECT, INSERT, DELETE ON client_assertion TO medkarta_registry;

GRANT SELECT, INSERT, UPDATE ON submission TO medkarta_registry;
GRANT SELECT, INSERT ON content, content_key, person, care_record TO medkarta_registry;
GRANT SELECT, INSERT ON document, document_version, document_locator, document_record TO medkarta_registry;
GRANT USAGE ON SEQUENCE document_number TO medkarta_registry;
GRANT SELECT, INSERT ON log_leaf, log_checkpoint TO medkarta_registry;
GRANT SELECT, INSERT, DELETE ON log_pending TO medkarta_registry;
GRANT SELECT, INSERT, UPDATE ON log_tile, log_head TO medkarta_registry;
GRANT SELECT, INSERT ON notice, access_event TO medkarta_registry;
GRANT SELECT ON staff, consent_event, document_opened TO medkarta_registry;
GRANT SELECT, DELETE ON session, login_attempt TO medkarta_registry; -- the broom

GRANT SELECT ON submission, content, content_key, care_record TO medkarta_portal;
GRANT SELECT ON document, document_version, document_locator, document_record TO medkarta_portal;
GRANT SELECT ON log_leaf, log_tile, log_head, log_checkpoint, log_pending TO medkarta_portal;
GRANT SELECT, INSERT ON person, consent_event, access_event, document_opened TO medkarta_portal;
GRANT SELECT, UPDATE (read_at) ON notice TO medkarta_portal;
GRANT SELECT ON staff TO medkarta_portal;
GRANT SELECT, INSERT, UPDATE ON account TO medkarta_portal;
GRANT SELECT, INSERT, UPDATE, DELETE ON session TO medkarta_portal;
GRANT SELECT, INSERT, DELETE ON login_attempt TO medkarta_portal;

-- The second wall. A missing setting gives no rows.
CREATE FUNCTION current_patient() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('medkarta.patient', true), '')::uuid;
CREATE FUNCTION current_organisation() RETURNS text LANGUAGE sql STABLE
  RETURN nullif(current_setting('medkarta.organisation', true), '');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['person', 'care_record', 'document', 'document_version', 
                           'document_record', 'consent_event', 'access_event', 'document_opened', 'notice']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY registry ON %I TO medkarta_registry USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY own ON %I TO medkarta_portal USING (patient_id = current_patient()) WITH CHECK (patient_id = current_patient())', t);
  END LOOP;
  FOREACH t IN ARRAY ARRAY['content', 'content_key', 'submission', 'document_locator']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY registry ON %I TO medkarta_registry USING (true) WITH CHECK (true)', t);
  END LOOP;
END $$;

CREATE POLICY own ON content TO medkarta_portal USING (EXISTS
  (SELECT FROM document d WHERE d.patient_id = current_patient() AND d.document_id = content.document_id));
CREATE POLICY own ON content_key TO medkarta_portal USING (EXISTS
  (SELECT FROM document d WHERE d.patient_id = current_patient() AND d.document_id = content_key.document_id));
CREATE POLICY own ON document_locator TO medkarta_portal USING (patient_id = current_patient());
CREATE POLICY own ON submission TO medkarta_portal USING (organisation_oid = current_organisation());

-- The job queue makes its own tables here.
CREATE SCHEMA queue;
GRANT ALL ON SCHEMA queue TO medkarta_registry;
