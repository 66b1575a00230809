-- Appeals: what a patient reports, claims or asks, and what became of it (docs/decisions/0066).
--
-- `appeal` is how it stands, `appeal_event` how it came to that; the latter is only ever added. What people wrote is kept
-- apart in `appeal_words`, so that the support desk can see every appeal and no word about anybody's health.

CREATE SEQUENCE appeal_number;

CREATE TABLE appeal (
  patient_id         uuid NOT NULL,
  appeal_id          uuid NOT NULL,            -- derived from the form that was sent: sent twice, it is one
  number             text NOT NULL UNIQUE,
  kind               text NOT NULL,
  reason             text NOT NULL,
  severity           smallint NOT NULL CHECK (severity BETWEEN 1 AND 3), -- 1: a patient may come to harm
  disputes           boolean NOT NULL,         -- until it is closed, its document is marked for every reader
  state              text NOT NULL CHECK (state IN ('registered', 'working', 'asked', 'corrected', 'refused', 'closed')),
  holder             text NOT NULL CHECK (holder IN ('organisation', 'support', 'region')),
  version            integer NOT NULL,         -- number of its last event: whoever acts on an older one is told
  organisation_oid   text REFERENCES organisation,
  region_code        text REFERENCES region,
  document_id        uuid,
  care_record_id     uuid,
  due_id             uuid,                     -- the expected document that did not come
  leaflet            smallint,                 -- the kind that did not come, 1–9
  happened_on        date,                     -- of the visit
  answer_document_id uuid,                     -- what came in its place
  opened_at          timestamptz NOT NULL,
  changed_at         timestamptz NOT NULL,
  due_on             date,                     -- null while a production calendar is missing
  due_at             timestamptz,              -- the end of that day where the holder is
  due_provisional    boolean NOT NULL,
  answered_at        timestamptz,              -- of the last correction or refusal
  reopened           smallint NOT NULL DEFAULT 0,
  PRIMARY KEY (patient_id, appeal_id)
);
CREATE INDEX appeal_list ON appeal (patient_id, opened_at DESC, appeal_id);
CREATE INDEX appeal_of_document ON appeal (patient_id, document_id) WHERE document_id IS NOT NULL AND state <> 'closed';
CREATE INDEX appeal_inbox ON appeal (organisation_oid, due_on, appeal_id)
  WHERE holder = 'organisation' AND state IN ('registered', 'working', 'asked');
CREATE INDEX appeal_of_organisation ON appeal (organisation_oid, changed_at DESC, appeal_id);
CREATE INDEX appeal_desk ON appeal (holder, severity, due_on, appeal_id)
  WHERE holder <> 'organisation' AND state IN ('registered', 'working', 'asked');
CREATE INDEX appeal_overdue ON appeal (due_at) WHERE state IN ('registered', 'working');
CREATE INDEX appeal_answered ON appeal (answered_at) WHERE state IN ('corrected', 'refused');

CREATE TABLE appeal_event (
  patient_id       uuid NOT NULL,
  appeal_id        uuid NOT NULL,
  seq              integer NOT NULL,           -- 1…: of two who act at once one finds the place taken
  at               timestamptz NOT NULL,
  deed             text NOT NULL,
  by               text NOT NULL CHECK (by IN ('patient', 'organisation', 'support', 'region', 'system')),
  role             text,
  actor            bytea,                      -- sealed: name of whoever acted; null: the registry itself
  organisation_oid text,
  state            text NOT NULL,              -- after it
  holder           text NOT NULL,
  due_on           date,
  cause            text,                       -- code of a refusal's reason, or of a report that joined
  document_id      uuid,
  once             uuid NOT NULL,              -- of the form that was sent
  PRIMARY KEY (patient_id, appeal_id, seq),
  UNIQUE (patient_id, appeal_id, once)
);

CREATE TABLE appeal_words (
  patient_id uuid NOT NULL,
  appeal_id  uuid NOT NULL,
  seq        integer NOT NULL,
  sealed     bytea NOT NULL,
  PRIMARY KEY (patient_id, appeal_id, seq)
);

CREATE TABLE appeal_file (
  patient_id uuid NOT NULL,
  appeal_id  uuid NOT NULL,
  file_id    uuid NOT NULL,
  seq        integer NOT NULL,                 -- came with that event
  media_type text NOT NULL CHECK (media_type IN ('image/jpeg', 'image/png', 'application/pdf')),
  size       integer NOT NULL,                 -- plain bytes
  sha256     bytea NOT NULL,
  sealed     bytea NOT NULL,
  PRIMARY KEY (patient_id, appeal_id, file_id)
);
ALTER TABLE appeal_file ALTER COLUMN sealed SET STORAGE EXTERNAL;

