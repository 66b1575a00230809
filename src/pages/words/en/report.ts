/** Words of the report: reasons in plain words, the form, the rules of appeals. */
import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const day: Forms = { one: "working day", other: "working days" };
const photo: Forms = { one: "file", other: "files" };

export const report: Messages["report"] = {
  title: "Report a problem",
  lead: "The organisation that issued the document will check it and answer. If there is a mistake, it will send a new one.",
  document: "Document",
  urgent: "If you feel unwell, do not wait for an answer: call 112 or 103.",
  reason: "What is wrong",
  reasons: {
    "not-mine": {
      name: "This document is not mine",
      about: "It is about another person. While it is being checked, readers see a mark on it.",
    },
    "no-visit": {
      name: "This visit never happened",
      about: "You were not there, and yet it is recorded. While it is being checked, readers see a mark on it.",
    },
    name: { name: "A mistake in the name", about: "Or in the date of birth, SNILS, policy number." },
    organisation: { name: "The organisation is wrong", about: "" },
    doctor: { name: "The doctor is wrong", about: "" },
    diagnosis: { name: "A mistake in the diagnosis", about: "You have no such diagnosis, or it is written wrongly." },
    results: { name: "A mistake in the results", about: "Wrong values, units, dates or conclusion." },
    "differs-from-paper": {
      name: "It differs from the paper document",
      about: "Add a photo of the paper: that helps.",
    },
    "does-not-open": { name: "The document does not open", about: "The page or a file is not shown." },
    signature: {
      name: "Something is wrong with the signature",
      about: "It does not hold, or the wrong doctor signed.",
    },
    other: { name: "Another problem", about: "Describe it below." },
  },
  details: "Details",
  detailsHint: (most) =>
    `What the document says and what it should say. At most ${most} characters. Needed for “Another problem”.`,
  words: "Your message",
  wordsHint: (most) => `At most ${most} characters.`,
  leftIs: "Characters left:",
  overIs: "Characters too many:",
  files: "A photo or scan of the paper document",
  filesOf: "Photos or files",
  filesHint:
    "Not required. JPEG, PNG or PDF, at most 5 files, each up to 10 MB, 20 MB in all. We remove where and when a photo was taken.",
  chooseAgain: "Files have to be chosen again: the browser does not keep them after sending.",
  rules: "Rules",
  agree: "I agree with",
  agreeRules: "the rules of appeals (opens in a new tab)",
  send: "Send",
  back: "Back to the document",
  already: {
    title: "You have reported this document already",
    about: (number) => `Appeal No.\u00a0${number} is still open. What you write below will be added to it.`,
    visit: (number) =>
      `Appeal No.\u00a0${number} about this visit is still open. What you write below will be added to it.`,
    access: (number) =>
      `Appeal No.\u00a0${number} about this line is still open. What you write below will be added to it.`,
    open: "See the appeal",
  },
  faults: {
    reason: "Choose what is wrong",
    words: "Describe the problem in a few words",
    long: (sent, most) => `The text is too long: ${sent} of ${most} characters. Shorten it`,
    agree: "Tick that you agree with the rules",
    file: (name, why) => `File “${name}”: ${why}`,
    why: {
      type: "it is no JPEG, PNG or PDF, whatever its name says",
      broken: "the picture is damaged, or the file holds something else besides",
      pixels: "the picture is too large. Make a smaller photo",
      large: "it is over 10 MB",
      empty: "it is empty",
      active:
        "this PDF holds something that acts when it is opened. Print it into a new PDF, or take a photo of the paper",
    },
    many: (count) => `At most ${sayCount("en", count, photo)} can be added`,
    total: "Together the files are over 20 MB. Keep the most important ones",
  },
  visit: {
    title: "I was not at this visit",
    lead: "The organisation will check the record and answer. Meanwhile the record bears the mark “Disputed by the patient”.",
    reasons: {
      "no-visit": { name: "This visit never happened", about: "You were not there, and yet it is recorded." },
      "wrong-services": {
        name: "I was there, but the services are wrong",
        about: "Write which services you were not given.",
      },
      other: { name: "Something else", about: "Describe it below." },
    },
    back: "Back to the records",
    link: "I was not there",
    linkOf: (day) => `visit of ${day}`,
  },
  access: {
    title: "I do not see who looked and why",
    lead: "The registry's support will ask the organisation and answer you. The doctor who opened the document does not write the answer.",
    line: "Line of the journal",
    hint: (most) =>
      `What puzzles you: you do not know this person, were not treated there? May be left empty. At most ${most} characters.`,
    noHealth: "No need to write about your health: support will see this.",
    back: "Back to the access journal",
    link: "I do not understand this",
  },
  question: {
    title: "Ask support",
    lead: "For questions about the service itself and about who looked at your documents. No need to write about your health: support does not see medical records.",
    about: "What it is about",
    kinds: {
      service: { name: "How the service works", about: "Something does not work or is not clear." },
      access: {
        name: "Who looked at my documents and why",
        about: "It is easier to ask right at the line of the access journal.",
      },
    },
    back: "My appeals",
  },
  tooMany: {
    open: "You have too many open appeals",
    today: "You have sent too many appeals within a day",
  },
  rulesPage: {
    title: "Rules of appeals",
    lead: "In short: what becomes of your appeal, and what we ask of you.",
    parts: [
      {
        title: "Who answers, and when",
        items: [
          (urgent, usual) =>
            `The organisation that issued the document answers: within ${sayCount("en", urgent, day)} where a mistake may do harm (not your document, a visit that never happened, a wrong diagnosis or results), otherwise within ${sayCount("en", usual, day)}.`,
          () =>
            "If the organisation does not answer in time, the appeal goes by itself to the registry's support, and then to the region's ministry. You will be told.",
          () =>
            "A notice about every step comes to your cabinet. There you also see who has the appeal and until which day to wait.",
        ],
      },
      {
        title: "Who reads it",
        items: [
          () =>
            "Your text and files are read by the staff of the organisation that you write to. You will see by name who answers.",
          () => "Support sees that there is an appeal and how it moves, but not what it says about your health.",
          () => "We remove from photos where and when they were taken.",
        ],
      },
      {
        title: "What we ask of you",
        items: [
          () => "Write it as it is, in your own words. No special phrases and no laws are needed.",
          () => "Write no more about other people than is necessary.",
          () => "What was sent cannot be changed, but you can add to it or withdraw the appeal.",
        ],
      },
      {
        title: "If you do not agree with the answer",
        items: [
          () => "Within 30 days of the answer the appeal can be reopened; later, send a new one.",
          () =>
            "An appeal here does not keep you from going to the reception, the insurer, the health inspectorate or a court.",
        ],
      },
    ],
    urgent: "This is no emergency service. If you feel unwell, call 112 or 103.",
  },
};
