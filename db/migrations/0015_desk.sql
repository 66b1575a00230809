-- Those who answer: the head of an organisation, a region's operator, who holds an appeal by name, and the emergency
-- («break the glass») in which support may open one patient's documents (docs/decisions/0068).

-- ── two more roles ──────────────────────────────────────────────────────────────────────────────────────────

ALTER TABLE staff DROP CONSTRAINT staff_role_check;
ALTER TABLE staff ADD CONSTRAINT staff_role_check
  CHECK (role IN ('doctor', 'registrar', 'head', 'support', 'region', 'administrator'));
ALTER TABLE staff ADD COLUMN region_code text REFERENCES region;
ALTER TABLE staff ADD CONSTRAINT staff_region CHECK ((role = 'region') = (region_code IS NOT NULL));

ALTER TABLE session DROP CONSTRAINT session_role_check;
ALTER TABLE session ADD CONSTRAINT session_role_check
  CHECK (role IN ('patient', 'doctor', 'registrar', 'head', 'support', 'region', 'administrator'));
ALTER TABLE session ADD COLUMN region_code text;

-- ── who works on an appeal ──────────────────────────────────────────────────────────────────────────────────

ALTER TABLE appeal ADD COLUMN handler uuid;        -- staff_id of whoever acted last for its holder; null once it moved on
ALTER TABLE appeal_event ADD COLUMN staff_id uuid; -- of whoever acted; null: the patient, or the registry itself
GRANT UPDATE (handler) ON appeal TO medkarta_portal;
CREATE INDEX appeal_cluster ON appeal (organisation_oid, kind, reason, opened_at) WHERE state IN ('registered', 'working', 'asked');

-- ── the document beside the patient's words ─────────────────────────────────────────────────────────────────
-- While an appeal is open, staff of the organisation that it is addressed to and that issued the document may open this
-- one document. The page names the appeal; a line of the patient's journal is written before anything leaves.

CREATE FUNCTION current_appeal() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('medkarta.appeal', true), '')::uuid;
-- The document of that appeal, while it is open and with this organisation; null otherwise.
CREATE FUNCTION appealed_document() RETURNS uuid LANGUAGE sql STABLE
  RETURN (SELECT document_id FROM appeal WHERE appeal_id = current_appeal() AND organisation_oid = current_organisation()
          AND state IN ('registered', 'working', 'asked'));

CREATE POLICY appealed ON document FOR SELECT TO medkarta_portal
  USING (document_id = appealed_document() AND organisation_oid = current_organisation());
CREATE POLICY appealed ON content FOR SELECT TO medkarta_portal USING (document_id = appealed_document() AND EXISTS
  (SELECT FROM document d WHERE d.document_id = content.document_id AND d.organisation_oid = current_organisation()));
CREATE POLICY appealed ON content_key FOR SELECT TO medkarta_portal USING (document_id = appealed_document() AND EXISTS
  (SELECT FROM document d WHERE d.document_id = content_key.document_id AND d.organisation_oid = current_organisation()));
CREATE POLICY appealed ON access_event FOR INSERT TO medkarta_portal
  WITH CHECK (document_id = appealed_document() AND organisation_oid = current_organisation()
              AND patient_id = (SELECT patient_id FROM appeal WHERE appeal_id = current_appeal())
              AND role IN ('doctor', 'head') AND action = 'open' AND basis = 'appeal');

-- ── the emergency ───────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE emergency_grant (                 -- one person of support, one patient, an hour at most
  patient_id    uuid NOT NULL,
  grant_id      uuid NOT NULL,
  staff_id      uuid NOT NULL,
  account_id    uuid NOT NULL,                 -- whoever reviews it must be somebody else, whatever posts they hold
  actor         bytea NOT NULL,                -- sealed: name
  cause         text NOT NULL,
  words         bytea NOT NULL,                -- sealed: why
  appeal_number text,
  opened_at     timestamptz NOT NULL,
  ends_at       timestamptz NOT NULL,
  PRIMARY KEY (patient_id, grant_id),
  CHECK (ends_at <= opened_at + interval '60 minutes')
);
CREATE INDEX emergency_grant_by_staff ON emergency_grant (staff_id, opened_at DESC);
CREATE INDEX emergency_grant_by_time ON emergency_grant (opened_at DESC, grant_id);

CREATE TABLE emergency_event (                 -- what happened in it
  patient_id  uuid NOT NULL,
  grant_id    uuid NOT NULL,
  event_id    uuid NOT NULL,
  at          timestamptz NOT NULL,
  deed        text NOT NULL CHECK (deed IN ('list', 'open', 'end', 'review')),
  document_id uuid,
  account_id  uuid NOT NULL,
  actor       bytea NOT NULL,                  -- sealed: name
  verdict     text CHECK (verdict IN ('justified', 'unjustified')),
  words       bytea,                           -- sealed: of the review
  PRIMARY KEY (patient_id, grant_id, event_id),
  CHECK ((deed = 'review') = (verdict IS NOT NULL))
);
CREATE UNIQUE INDEX emergency_ended_once ON emergency_event (patient_id, grant_id) WHERE deed = 'end';
CREATE UNIQUE INDEX emergency_reviewed_once ON emergency_event (patient_id, grant_id) WHERE deed = 'review';

