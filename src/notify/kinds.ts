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
  "document-erased", // by a court's decision
  "emergency-access", // support opened one's data in an emergency, with a reason
] as const;

export type NoticeKind = (typeof noticeKinds)[number];

/** What a person chooses by: whole groups, not single kinds. */
export const noticeGroups = ["documents", "appeals", "paper", "safety"] as const;
export type NoticeGroup = (typeof noticeGroups)[number];

export const groupOf = {
  "new-document": "documents",
  "corrected-document": "documents",
  "due-late": "documents",
  "appeal-registered": "appeals",
  "appeal-taken": "appeals",
  "appeal-asked": "appeals",
  "appeal-message": "appeals",
  "appeal-moved": "appeals",
  "appeal-corrected": "appeals",
  "appeal-refused": "appeals",
  "appeal-closed": "appeals",
  "appeal-reopened": "appeals",
  "paper-ready": "paper",
  "paper-refused": "paper",
  "paper-handed": "paper",
  "statement-accepted": "paper",
  "statement-returned": "paper",
  "document-erased": "safety",
  "emergency-access": "safety",
} as const satisfies Record<NoticeKind, NoticeGroup>;

export function kindsOf(group: NoticeGroup): NoticeKind[] {
  return noticeKinds.filter((kind) => groupOf[kind] === group);
}

/** What leaves the house. The cabinet itself is no channel: what happens is always there. */
export const channels = ["email", "push"] as const;
export type Channel = (typeof channels)[number];
