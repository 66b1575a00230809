/** Words of the cabinet's home and of the notices. */
import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const document: Forms = { one: "new document", other: "new documents" };

export const home = {
  title: "Home",
  hello: (name: string) => `Hello, ${name}`,
  helloNobody: "Hello",
  fresh: "New",
  freshSince: (when: string, count: number) => `Since your last visit, ${when}: ${sayCount("en", count, document)}`,
  all: "All documents",
  nothingNew: "No new documents",
  nothingNewAbout: "When a new one comes, it appears here by itself and you get a notice.",
  latest: "Recent documents",
  consentNeeded: "To see your documents, give your consent",
  consentNeededText: "This is done once. Read the text, press “Allow”, and the documents open.",
  consentButton: "Get the records",
  first: "Where to begin",
  firstSteps: {
    data: {
      title: "Check your data",
      about: "Name, birth date and SNILS must be as in your passport, or documents will not reach you.",
    },
    consent: { title: "Give your consent", about: "Once, on the page “Records of the care you were given”." },
    wait: {
      title: "No need to wait here",
      about: "Documents come by themselves: usually in 1 working day, sometimes up to 30.",
    },
  },
  firstData: "My data",
  next: "What comes next",
  access: "Who looked at my documents",
  nobody: "Nobody but you has opened them so far.",
  notices: "Notices",
  allNotices: "All notices",
  often: "Often needed",
  records: "Records of care",
  verify: "Check a document",
  missing: "A document did not come",
  print: "How to print a document",
} satisfies Messages["home"];

export const notices = {
  title: "Notices",
  lead: "Everything that happened in your cabinet",
  unread: "New",
  read: "Mark all as read",
  none: "No notices yet",
  noneAbout: "When a document comes or a consent changes, we will write here.",
  older: "Show earlier ones",
  said: {
    "new-document": "A new document has come",
    "corrected-document": "A corrected document has come",
    "due-late": "A document is late: we have asked the organisation ourselves",
    "appeal-registered": "Your appeal is registered",
    "appeal-taken": "Somebody works on your appeal",
    "appeal-asked": "Your answer is needed on an appeal",
    "appeal-message": "A new message on your appeal",
    "appeal-moved": "Your appeal was passed on",
    "appeal-corrected": "What you reported is corrected",
    "appeal-refused": "Your appeal was answered with a refusal",
    "appeal-closed": "Your appeal is closed",
    "appeal-reopened": "Your appeal is open again",
    "paper-ready": "Your paper copy is ready",
    "paper-refused": "The paper copy cannot be given: the reason is in the request",
    "paper-handed": "Your paper copy was handed over",
    "statement-accepted": "Your statement about the paper record is accepted",
    "statement-returned": "Your statement about the paper record was returned: the reason is in it",
    "emergency-access": "Support opened your data in an emergency",
  },
} satisfies Messages["notices"];
