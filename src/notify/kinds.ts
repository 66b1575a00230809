/** Everything that a patient is told of. What each says is in the catalogue of the pages, without a word of medicine. */
export const noticeKinds = [
  "new-document",
  "corrected-document",
  "due-late", // a document is overdue; the organisation was asked without the patient having to
  "appeal-registered",
  "appeal-taken", // somebody by name works on it
  "appeal-asked", // something is wanted from the patient
  "appeal-message",
  "appeal-moved", // to support, to the region, or to another organisation
  "appeal-corrected",
  "appeal-refused",
  "appeal-closed",
  "appeal-reopened",
  "paper-ready",
  "paper-refused",
  "paper-handed",
  "statement-accepted",
  "statement-returned",
  "emergency-access", // support opened one's data in an emergency, with a reason
] as const;

export type NoticeKind = (typeof noticeKinds)[number];
