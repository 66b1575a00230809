/** Words of the front page. */
import type { Messages } from "../ru.ts";

export const front = {
  title: "Your medical documents in one place",
  lead: "Test results, doctors’ notes, discharge summaries and prescriptions, signed by the doctor and the medical organisation. Read, download, print and verify them.",
  login: "Sign in",
  check: "Check a document",
  hours: "Open round the clock. You need a confirmed account.",
  art: "A document with a seal of authenticity",
  how: "How it works",
  steps: [
    {
      title: "A doctor signs the document",
      about: "The medical organisation signs it together with the doctor and sends it to the registry.",
    },
    {
      title: "The registry checks and records it",
      about: "The signatures are verified; the record enters a log from which nothing can be removed.",
    },
    {
      title: "The document comes to your cabinet",
      about: "Usually in one working day, sometimes up to 30 working days. You need not look for it.",
    },
  ],
  kinds: "Which documents come",
  kindsLead: "Nine kinds of documents issued since 1 September 2022:",
  open: "Open to everybody",
  tiles: {
    verify: { title: "Check a document", about: "By its number: is it recorded, is it in force. No medical content." },
    regions: { title: "Connected regions", about: "Where documents come from, and where not yet." },
    help: { title: "Help", about: "How to see, download and print, and what to do if a document did not come." },
  },
} satisfies Messages["front"];
