-- Paper (docs/decisions/0063): copies that a patient asks for, statements that paper be kept, and since when and for which
-- kinds each organisation keeps its records electronically.

CREATE TABLE organisation_electronic (         -- «когда и в каком объёме она готова перейти»
  organisation_oid text NOT NULL REFERENCES organisation,
  leaflet          smallint NOT NULL CHECK (leaflet BETWEEN 1 AND 9),
  since            date NOT NULL,
  PRIMARY KEY (organisation_oid, leaflet)
);
GRANT SELECT ON organisation_electronic TO medkarta_registry, medkarta_portal;
GRANT INSERT, UPDATE, DELETE ON organisation_electronic TO medkarta_registry;

-- ── copies ──────────────────────────────────────────────────────────────────────────────────────────────────

CREATE SEQUENCE paper_number;

CREATE TABLE paper_request (
  patient_id       uuid NOT NULL,
  request_id       uuid NOT NULL,
  number           text NOT NULL UNIQUE,
  organisation_oid text NOT NULL REFERENCES organisation,
  state            text NOT NULL CHECK (state IN ('asked', 'ready', 'handed', 'refused', 'cancelled')),
  comes_on         date NOT NULL,              -- the day that the patient comes: on it the copy is due
  turn             integer NOT NULL DEFAULT 0, -- counts changes of the state: who looked at an older one is told so
  asked_at         timestamptz NOT NULL,
  changed_at       timestamptz NOT NULL,
  sealed           bytea NOT NULL,             -- who asks: name and birth date, for the registrar
  PRIMARY KEY (patient_id, request_id)
);
CREATE INDEX paper_request_desk ON paper_request (organisation_oid, state, comes_on);

CREATE TABLE paper_item (
  patient_id  uuid NOT NULL,
  request_id  uuid NOT NULL,
  document_id uuid NOT NULL,
  number      text NOT NULL,
  set_digest  bytea NOT NULL,
  open        boolean NOT NULL DEFAULT true,   -- false once the request is closed
  printed_at  timestamptz,
  PRIMARY KEY (patient_id, request_id, document_id)
);
-- A document is asked for once at a time, however often a button is pressed.
CREATE UNIQUE INDEX paper_item_open ON paper_item (patient_id, document_id) WHERE open;

CREATE TABLE paper_event (                     -- only added
  patient_id uuid NOT NULL,
  event_id   uuid NOT NULL,
  about_id   uuid NOT NULL,                    -- the request, or the statement
  at         timestamptz NOT NULL,
  deed       text NOT NULL,
  role       text NOT NULL,
  sealed     bytea NOT NULL,                   -- by whom, and their words
  PRIMARY KEY (patient_id, event_id)
);
CREATE INDEX paper_event_list ON paper_event (patient_id, about_id, at);

-- ── statements ──────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE paper_statement (
  patient_id       uuid NOT NULL,
  statement_id     uuid NOT NULL,
  number           text NOT NULL UNIQUE,
  organisation_oid text NOT NULL REFERENCES organisation,
  state            text NOT NULL CHECK (state IN ('submitted', 'accepted', 'returned', 'withdrawn')),
  text_version     text NOT NULL,
  turn             integer NOT NULL DEFAULT 0,
  submitted_at     timestamptz NOT NULL,
  changed_at       timestamptz NOT NULL,
  sealed           bytea NOT NULL,             -- whose: name and birth date
  PRIMARY KEY (patient_id, statement_id)
);
CREATE UNIQUE INDEX paper_statement_open ON paper_statement (patient_id, organisation_oid) WHERE state IN ('submitted', 'accepted');
CREATE INDEX paper_statement_desk ON paper_statement (organisation_oid, state, submitted_at);

-- ── who may do what ─────────────────────────────────────────────────────────────────────────────────────────

GRANT USAGE ON SEQUENCE paper_number TO medkarta_portal;
GRANT SELECT ON paper_request, paper_item, paper_event, paper_statement TO medkarta_registry;
GRANT SELECT, INSERT ON paper_request, paper_item, paper_event, paper_statement TO medkarta_portal;
GRANT UPDATE (state, turn, changed_at) ON paper_request, paper_statement TO medkarta_portal;
GRANT UPDATE (open, printed_at) ON paper_item TO medkarta_portal;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['paper_request', 'paper_item', 'paper_event', 'paper_statement']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY registry ON %I TO medkarta_registry USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY own ON %I TO medkarta_portal USING (patient_id = current_patient()) WITH CHECK (patient_id = current_patient())', t);
  END LOOP;
  -- Whom it is put to.
  FOREACH t IN ARRAY ARRAY['paper_request', 'paper_statement']
  LOOP
    EXECUTE format('CREATE POLICY desk ON %I FOR SELECT TO medkarta_portal USING (organisation_oid = current_organisation())', t);
    EXECUTE format('CREATE POLICY desk_change ON %I FOR UPDATE TO medkarta_portal USING (organisation_oid = current_organisation()) WITH CHECK (organisation_oid = current_organisation())', t);
  END LOOP;