GRANT SELECT, INSERT ON emergency_grant, emergency_event TO medkarta_registry, medkarta_portal;

CREATE FUNCTION current_staff() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('medkarta.staff', true), '')::uuid;
CREATE FUNCTION current_emergency() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('medkarta.emergency', true), '')::uuid;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['emergency_grant', 'emergency_event']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY registry ON %I TO medkarta_registry USING (true) WITH CHECK (true)', t);
    EXECUTE format('CREATE POLICY own ON %I FOR SELECT TO medkarta_portal USING (patient_id = current_patient())', t);
    EXECUTE format('CREATE POLICY reviewed ON %I FOR SELECT TO medkarta_portal USING (current_desk() = ''review'')', t);
  END LOOP;
END $$;

-- Support sees its own grants. By the database's own clock none begins later or lasts longer than an hour.
CREATE POLICY mine ON emergency_grant FOR SELECT TO medkarta_portal
  USING (current_desk() = 'support' AND staff_id = current_staff());
CREATE POLICY breaks ON emergency_grant FOR INSERT TO medkarta_portal
  WITH CHECK (current_desk() = 'support' AND staff_id = current_staff() AND ends_at <= now() + interval '61 minutes');
CREATE POLICY mine ON emergency_event TO medkarta_portal
  USING (current_desk() = 'support' AND EXISTS (SELECT FROM emergency_grant g WHERE g.patient_id = emergency_event.patient_id
         AND g.grant_id = emergency_event.grant_id AND g.staff_id = current_staff()))
  WITH CHECK (current_desk() = 'support' AND deed <> 'review' AND EXISTS (SELECT FROM emergency_grant g
         WHERE g.patient_id = emergency_event.patient_id AND g.grant_id = emergency_event.grant_id
         AND g.staff_id = current_staff() AND g.account_id = emergency_event.account_id));
-- Nobody reviews what they did themselves.
CREATE POLICY reviews ON emergency_event FOR INSERT TO medkarta_portal
  WITH CHECK (current_desk() = 'review' AND deed = 'review' AND EXISTS (SELECT FROM emergency_grant g
         WHERE g.patient_id = emergency_event.patient_id AND g.grant_id = emergency_event.grant_id
         AND g.account_id <> emergency_event.account_id));

-- Whose documents are open to this member of support now; null: nobody's.
CREATE FUNCTION emergency_patient() RETURNS uuid LANGUAGE sql STABLE
  RETURN (SELECT g.patient_id FROM emergency_grant g
          WHERE g.grant_id = current_emergency() AND g.staff_id = current_staff() AND current_desk() = 'support'
            AND g.ends_at > now()
            AND NOT EXISTS (SELECT FROM emergency_event e WHERE e.patient_id = g.patient_id AND e.grant_id = g.grant_id
                            AND e.deed = 'end'));

CREATE POLICY emergency ON document FOR SELECT TO medkarta_portal USING (patient_id = emergency_patient());
CREATE POLICY emergency ON document_locator FOR SELECT TO medkarta_portal USING (patient_id = emergency_patient());
CREATE POLICY emergency ON person FOR SELECT TO medkarta_portal USING (patient_id = emergency_patient());
CREATE POLICY emergency ON content FOR SELECT TO medkarta_portal USING (EXISTS
  (SELECT FROM document d WHERE d.patient_id = emergency_patient() AND d.document_id = content.document_id));
CREATE POLICY emergency ON content_key FOR SELECT TO medkarta_portal USING (EXISTS
  (SELECT FROM document d WHERE d.patient_id = emergency_patient() AND d.document_id = content_key.document_id));
CREATE POLICY emergency ON access_event FOR INSERT TO medkarta_portal
  WITH CHECK (patient_id = emergency_patient() AND role = 'support' AND action IN ('open', 'list') AND basis = 'emergency');
CREATE POLICY emergency ON notice FOR INSERT TO medkarta_portal
  WITH CHECK (patient_id = emergency_patient() AND kind = 'emergency-access');

-- A person is found for it by exactly СНИЛС, name and birth date: who does not know all of them finds nobody.
CREATE POLICY sought ON person FOR SELECT TO medkarta_portal
  USING (current_desk() = 'support'
         AND encode(identity_digest, 'hex') = nullif(current_setting('medkarta.sought_identity', true), ''));
