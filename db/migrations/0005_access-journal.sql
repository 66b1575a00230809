-- «Журнал доступа» is asked three ways, each page by page and newest first: everything, by access_event_list of 0001;
-- what others did, which is rare among one's own readings and is asked at every visit of «Главная»; and one document,
-- which is asked at every opening of it (docs/decisions/0051).

CREATE INDEX access_event_others ON access_event (patient_id, at DESC, event_id DESC) WHERE basis <> 'own';
CREATE INDEX access_event_document ON access_event (patient_id, document_id, at DESC, event_id DESC);
