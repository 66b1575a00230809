-- The clinic writes documents: dictionaries to take codes from, and drafts until they are signed.

-- ── dictionaries: reference data, of nobody ─────────────────────────────────────────────────────────────────
-- Each import of a dictionary is an edition of its own; codes are looked up in the edition imported last.

CREATE TABLE dictionary (
  system      text NOT NULL,                   -- OID, 1.2.643.5.1.13.13.11.1005 is МКБ-10
  version     text NOT NULL,
  title       text NOT NULL,
  imported_at timestamptz NOT NULL,
  PRIMARY KEY (system, version)
);

CREATE TABLE dictionary_entry (
  system  text NOT NULL,
  version text NOT NULL,
  code    text NOT NULL,
  name    text NOT NULL,
  parent  text,
  words   text NOT NULL,                       -- what a search looks through: lower case, «е» for «ё»
  PRIMARY KEY (system, version, code),
  FOREIGN KEY (system, version) REFERENCES dictionary
);
CREATE INDEX dictionary_entry_folded ON dictionary_entry (system, version, lower(code) text_pattern_ops);

GRANT SELECT, INSERT ON dictionary, dictionary_entry TO medkarta_registry;
GRANT SELECT ON dictionary, dictionary_entry TO medkarta_portal;

-- ── drafts ──────────────────────────────────────────────────────────────────────────────────────────────────
-- A draft is nobody's document yet: its patient does not see it. What is typed is sealed; when its doctor goes to sign,
-- the written bytes are sealed beside it, and from then on these bytes are what is signed, stored and sent.

CREATE TABLE draft (
  patient_id       uuid NOT NULL,
  draft_id         uuid NOT NULL,
  organisation_oid text NOT NULL REFERENCES organisation,
  staff_id         uuid NOT NULL,              -- whose draft it is: who writes signs
  form             text NOT NULL,              -- which form it is written in
  state            text NOT NULL CHECK (state IN ('open', 'frozen', 'signed', 'sent', 'discarded')),
  revision         integer NOT NULL,           -- grows with every saving: who saves over another's words is told
  attempt          integer NOT NULL DEFAULT 0, -- sendings so far
  sealed           bytea NOT NULL,             -- what was typed
  set_number       bigint NOT NULL,            -- of the set of versions, in the organisation's own numbering
  version          integer NOT NULL,
  replaces         uuid,                       -- the document that this version corrects
  appeal           text,                       -- the number of the appeal that asked for it
  frozen_key       bytea,
  frozen_parts     jsonb,
  frozen           bytea,                      -- bundle: part 0 the document, 1… its signatures
  document_id      uuid,                       -- the submission, once sent
  created_at       timestamptz NOT NULL,
  updated_at       timestamptz NOT NULL,
  PRIMARY KEY (patient_id, draft_id)
);
CREATE INDEX draft_by_staff ON draft (organisation_oid, staff_id, updated_at DESC);
CREATE UNIQUE INDEX draft_by_id ON draft (draft_id);
CREATE INDEX draft_by_submission ON draft (document_id) WHERE document_id IS NOT NULL;

-- Numbers of the sets that are written here; no hospital's own system counts from so high.
CREATE SEQUENCE draft_set_number START 7000001;
GRANT USAGE ON SEQUENCE draft_set_number TO medkarta_portal;

GRANT SELECT ON draft TO medkarta_registry;
GRANT SELECT, INSERT, UPDATE ON draft TO medkarta_portal;
ALTER TABLE draft ENABLE ROW LEVEL SECURITY;
ALTER TABLE draft FORCE ROW LEVEL SECURITY;
CREATE POLICY registry ON draft TO medkarta_registry USING (true);
CREATE POLICY workplace ON draft TO medkarta_portal
  USING (organisation_oid = current_organisation()) WITH CHECK (organisation_oid = current_organisation());

-- Whom a doctor may write about without typing who it is: whom the organisation has seen. Only while composing.
CREATE FUNCTION is_composing() RETURNS boolean LANGUAGE sql STABLE
  RETURN coalesce(current_setting('medkarta.composing', true), '') = 'yes';
CREATE POLICY composing ON care_record FOR SELECT TO medkarta_portal
  USING (is_composing() AND organisation_oid = current_organisation());

-- Whoever corrects a document reads it, as one does who compares versions (0003), and leaves a line of another name.
CREATE POLICY correcting ON access_event FOR INSERT TO medkarta_portal
  WITH CHECK (patient_id = compared_patient() AND document_id = ANY (compared_documents())
              AND organisation_oid = current_organisation() AND role = 'doctor' AND action = 'correct' AND basis = 'sender');
