/** Words of the access journal: who, what, when and why. */
import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const deed: Forms = { one: "action", other: "actions" };

export const journal = {
  title: "Access journal",
  lead: "Who opened your documents, when and why. Times are Moscow time.",
  link: "Access journal",
  ofDocumentLink: "Who looked at this document",
  about: "It shows who opened your documents, and when.",
  whose: "Whose actions to show",
  all: "All",
  others: "Only other people’s",
  document: "One document only",
  allDocuments: "Show all documents",
  notYou: "Not you",
  yours: (count: number) => `You yourself: ${sayCount("en", count, deed)}`,
  reason: "Why",
  notShown: "not shown in the cabinet",
  roles: {
    patient: "patient",
    doctor: "doctor",
    registrar: "registrar",
    support: "support",
    administrator: "administrator of the registry",
  },
  deeds: {
    open: "Opened the document",
    "download-pdf": "Downloaded the PDF",
    "download-xml": "Downloaded the original file",
    "download-signature": "Downloaded a signature",
    "download-text": "Downloaded the text",
    "download-zip": "Downloaded everything in one file (ZIP)",
    "download-cover": "Downloaded the sheet with signatures and number",
    "download-file": "Downloaded a file that is inside the document",
    print: "Opened the page for printing",
    compare: "Compared two versions of the document",
    records: "Opened the records of care",
    "view-results": "Opened the laboratory results",
  },
  bases: {
    own: "it is your document",
    sender: "this organisation sent the document; the doctor checks what the corrected version changed",
  },
  older: "Show earlier ones",
  newest: "To the newest",
  download: "Download the journal (CSV)",
  downloadAbout: "The table opens in Excel and other programs.",
  none: "Nothing here yet",
  noneAbout: "When you or anybody else opens a document of yours, it is written here.",
  noneOfOthers: "Nobody but you has looked",
  noneOfOthersAbout: "If anybody else opens a document of yours, it is written here, with their name.",
  noneOfDocument: "There is nothing about this document",
  showAll: "Show the whole journal",
  unclear: "Don’t understand who this is and why they looked?",
  unclearAsk:
    "Ask at the front desk of the organisation that the entry names. Tell them the day, the time and the name.",
  unclearLater: "You cannot ask straight from here yet.",
  unclearHelp: "How to turn to the organisation",
  only: "Only what was done in this service is here. Who opened the document in the hospital’s own system, the hospital knows.",
  file: {
    columns: ["When (Moscow time)", "Who", "Role", "Organisation", "What", "Document", "Document number", "Why"],
    you: "patient (you)",
    cut: (count: string) => `These are the latest ${count} entries. Earlier ones are on the page of the journal.`,
  },
} satisfies Messages["journal"];
