-- A doctor checks a correction: two versions of a document that their own organisation sent, side by side.
--
-- The page names one patient, of one of the organisation's own submissions, and the two documents. Of that patient the
-- organisation's own documents can then be told apart (number, version: their words are sealed), and the content of the
-- two that are named can be read. Who does it writes a line of the patient's journal, and cannot write any other.
-- Nothing of this is there when the settings are not, so a patient's transaction and every other page of the staff see
-- what they saw before.

CREATE FUNCTION compared_patient() RETURNS uuid LANGUAGE sql STABLE
  RETURN nullif(current_setting('medkarta.compared_patient', true), '')::uuid;
CREATE FUNCTION compared_documents() RETURNS uuid[] LANGUAGE sql STABLE
  RETURN nullif(current_setting('medkarta.compared_documents', true), '')::uuid[];

CREATE POLICY sender ON document FOR SELECT TO medkarta_portal
  USING (organisation_oid = current_organisation() AND patient_id = compared_patient());

CREATE POLICY sender ON content FOR SELECT TO medkarta_portal USING (document_id = ANY (compared_documents()) AND EXISTS
  (SELECT FROM document d WHERE d.patient_id = compared_patient() AND d.document_id = content.document_id
   AND d.organisation_oid = current_organisation()));
CREATE POLICY sender ON content_key FOR SELECT TO medkarta_portal USING (document_id = ANY (compared_documents()) AND EXISTS
  (SELECT FROM document d WHERE d.patient_id = compared_patient() AND d.document_id = content_key.document_id
   AND d.organisation_oid = current_organisation()));

CREATE POLICY sender ON access_event FOR INSERT TO medkarta_portal
  WITH CHECK (patient_id = compared_patient() AND document_id = ANY (compared_documents())
              AND organisation_oid = current_organisation() AND role = 'doctor' AND action = 'compare' AND basis = 'sender');