GRANT SELECT, INSERT, UPDATE ON appeal TO medkarta_registry;
GRANT SELECT, INSERT ON appeal_event, appeal_words, appeal_file TO medkarta_registry;
GRANT SELECT, INSERT ON appeal, appeal_event, appeal_words, appeal_file TO medkarta_portal;
GRANT UPDATE (severity, disputes, state, holder, version, organisation_oid, region_code, answer_document_id, changed_at,
              due_on, due_at, due_provisional, answered_at, reopened) ON appeal TO medkarta_portal;
GRANT USAGE ON SEQUENCE appeal_number TO medkarta_registry, medkarta_portal;

-- 'support', or 'region:' and the code of a region.
CREATE FUNCTION current_desk() RETURNS text LANGUAGE sql STABLE
  RETURN nullif(current_setting('medkarta.desk', true), '');

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['appeal', 'appeal_event', 'appeal_words', 'appeal_file']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY registry ON %I TO medkarta_registry USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY own ON %I TO medkarta_portal USING (patient_id = current_patient()) WITH CHECK (patient_id = current_patient())', t);
  END LOOP;
END $$;

-- An organisation sees what is addressed to it, all of it.
CREATE POLICY addressed ON appeal TO medkarta_portal
  USING (organisation_oid = current_organisation()) WITH CHECK (organisation_oid = current_organisation());
-- The desks see how every appeal stands; a region's desk, those of its region.
CREATE POLICY desk ON appeal TO medkarta_portal
  USING (current_desk() IN ('support', 'region:' || region_code))
  WITH CHECK (current_desk() IN ('support', 'region:' || region_code));

CREATE POLICY staff ON appeal_event TO medkarta_portal
  USING ((current_organisation() IS NOT NULL OR current_desk() IS NOT NULL) AND EXISTS
    (SELECT FROM appeal a WHERE a.patient_id = appeal_event.patient_id AND a.appeal_id = appeal_event.appeal_id))
  WITH CHECK ((current_organisation() IS NOT NULL OR current_desk() IS NOT NULL) AND EXISTS
    (SELECT FROM appeal a WHERE a.patient_id = appeal_event.patient_id AND a.appeal_id = appeal_event.appeal_id));

CREATE POLICY addressed ON appeal_words TO medkarta_portal
  USING (EXISTS (SELECT FROM appeal a WHERE a.patient_id = appeal_words.patient_id AND a.appeal_id = appeal_words.appeal_id
                 AND a.organisation_oid = current_organisation()))
  WITH CHECK (EXISTS (SELECT FROM appeal a WHERE a.patient_id = appeal_words.patient_id
                      AND a.appeal_id = appeal_words.appeal_id AND a.organisation_oid = current_organisation()));
-- Words that are addressed to the registry itself; and what a desk has written, which tells of nobody's health.
CREATE POLICY desk ON appeal_words FOR SELECT TO medkarta_portal USING (current_desk() IS NOT NULL AND EXISTS
  (SELECT FROM appeal a JOIN appeal_event e ON e.patient_id = a.patient_id AND e.appeal_id = a.appeal_id
   WHERE a.patient_id = appeal_words.patient_id AND a.appeal_id = appeal_words.appeal_id AND e.seq = appeal_words.seq
   AND (a.kind IN ('access', 'paper', 'service') OR e.by IN ('support', 'region', 'system'))));
CREATE POLICY desk_writes ON appeal_words FOR INSERT TO medkarta_portal WITH CHECK (current_desk() IS NOT NULL AND EXISTS
  (SELECT FROM appeal a WHERE a.patient_id = appeal_words.patient_id AND a.appeal_id = appeal_words.appeal_id));

CREATE POLICY addressed ON appeal_file TO medkarta_portal
  USING (EXISTS (SELECT FROM appeal a WHERE a.patient_id = appeal_file.patient_id AND a.appeal_id = appeal_file.appeal_id
                 AND a.organisation_oid = current_organisation()))
  WITH CHECK (EXISTS (SELECT FROM appeal a WHERE a.patient_id = appeal_file.patient_id
                      AND a.appeal_id = appeal_file.appeal_id AND a.organisation_oid = current_organisation()));

-- Whoever answers an appeal must know whose it is, and tells the patient.
CREATE POLICY addressed ON person FOR SELECT TO medkarta_portal USING (current_organisation() IS NOT NULL AND EXISTS
  (SELECT FROM appeal a WHERE a.patient_id = person.patient_id AND a.organisation_oid = current_organisation()));
CREATE POLICY staff ON notice FOR INSERT TO medkarta_portal
  WITH CHECK ((current_organisation() IS NOT NULL OR current_desk() IS NOT NULL) AND EXISTS
    (SELECT FROM appeal a WHERE a.patient_id = notice.patient_id AND a.number = notice.about));
