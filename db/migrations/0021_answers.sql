-- What answers are begun with, and whether they helped (docs/decisions/0076).

-- ── own templates ───────────────────────────────────────────────────────────────────────────────────────────
-- Plain words of an organisation, or of a desk of the registry; of no patient. What is retired can be taken back.

CREATE TABLE answer_template (
  template_id      uuid PRIMARY KEY,           -- of the form that was sent: sent twice, it is one
  organisation_oid text REFERENCES organisation,
  desk             text CHECK (desk = 'support' OR desk LIKE 'region:%'),
  deed             text NOT NULL CHECK (deed IN ('ask', 'message', 'correct', 'refuse', 'route', 'escalate')),
  name             text NOT NULL CHECK (char_length(name) BETWEEN 1 AND 60),
  words            text NOT NULL CHECK (char_length(words) BETWEEN 1 AND 2000),
  revision         integer NOT NULL,           -- who saves over another's words is told
  changed_at       timestamptz NOT NULL,
  changed_by       uuid NOT NULL,              -- staff_id
  retired_at       timestamptz,                -- null: it is offered
  CHECK ((organisation_oid IS NULL) <> (desk IS NULL))
);
CREATE INDEX answer_template_of_organisation ON answer_template (organisation_oid) WHERE organisation_oid IS NOT NULL;
CREATE INDEX answer_template_of_desk ON answer_template (desk) WHERE desk IS NOT NULL;

GRANT SELECT ON answer_template TO medkarta_registry;
GRANT SELECT, INSERT ON answer_template TO medkarta_portal;
GRANT UPDATE (deed, name, words, revision, changed_at, changed_by, retired_at) ON answer_template TO medkarta_portal;
ALTER TABLE answer_template ENABLE ROW LEVEL SECURITY;
ALTER TABLE answer_template FORCE ROW LEVEL SECURITY;
CREATE POLICY registry ON answer_template TO medkarta_registry USING (true);
CREATE POLICY own ON answer_template TO medkarta_portal
  USING (organisation_oid = current_organisation() OR desk = current_desk())
  WITH CHECK (organisation_oid = current_organisation() OR desk = current_desk());

-- ── «Помогло?» ──────────────────────────────────────────────────────────────────────────────────────────────
-- Asked once an answered appeal is closed; once more when it is closed again. The words stand apart, as in appeals: the
-- desks count who was helped, and read no word that is not addressed to the registry itself.

CREATE TABLE appeal_helped (
  patient_id uuid NOT NULL,
  appeal_id  uuid NOT NULL,
  round      smallint NOT NULL,                -- how often it was reopened before
  helped     boolean NOT NULL,
  said_at    timestamptz NOT NULL,             -- first said; changed for 14 days
  changed_at timestamptz NOT NULL,
  PRIMARY KEY (patient_id, appeal_id, round)
);
CREATE TABLE appeal_helped_words (
  patient_id uuid NOT NULL,
  appeal_id  uuid NOT NULL,
  round      smallint NOT NULL,
  sealed     bytea,                            -- null: taken back
  PRIMARY KEY (patient_id, appeal_id, round)
);

GRANT SELECT ON appeal_helped, appeal_helped_words TO medkarta_registry;
GRANT SELECT, INSERT ON appeal_helped, appeal_helped_words TO medkarta_portal;
GRANT UPDATE (helped, changed_at) ON appeal_helped TO medkarta_portal;
GRANT UPDATE (sealed) ON appeal_helped_words TO medkarta_portal;

DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['appeal_helped', 'appeal_helped_words']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY registry ON %I TO medkarta_registry USING (true)', t);
    EXECUTE format('CREATE POLICY own ON %I TO medkarta_portal USING (patient_id = current_patient()) WITH CHECK (patient_id = current_patient())', t);
    EXECUTE format('CREATE POLICY addressed ON %1$I FOR SELECT TO medkarta_portal USING (EXISTS
      (SELECT FROM appeal a WHERE a.patient_id = %1$I.patient_id AND a.appeal_id = %1$I.appeal_id
       AND a.organisation_oid = current_organisation()))', t);
  END LOOP;
END $$;
CREATE POLICY desk ON appeal_helped FOR SELECT TO medkarta_portal USING (current_desk() IS NOT NULL AND EXISTS
  (SELECT FROM appeal a WHERE a.patient_id = appeal_helped.patient_id AND a.appeal_id = appeal_helped.appeal_id));
CREATE POLICY desk ON appeal_helped_words FOR SELECT TO medkarta_portal USING (current_desk() IS NOT NULL AND EXISTS
  (SELECT FROM appeal a WHERE a.patient_id = appeal_helped_words.patient_id AND a.appeal_id = appeal_helped_words.appeal_id
   AND a.kind IN ('access', 'paper', 'service')));
