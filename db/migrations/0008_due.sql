-- «Ожидаемые документы»: what a visit or a referral makes due, what became of it, and how long each organisation takes
-- (docs/decisions/0064). A row is written with the visit that makes it due; it is ticked off when its document comes.

CREATE TABLE due_document (
  patient_id       uuid NOT NULL,
  due_id           uuid NOT NULL,              -- UUIDv8 of (what makes it due, kind)
  source           text NOT NULL CHECK (source IN ('care-record', 'referral', 'claim')),
  source_id        uuid NOT NULL,              -- the care record, the document that refers, or the claim's own id
  organisation_oid text REFERENCES organisation, -- null: whoever the referral leads to
  leaflets         smallint[] NOT NULL,        -- kinds of the leaflet's list that answer it, the likeliest first
  happened_on      date NOT NULL,
  term_last        date,                       -- null: of a referral, or its calendar is not known
  term_sources     text[] NOT NULL DEFAULT '{}',
  provisional      boolean NOT NULL DEFAULT false,
  state            text NOT NULL CHECK (state IN ('expected', 'overdue', 'arrived', 'not-expected')),
  why              text CHECK (why IN ('region', 'not-electronic', 'before', 'long-ago')), -- of not-expected
  document_id      uuid,
  set_digest       bytea,
  family           text,                       -- of the document that came
  registered_at    timestamptz,                -- of the document that came
  delay_days       integer,                    -- working days from the visit to the registration
  raised_at        timestamptz,
  initials         bytea,                      -- sealed: whom it is about, for the organisation's list
  created_at       timestamptz NOT NULL,
  PRIMARY KEY (patient_id, due_id)
);
CREATE INDEX due_late ON due_document (term_last, patient_id, due_id)
  WHERE state = 'expected' AND source = 'care-record';
CREATE INDEX due_of_organisation ON due_document
  (organisation_oid, (coalesce(term_last, '9999-12-31'::date)), due_id)
  WHERE source = 'care-record' AND state IN ('expected', 'overdue');
CREATE INDEX due_uncounted ON due_document (patient_id, due_id)
  WHERE state = 'expected' AND source = 'care-record' AND (term_last IS NULL OR provisional);
CREATE INDEX due_arrived ON due_document (registered_at) WHERE state = 'arrived';

-- What an organisation sent of a patient and the registry did not take. Read only beside what is due to that patient.
CREATE TABLE due_sending (
  patient_id       uuid NOT NULL,
  document_id      uuid NOT NULL,
  organisation_oid text NOT NULL REFERENCES organisation,
  leaflet          smallint NOT NULL,
  issued_on        date NOT NULL,
  state            text NOT NULL CHECK (state IN ('refused', 'quarantined')),
  codes            text[] NOT NULL,            -- of the faults; their words may tell of a person
  sent_at          timestamptz NOT NULL,
  PRIMARY KEY (patient_id, document_id)
);

CREATE TABLE organisation_delay (
  organisation_oid text NOT NULL REFERENCES organisation,
  family           text,                       -- null: documents of all kinds
  documents        integer NOT NULL,
  median_days      integer NOT NULL,           -- working days from the visit to the registration
  p90_days         integer NOT NULL,
  computed_at      timestamptz NOT NULL,
  UNIQUE NULLS NOT DISTINCT (organisation_oid, family)
);

-- Visits that were told before there was this table are walked once.
CREATE TABLE due_backfill (
  only_row       boolean PRIMARY KEY DEFAULT true CHECK (only_row),
  after_patient  uuid NOT NULL,
  after_record   uuid NOT NULL,
  done           boolean NOT NULL
);

-- A claim that is being written: one for each person, kept here so that an ended session loses nothing.
CREATE TABLE claim_draft (
  patient_id uuid PRIMARY KEY,
  sealed     bytea NOT NULL,
  sent       text,                             -- number of the appeal that it became
  updated_at timestamptz NOT NULL
);

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['due_document', 'due_sending', 'claim_draft']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY registry ON %I TO medkarta_registry USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY own ON %I TO medkarta_portal USING (patient_id = current_patient()) WITH CHECK (patient_id = current_patient())', t);
  END LOOP;
END $$;
CREATE POLICY sender ON due_document FOR SELECT TO medkarta_portal USING (organisation_oid = current_organisation());

GRANT SELECT, INSERT, UPDATE ON due_document TO medkarta_registry;
GRANT SELECT, INSERT ON due_sending TO medkarta_registry;
GRANT SELECT, INSERT, UPDATE, DELETE ON organisation_delay, due_backfill TO medkarta_registry;
GRANT SELECT ON due_document, due_sending, organisation_delay TO medkarta_portal;
-- What a patient says was done: awaited as what an organisation tells, and named as the patient's word.
GRANT INSERT ON due_document TO medkarta_portal;
CREATE POLICY claimed ON due_document AS RESTRICTIVE FOR INSERT TO medkarta_portal WITH CHECK (source = 'claim');
CREATE INDEX appeal_of_due ON appeal (patient_id, due_id) WHERE due_id IS NOT NULL;
-- A claim whose organisation is not in the list has its name in words: without it no desk could route it.
CREATE POLICY claimed_place ON appeal_words FOR SELECT TO medkarta_portal USING (current_desk() IS NOT NULL AND EXISTS
  (SELECT FROM appeal a WHERE a.patient_id = appeal_words.patient_id AND a.appeal_id = appeal_words.appeal_id
   AND a.kind = 'missing' AND a.organisation_oid IS NULL AND appeal_words.seq = 1));
GRANT SELECT, INSERT, UPDATE, DELETE ON claim_draft TO medkarta_portal;
