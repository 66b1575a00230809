/** Words of the pages open to everybody: checking a document, regions. */

import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const kind: Forms = { one: "kind", other: "kinds" };
const day: Forms = { one: "working day", other: "working days" };

export const verify = {
  title: "Check a document",
  lead: "Enter the number from the document, or choose the file itself. We show no medical content here.",
  label: "Document number",
  hint: "The number is in the stamp on the document and beside the QR code, for example 26.77.11.000004318",
  button: "Check",
  misshapen: "Enter the whole number with its dots, for example 26.77.11.000004318",
  none: "There is no document of this number in the registry",
  noneAbout: "Check whether the number is typed correctly. If it is, ask the organisation that issued the document.",
  asked: (number: string) => `You looked for: ${number}`,
  current: "The document is in the registry and in force",
  replaced: "The document is in the registry, but a newer version replaces it",
  replacedAbout: (day: string) =>
    `The corrected version was registered on ${day}. Ask for it from whoever showed you the document.`,
  erased: "The document was erased from the registry by a court’s decision",
  erasedAbout: (day: string) => `It was erased on ${day}. The registry no longer has its content.`,
  number: "Number",
  registered: "Registered",
  organisation: "Organisation",
  place: "Place in the registry’s log",
  notPlaced: "the entry will appear within a minute",
  another: "Check another document",
  what: "What this check means",
  whatText:
    "It says that a document of this number is signed and recorded. To be sure that it is the one before you, compare the organisation and the date with those in the document.",
  byNumber: "By number",
  byNumberLead: "You have only the paper: we say whether a document of this number is recorded, and in force.",
  files: {
    title: "By file",
    lead: "You have the file itself: we say whether it is unchanged, who signed it, and whether it is in the registry’s log.",
    label: "Files",
    hint: "A PDF or ZIP from the portal; or an XML with its signatures (.p7s, .sig) and its receipt (.tlog-proof). Several at once are fine.",
    drop: "You may drop files here. They are checked in your browser and are not sent anywhere.",
    sent: "The files go to the server to be checked, up to 16 MB together. We do not keep them.",
    button: "Check the files",
    nothing: "Choose at least one file",
    tooMuch: "There are too many files, or they are too large. Check one document at a time.",
    reading: "Reading the files…",
    judging: "Checking the signatures…",
    failed: "The check did not work. Reload the page and try again.",
    print: "Print the result",
    again: "Check other files",
  },
  now: {
    current: "The document is in force: there is no newer version.",
    replaced: (day: string) =>
      `A newer version replaced the document on ${day}. This file is authentic but out of date: ask for the new one.`,
    disputed: "The patient disputes this document. It is being checked.",
    erased: "The content was erased from the registry by a court’s decision.",
    unknown: "The registry knows no document of this number and content.",
    unasked:
      "Whether the document is in force now can be learned only with the registry’s receipt, or by the number in its stamp.",
    failed: "It cannot be learned at the moment: the registry is not reached. Authenticity does not depend on that.",
    separate: "Being authentic and being in force now are two things. An authentic document may have been replaced.",
  },
  scan: {
    label: "Scan the QR code with the camera",
    stop: "Stop the camera",
    aim: "Point the camera at the QR code of the document",
    failed: "The camera did not open. Allow it in the browser’s settings, or type the number.",
    strange: "This QR code does not lead to our portal. Type the number of the document yourself.",
    without: "The QR code on a document leads to this same check: point your phone’s camera at it.",
  },
  alone: {
    title: "Checking without the internet",
    about:
      "The page of checking can be downloaded as one file. It works from a disk without a network: the log’s keys and the certificates of the day of download are inside.",
    link: "Download the page of checking",
    asOf: (day: string) => `The keys and certificates inside are of ${day}.`,
    lead: "This page works on your computer without the internet. Nothing is sent anywhere.",
    now: "Whether the document is in force now cannot be learned without a network. Ask at:",
    choose: "Choose files, or drop them here",
  },
} satisfies Messages["verify"];

export const regions = {
  title: "Connected regions",
  lead: "Where documents come from to the portal, and where not yet.",
  connected: "Connected",
  notConnected: "Not connected",
  columns: {
    region: "Region",
    state: "State",
    organisations: "Organisations",
    note: "Good to know",
    kinds: "Kinds of documents",
    delay: "Usually come",
  },
  kinds: (count: number) => `${sayCount("en", count, kind)} of 9`,
  delay: (from: number, to: number) =>
    `in ${from === to ? from : `${from}–${to}`} ${sayCount("en", to, day).split("\u00a0").at(-1)}`,
  delayMost: (days: number) => `9 of 10: up to ${sayCount("en", days, day)}`,
  notConnectedTitle: "If your region is not connected",
  notConnectedText: "Medical documents can be had only from the medical organisation that issued them.",
  take: "Take with you",
  items: ["passport", "health insurance policy", "SNILS"],
  none: "The list of regions is empty so far",
  noneAbout: "The registry’s administrator keeps it.",
  updated: (when: string) => `Updated ${when}`,
} satisfies Messages["regions"];