END $$;

CREATE POLICY desk ON paper_item FOR SELECT TO medkarta_portal USING (EXISTS
  (SELECT FROM paper_request r WHERE r.patient_id = paper_item.patient_id AND r.request_id = paper_item.request_id
   AND r.organisation_oid = current_organisation()));
CREATE POLICY desk_change ON paper_item FOR UPDATE TO medkarta_portal USING (EXISTS
  (SELECT FROM paper_request r WHERE r.patient_id = paper_item.patient_id AND r.request_id = paper_item.request_id
   AND r.organisation_oid = current_organisation()));

CREATE POLICY desk ON paper_event FOR SELECT TO medkarta_portal USING (
  EXISTS (SELECT FROM paper_request r WHERE r.patient_id = paper_event.patient_id AND r.request_id = paper_event.about_id
          AND r.organisation_oid = current_organisation())
  OR EXISTS (SELECT FROM paper_statement s WHERE s.patient_id = paper_event.patient_id
             AND s.statement_id = paper_event.about_id AND s.organisation_oid = current_organisation()));
CREATE POLICY desk_add ON paper_event FOR INSERT TO medkarta_portal WITH CHECK (
  EXISTS (SELECT FROM paper_request r WHERE r.patient_id = paper_event.patient_id AND r.request_id = paper_event.about_id
          AND r.organisation_oid = current_organisation())
  OR EXISTS (SELECT FROM paper_statement s WHERE s.patient_id = paper_event.patient_id
             AND s.statement_id = paper_event.about_id AND s.organisation_oid = current_organisation()));

-- The patient is told of what the registrar did, and of nothing else.
CREATE POLICY paper ON notice FOR INSERT TO medkarta_portal WITH CHECK (
  (kind IN ('paper-ready', 'paper-refused', 'paper-handed')
   AND EXISTS (SELECT FROM paper_request r WHERE r.patient_id = notice.patient_id AND r.number = notice.about
               AND r.organisation_oid = current_organisation()))
  OR (kind IN ('statement-accepted', 'statement-returned')
      AND EXISTS (SELECT FROM paper_statement s WHERE s.patient_id = notice.patient_id AND s.number = notice.about
                  AND s.organisation_oid = current_organisation())));

-- A registrar prints a document: named by its patient in a request that is open, put to the organisation that issued it.
-- The request is named in the transaction. Other versions of the document can be told (number and version), not read.
CREATE FUNCTION paper_request_named() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('medkarta.paper_request', true), '')::uuid;

CREATE POLICY paper ON document FOR SELECT TO medkarta_portal USING (
  paper_request_named() IS NOT NULL AND organisation_oid = current_organisation() AND EXISTS
  (SELECT FROM paper_item i WHERE i.patient_id = document.patient_id AND i.request_id = paper_request_named()
   AND i.open AND i.set_digest = document.set_digest));
CREATE POLICY paper ON content FOR SELECT TO medkarta_portal USING (paper_request_named() IS NOT NULL AND EXISTS
  (SELECT FROM paper_item i JOIN document d ON d.patient_id = i.patient_id AND d.document_id = i.document_id
   WHERE i.document_id = content.document_id AND i.request_id = paper_request_named() AND i.open
   AND d.organisation_oid = current_organisation()));
CREATE POLICY paper ON content_key FOR SELECT TO medkarta_portal USING (paper_request_named() IS NOT NULL AND EXISTS
  (SELECT FROM paper_item i JOIN document d ON d.patient_id = i.patient_id AND d.document_id = i.document_id
   WHERE i.document_id = content_key.document_id AND i.request_id = paper_request_named() AND i.open
   AND d.organisation_oid = current_organisation()));
CREATE POLICY paper ON access_event FOR INSERT TO medkarta_portal WITH CHECK (
  organisation_oid = current_organisation() AND role = 'registrar' AND action = 'paper-copy' AND basis = 'request'
  AND EXISTS (SELECT FROM paper_item i WHERE i.patient_id = access_event.patient_id
              AND i.document_id = access_event.document_id AND i.request_id = paper_request_named() AND i.open));
