-- Erasure by a court's decision, which two administrators must want (docs/decisions/0075), and the patrol that checks what is
-- kept all the time.

-- ── erasure ─────────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE erasure (                         -- one administrator asks
  erasure_id  uuid PRIMARY KEY,
  number      text NOT NULL,                   -- of the document
  patient_id  uuid NOT NULL,
  document_id uuid NOT NULL,
  basis       text NOT NULL,                   -- the decision: court, day, number; no person
  account_id  uuid NOT NULL,
  staff_id    uuid NOT NULL REFERENCES staff,
  actor       bytea NOT NULL,                  -- sealed: name
  asked_at    timestamptz NOT NULL,
  ends_at     timestamptz NOT NULL,
  CHECK (ends_at <= asked_at + interval '72 hours')
);
CREATE INDEX erasure_by_time ON erasure (asked_at DESC, erasure_id);

CREATE TABLE erasure_end (                     -- another one confirms it, or anyone of them declines it
  erasure_id  uuid PRIMARY KEY REFERENCES erasure,
  patient_id  uuid NOT NULL,
  document_id uuid NOT NULL,
  basis       text NOT NULL,
  verdict     text NOT NULL CHECK (verdict IN ('erased', 'declined')),
  account_id  uuid NOT NULL,
  staff_id    uuid NOT NULL REFERENCES staff,
  actor       bytea NOT NULL,                  -- sealed: name
  at          timestamptz NOT NULL
);
CREATE UNIQUE INDEX erasure_once ON erasure_end (document_id) WHERE verdict = 'erased';
CREATE INDEX erasure_of_patient ON erasure_end (patient_id, document_id) WHERE verdict = 'erased';

-- Neither role can erase alone: the portal asks and destroys nothing; the registry destroys only what was asked for.
GRANT SELECT, INSERT ON erasure, erasure_end TO medkarta_portal;
GRANT SELECT ON erasure, erasure_end TO medkarta_registry;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['erasure', 'erasure_end']
  LOOP
    EXECUTE format('ALTER TABLE %I ENABLE ROW LEVEL SECURITY', t);
    EXECUTE format('ALTER TABLE %I FORCE ROW LEVEL SECURITY', t);
    EXECUTE format('CREATE POLICY erasing ON %I TO CURRENT_USER USING (true) WITH CHECK (true)', t); -- for erase_document
  END LOOP;
END $$;
CREATE POLICY registry ON erasure FOR SELECT TO medkarta_registry USING (true);
CREATE POLICY registry ON erasure_end FOR SELECT TO medkarta_registry USING (true);

-- Whoever acts is logged in as an administrator now, and holds that post.
CREATE FUNCTION is_administrator(account uuid, staff uuid) RETURNS boolean LANGUAGE sql STABLE
  RETURN EXISTS (SELECT FROM session s JOIN staff t ON t.staff_id = s.staff_id
                 WHERE s.account_id = account AND s.staff_id = staff AND s.role = 'administrator' AND s.ends_at > now()
                   AND t.role = 'administrator' AND t.active);

CREATE POLICY desk ON erasure FOR SELECT TO medkarta_portal USING (current_desk() = 'erasure');
CREATE POLICY asks ON erasure FOR INSERT TO medkarta_portal
  WITH CHECK (current_desk() = 'erasure' AND is_administrator(account_id, staff_id));
CREATE POLICY desk ON erasure_end FOR SELECT TO medkarta_portal USING (current_desk() = 'erasure');
CREATE POLICY declines ON erasure_end FOR INSERT TO medkarta_portal
  WITH CHECK (current_desk() = 'erasure' AND verdict = 'declined' AND is_administrator(account_id, staff_id));
CREATE POLICY own ON erasure_end FOR SELECT TO medkarta_portal
  USING (patient_id = current_patient() AND verdict = 'erased');
-- Of the one number that is typed in, an administrator's transaction learns which document it is, and nothing of it.
CREATE POLICY sought ON document_locator FOR SELECT TO medkarta_portal
  USING (current_desk() = 'erasure' AND number = nullif(current_setting('medkarta.sought_number', true), ''));

-- What the destruction below may touch, and only while it runs.
CREATE FUNCTION erasing_document() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('medkarta.erasing', true), '')::uuid;
DO $$
DECLARE t text;
BEGIN
  FOREACH t IN ARRAY ARRAY['content', 'content_key', 'document', 'document_record', 'document_results', 'document_opened',
                           'submission']
  LOOP
    EXECUTE format('CREATE POLICY erasing ON %I TO CURRENT_USER USING (document_id = erasing_document()) WITH CHECK (document_id = erasing_document())', t);
  END LOOP;
END $$;
CREATE POLICY erasing ON draft TO CURRENT_USER
  USING (document_id = erasing_document() OR replaces = erasing_document())
  WITH CHECK (document_id = erasing_document() OR replaces = erasing_document());
CREATE POLICY erasing ON due_document TO CURRENT_USER USING (source_id = erasing_document());

