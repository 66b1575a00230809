-- Laboratory results of registered documents, read once at registration so that «Анализы» opens no documents
-- (docs/decisions/0015). A row for each document that has results; as `document`, it is only ever added.

CREATE TABLE document_results (
  patient_id  uuid NOT NULL,
  document_id uuid NOT NULL,
  sealed      bytea NOT NULL,                  -- results with units, norms and times, as the document writes them
  PRIMARY KEY (patient_id, document_id)
);

GRANT SELECT, INSERT ON document_results TO medkarta_registry;
GRANT SELECT ON document_results TO medkarta_portal;

ALTER TABLE document_results ENABLE ROW LEVEL SECURITY;
ALTER TABLE document_results FORCE ROW LEVEL SECURITY;
CREATE POLICY registry ON document_results TO medkarta_registry USING (true) WITH CHECK (true);
CREATE POLICY own ON document_results TO medkarta_portal
  USING (patient_id = current_patient()) WITH CHECK (patient_id = current_patient());
