/** Words of the pages open to everybody: checking a document, regions. */

import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const kind: Forms = { one: "kind", other: "kinds" };
const day: Forms = { one: "working day", other: "working days" };

export const verify = {
  title: "Check a document",
  lead: "Enter the number from the document. We will say whether it is in the registry and in force. There is no medical content here.",
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
  number: "Number",
  registered: "Registered",
  organisation: "Organisation",
  place: "Place in the registry’s log",
  notPlaced: "the entry will appear within a minute",
  another: "Check another document",
  what: "What this check means",
  whatText:
    "It says that a document of this number is signed and recorded. To be sure that it is the one before you, compare the organisation and the date with those in the document.",
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
