/** The leaflet in plain English: a page for each question. */

import type { HelpText } from "../../help/topic-text.ts";
import type { HelpTopic } from "../../paths.ts";
import type { Messages } from "../ru.ts";
import { browserPage } from "./help-browser.ts";

const take = ["passport", "health insurance policy", "SNILS"];

const pages: Record<HelpTopic, HelpText> = {
  see: {
    title: "How to see documents and records",
    about: "Step by step, and the short way",
    lead: "You need a confirmed account. We will ask for your consent once.",
    parts: [
      {
        title: "Step by step",
        steps: [
          "Sign in and open “Services”.",
          "Choose “My Health”.",
          "Press the row “Records of care”.",
          "Press “Get the records”.",
          "Read the text of the consent and press “Allow”. If you gave it already, this step is left out.",
        ],
        links: [{ to: "records-start", label: "Get the records" }],
      },
      {
        title: "The short way",
        text: ["Open “Documents” in the menu. New documents are on the home page, too."],
        links: [{ to: "documents", label: "Medical documents" }],
      },
      {
        title: "What an electronic medical record is",
        text: [
          "It takes the place of the paper record. At a visit the doctor writes the examination, tests, diagnosis and prescriptions into it. The portal shows the records of care from it.",
        ],
        bullets: [
          "insurance policy number and SNILS",
          "the medical organisation",
          "the date of the visit",
          "the doctor’s name",
          "the diagnosis",
          "the services provided",
        ],
      },
      {
        title: "What an electronic medical document is",
        text: [
          "It takes the place of a paper document. It holds the results of examinations, the diagnosis and prescriptions. It does not get lost, whatever happens to the paper.",
          "Documents carry the doctor’s electronic signature. They cannot be changed or removed later.",
          "Medical organisations pass documents on. You cannot upload one yourself.",
        ],
      },
    ],
  },
  download: {
    title: "How to download and print a document",
    about: "PDF, XML, signature, text and printing",
    lead: "A document may look different on paper and on the screen. The content is the same.",
    parts: [
      {
        title: "Download and print",
        steps: [
          "Open “Medical documents”.",
          "Open the document and press “Download PDF”.",
          "Find the file on your computer. It is usually in the folder “Downloads”.",
          "Open the file and print it.",
        ],
        links: [{ to: "documents", label: "Medical documents" }],
      },
      {
        title: "Print without downloading",
        text: ["Press “Print” on the page of the document: a page for an A4 sheet opens."],
      },
      {
        title: "Which file is for what",
        bullets: [
          "PDF: to read and print. It has a stamp with the signatures, the number and a QR code for checking.",
          "XML: the document itself, as the doctor signed it. For a doctor of another hospital, or for a program.",
          "Signature: the file that proves that the XML was not changed.",
          "Text: the words of the PDF. Handy for screen readers.",
          "Everything as one file: a ZIP with all of these and a page that opens without a network.",
        ],
      },
    ],
  },
  kinds: {
    title: "Which document is for what",
    about: "Nine kinds in plain words",
    lead: "Nine kinds of documents come to the portal, issued since 1 September 2022.",
    parts: [],
  },
  account: {
    title: "Levels of an account",
    about: "What each level opens, and how to raise it",
    lead: "Medical documents are open to a confirmed account only: so nobody but you sees them.",
    parts: [
      {
        title: "Which levels there are",
        bullets: [
          "Simplified: only a name and a telephone or mail address. Documents are closed.",
          "Standard: passport and SNILS are checked. Documents are closed.",
          "Confirmed: your identity is confirmed. Documents are open. You can report a mistake, or a document that did not come.",
        ],
      },
      {
        title: "How to confirm",
        bullets: [
          "in the app or on the site of your bank",
          "at a service centre (MFC) with passport and SNILS",
          "with an electronic signature",
        ],
      },
      {
        title: "What is open without it",
        text: ["Help, the list of regions and checking a document by its number."],
        links: [{ to: "verify", label: "Check a document" }],
      },
      {
        title: "Which one you have now",
        text: ["Sign in, and we show your level and how to raise it. After confirming sign in once more."],
        links: [{ to: "level", label: "My account" }],
      },
    ],
  },
  regions: {
    title: "If your region is not connected",
    about: "Where to get documents and what to take with you",
    lead: "Documents do not come from the Donetsk and Luhansk People’s Republics, Kherson and Zaporizhzhia Regions.",
    parts: [
      {
        title: "What to do",
        text: ["Turn to the medical organisation that issued the document. Take with you:"],
        bullets: take,
        links: [{ to: "regions", label: "Which regions are connected now" }],
      },
    ],
  },
  browser: browserPage,
  missing: {
    title: "What to do if a document did not come",
    about: "Check your data, wait, turn to the registration desk",
    lead: "A document usually comes one working day after it was made. Sometimes this takes up to 30 working days.",
    parts: [
      {
        title: "1. Check your data",
        text: ["A document finds you by them. One wrong letter, and it does not come. Compare with your passport:"],
        bullets: ["name", "date of birth", "SNILS"],
        links: [{ to: "profile", label: "My data" }],
      },
      {
        title: "2. Check that the document should come",
        bullets: [
          "it was issued on 1 September 2022 or later",
          "it is one of the portal’s nine kinds of documents",
          "the region is connected",
        ],
        links: [{ to: "regions", label: "Connected regions" }],
      },
      {
        title: "3. Wait for 30 working days",
        text: [
          "The day of the visit itself, weekends and holidays do not count. A new document appears by itself, and we send a notice.",
        ],
        wait: true,
      },
      {
        title: "4. Turn to the registration desk",
        text: [
          "If the document is still not there, go to the registration desk of the organisation that issued it. Ask them to check and correct mistakes. Tell them the kind of the document, the day of the visit and the doctor. Take with you:",
        ],
        bullets: take,
      },
      {
        title: "Reporting it from the portal",
        text: [
          "When 30 working days have passed, report it here. If there is a mistake in your data, do not wait. You get a number and a term for the answer, and when the document comes, the appeal closes by itself.",
        ],
        links: [
          { to: "claim", label: "Report a missing document" },
          { to: "due", label: "Which documents should come" },
          { to: "paper", label: "How to get a paper copy" },
        ],
      },
    ],
  },
  mistake: {
    title: "What to do if there is a mistake in a document",
    about: "Another name, hospital, diagnosis or result",
    lead: "If the electronic and the paper document differ, the organisation that issued the document must correct it.",
    parts: [
      {
        title: "What to do now",
        steps: [
          "Open “Medical documents”.",
          "Go to the page of the document and press “Report a problem”.",
          "Choose the problem from the list and describe it if needed. You can add a photo of the paper.",
          "Agree to the rules and press “Send”.",
        ],
        links: [
          { to: "documents", label: "Open my documents" },
          { to: "rules", label: "Rules of appeals" },
        ],
      },
      {
        title: "If a visit is recorded that never happened",
        text: [
          "On the page of your medical care press “I was not there” in the row of that visit. While it is being checked, the record bears the mark “Disputed by the patient”.",
        ],
        links: [{ to: "records", label: "My medical care" }],
      },
      {
        title: "What happens then",
        text: [
          "The organisation makes a corrected document. It comes here by itself, marked “Corrected”. The earlier one stays in the version history, marked “Replaced”.",
          "The appeal stands among “Appeals”: who has it and until which day to wait for an answer. A notice tells of every step.",
        ],
        links: [{ to: "appeals", label: "My appeals" }],
      },
      {
        title: "If the problem remains",
        text: [
          "Turn to the registration desk of the organisation that issued the document, and ask them to check and correct the mistakes. Take with you:",
        ],
        bullets: take,
      },
    ],
  },
  paper: {
    title: "Paper record and paper copy",
    about: "Your right to paper",
    lead: "A paper copy of an electronic document is handed out on demand, on the day you come.",
    parts: [
      {
        title: "Get a copy",
        text: ["Go to the medical organisation that issued the document. Take with you:"],
        bullets: take,
      },
      {
        title: "Keep the paper record",
        text: [
          "Since 1 February 2021 a medical organisation may keep records in electronic form only. It decides itself when and how far.",
          "You may ask in writing for your paper record to be kept. Then it is kept both in electronic form and on paper.",
        ],
      },
    ],
  },
  proof: {
    title: "How we check that a document is authentic",
    about: "Signatures, the log, and what each mark means",
    lead: "Every document is checked before you see it. Anybody can check it, also without us.",
    parts: [
      {
        title: "What we check",
        steps: [
          "The signatures of the doctor and the organisation fit the document: not a letter has changed since.",
          "The certificates come from an authority that the state trusts, and were valid on the day of signing.",
          "The doctor and the organisation of the signature are those of the document.",
          "The document is recorded in a log from which an entry can be neither removed nor exchanged.",
        ],
      },
      {
        title: "What the marks mean",
        bullets: [
          "“Authentic and in force”: everything fits.",
          "“A newer version replaces it”: the document is authentic, but it was corrected.",
          "“Authenticity is not confirmed yet”: it cannot be checked now; we will check it again.",
          "“The signature does not hold”: do not rely on this document.",
        ],
      },
      {
        title: "Showing a document to somebody",
        text: [
          "A document carries a number and a QR code. By them anybody sees that it is recorded and in force, but not what is in it.",
        ],
        links: [{ to: "verify", label: "Check a document" }],
      },
    ],
  },
};

export const help = {
  title: "Help",
  lead: "The leaflet in plain words",
  groups: { documents: "Documents", trouble: "If something is wrong", site: "Portal and account" },
  more: "Other questions",
  wait: {
    today: "A visit today",
    last: (weekday, day) => `The last day of the term is ${weekday}, ${day}`,
    undecreed: (year) => `The days off of ${year} are not decreed yet, so this day may move.`,
    before: (day) => `A visit on ${day} or before`,
    over: "The term is over: go on to step 4",
  },
  certificateNote: "The Gosuslugi site opens",
  topics: {
    see: pages.see.title,
    download: pages.download.title,
    kinds: pages.kinds.title,
    account: pages.account.title,
    regions: pages.regions.title,
    browser: pages.browser.title,
    missing: pages.missing.title,
    mistake: pages.mistake.title,
    paper: pages.paper.title,
    proof: pages.proof.title,
  },
  pages,
} satisfies Messages["help"];
