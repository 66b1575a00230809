-- Signatures that were accepted on a provisional list are judged again; trust has two stores (docs/decisions/0071).

-- The people who sign documents and the servers that are talked to are vouched for by different authorities.
ALTER TABLE trust_certificate DROP CONSTRAINT trust_certificate_store_check;
ALTER TABLE trust_certificate ADD CONSTRAINT trust_certificate_store_check CHECK (store IN ('signature', 'tls'));
ALTER TABLE trust_certificate DROP CONSTRAINT trust_certificate_pkey;
ALTER TABLE trust_certificate ADD PRIMARY KEY (store, fingerprint);
ALTER TABLE trust_certificate ADD CONSTRAINT trust_certificate_dates CHECK (trusted_until IS NULL OR trusted_from < trusted_until);
GRANT UPDATE (trusted_from, trusted_until) ON trust_certificate TO medkarta_registry;

CREATE TABLE signature_check (
  document_id   uuid NOT NULL,
  part          smallint NOT NULL,             -- which signature file: 1, 2 …
  best_time     timestamptz NOT NULL,          -- when the registry received it
  state         text NOT NULL CHECK (state IN ('provisional', 'final', 'contradicted')),
  -- What the newest look found, when it was no more what it had been.
  indication     text,
  sub_indication text,
  checked_at    timestamptz NOT NULL,
  PRIMARY KEY (document_id, part)
);
CREATE INDEX signature_check_due ON signature_check (checked_at) WHERE state = 'provisional';
GRANT SELECT, INSERT, UPDATE ON signature_check TO medkarta_registry;
ALTER TABLE signature_check ENABLE ROW LEVEL SECURITY;
ALTER TABLE signature_check FORCE ROW LEVEL SECURITY;
CREATE POLICY registry ON signature_check TO medkarta_registry USING (true) WITH CHECK (true);
