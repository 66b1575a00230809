-- «Мне это непонятно»: an appeal names the line of the access journal that it asks about, and the support desk, which asks
-- the organisation, sees that line: who looked, in which role, when. Nothing of what they looked at.
ALTER TABLE appeal ADD COLUMN access_event_id uuid;

CREATE POLICY desk ON access_event FOR SELECT TO medkarta_portal USING (current_desk() = 'support' AND EXISTS
  (SELECT FROM appeal a WHERE a.patient_id = access_event.patient_id AND a.access_event_id = access_event.event_id));