-- The one way to destroy anything that is registered. It runs as the owner of the tables, proves again what the house has
-- proved, and gives what the event in the log must say. What it leaves: the number, the organisation, the day of the
-- registration, which version of which set it was, the commitment and the leaf. None of them tells what was written.
CREATE FUNCTION erase_document(which uuid, by_account uuid, by_staff uuid, by_actor bytea, moment timestamptz)
RETURNS TABLE (patient uuid, document uuid, document_number text, decision text, leaf bigint)
LANGUAGE plpgsql SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp AS $$
DECLARE
  asked erasure;
  place bigint;
BEGIN
  SELECT * INTO asked FROM erasure WHERE erasure_id = which FOR UPDATE;
  IF NOT FOUND THEN RAISE EXCEPTION 'there is no such request'; END IF;
  IF moment >= asked.ends_at OR moment < asked.asked_at THEN RAISE EXCEPTION 'the request has ended'; END IF;
  IF EXISTS (SELECT FROM erasure_end WHERE erasure_id = which) THEN RAISE EXCEPTION 'the request was decided'; END IF;
  IF asked.account_id = by_account OR asked.staff_id = by_staff
     OR (SELECT count(DISTINCT snils_digest) FROM staff WHERE staff_id IN (asked.staff_id, by_staff)) <> 2
    THEN RAISE EXCEPTION 'two persons are needed'; END IF;
  IF NOT is_administrator(by_account, by_staff) THEN RAISE EXCEPTION 'an administrator confirms'; END IF;
  SELECT idx INTO place FROM log_leaf WHERE log = 'docs' AND record_id = asked.document_id;
  IF NOT FOUND THEN RAISE EXCEPTION 'the document has no leaf yet'; END IF;

  INSERT INTO erasure_end (erasure_id, patient_id, document_id, basis, verdict, account_id, staff_id, actor, at)
  VALUES (which, asked.patient_id, asked.document_id, asked.basis, 'erased', by_account, by_staff, by_actor, moment);

  PERFORM set_config('medkarta.erasing', asked.document_id::text, true);
  DELETE FROM content_key WHERE document_id = asked.document_id;
  DELETE FROM content WHERE document_id = asked.document_id;
  UPDATE document_record SET body = '', salt = '' WHERE document_id = asked.document_id;
  UPDATE document SET sealed = '', signatures = '', sha256 = '', kind_system = '', kind_code = '',
                      issued_on = (registered_at AT TIME ZONE 'UTC')::date
  WHERE document_id = asked.document_id;
  IF NOT FOUND THEN RAISE EXCEPTION 'the document is not there'; END IF;
  DELETE FROM document_results WHERE document_id = asked.document_id;
  DELETE FROM document_opened WHERE document_id = asked.document_id;
  UPDATE submission SET patient_id = NULL, fingerprint = '', faults = '[]', kind_system = '', kind_code = ''
  WHERE document_id = asked.document_id;
  -- The draft that it was written in, and corrections of it that were begun and hold its words.
  UPDATE draft SET sealed = '', frozen = NULL, frozen_key = NULL, frozen_parts = NULL, state = 'discarded'
  WHERE document_id = asked.document_id
     OR (replaces = asked.document_id AND state IN ('open', 'frozen', 'signed'));
  -- Documents that were expected because of what it said.
  DELETE FROM due_document WHERE source = 'referral' AND source_id = asked.document_id;
  PERFORM set_config('medkarta.erasing', '', true);

  RETURN QUERY SELECT asked.patient_id, asked.document_id, asked.number, asked.basis, place;
END $$;
REVOKE ALL ON FUNCTION erase_document FROM PUBLIC;
GRANT EXECUTE ON FUNCTION erase_document TO medkarta_registry;

-- ── the patrol ──────────────────────────────────────────────────────────────────────────────────────────────

CREATE TABLE fsck_finding (                    -- ids, codes and numbers; never a person
  finding_id uuid PRIMARY KEY,
  log        text NOT NULL,
  code       text NOT NULL,
  place      jsonb NOT NULL,
  detail     text NOT NULL,
  found_at   timestamptz NOT NULL
);
CREATE INDEX fsck_finding_by_time ON fsck_finding (found_at DESC);

CREATE TABLE fsck_pass (                       -- a full pass that came to its end: what was found before it began is past
  pass_id  uuid PRIMARY KEY,
  log      text NOT NULL,
  began_at timestamptz NOT NULL,
  ended_at timestamptz NOT NULL,
  leaves   bigint NOT NULL,
  records  bigint NOT NULL,
  findings bigint NOT NULL
);
CREATE INDEX fsck_pass_latest ON fsck_pass (log, began_at DESC);

CREATE TABLE fsck_patrol (                     -- where the steady check of a log is, and who of several workers is at it
  log           text PRIMARY KEY,
  after_patient uuid NOT NULL,
  after_id      uuid NOT NULL,
  checked       bigint NOT NULL DEFAULT 0,     -- documents, since ever
  step_at       timestamptz NOT NULL,
  step_lease    timestamptz NOT NULL,
  pass_at       timestamptz NOT NULL,
  pass_lease    timestamptz NOT NULL
);

GRANT SELECT, INSERT ON fsck_finding, fsck_pass TO medkarta_registry;
GRANT SELECT, INSERT, UPDATE ON fsck_patrol TO medkarta_registry;
