/** The words of an erasure by a court's decision: who asks, who confirms, what goes and what stays. */

import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const minute: Forms = { one: "minute", other: "minutes" };
const hour: Forms = { one: "hour", other: "hours" };

export const erasure: Messages["erasure"] = {
  title: "Erasure by a court’s decision",
  lead: "One administrator asks, another one confirms. What is erased cannot be brought back.",
  rules: [
    "The document’s content, signatures, card, test results and the draft it was written in will be gone.",
    "Its number, organisation, day of registration and an entry in the log, from which nothing can be read, will stay.",
    "The patient is notified, and finds a line in their access journal.",
    "Other documents and their receipts do not change.",
  ],
  login: {
    title: "Prove that it is you",
    about: (minutes: number) =>
      `To ask for an erasure or to confirm one, log in again. After that you have ${sayCount("en", minutes, minute)}.`,
    go: "Log in again",
  },
  ask: "Ask for an erasure",
  number: "Number of the document",
  numberHint: "As in the court’s decision. For example, 76.26.11.000000123",
  basis: "The court’s decision",
  basisHint:
    "Which court, date, number of the case. No names: this line goes into the record of the log. For example: decision of the … district court, 01.02.2027, No. 2-345/2027",
  send: (hours: number) => `Ask. It can be confirmed for ${sayCount("en", hours, hour)}`,
  open: "Waiting for a second administrator",
  past: "Past ones",
  none: "No requests",
  noneAbout: "Nobody has asked for an erasure yet.",
  facts: {
    basis: "The court’s decision",
    organisation: "Organisation",
    registered: "Registered",
    who: "Asked by",
    until: "Confirm before",
  },
  own: "This is your own request: another administrator confirms it.",
  again: "Type the document’s number from the court’s decision",
  againHint: "So you check that the first administrator made no mistake.",
  confirm: "Erase the document for ever",
  decline: "Decline the request",
  withdraw: "Withdraw the request",
  states: {
    open: "waiting to be confirmed",
    over: "nobody confirmed it in time",
    erased: "erased",
    declined: "declined",
  },
  columns: { number: "Number", state: "How it ended", who: "Who asked and who decided", basis: "The court’s decision" },
  done: {
    asked: "The request is written down. Now another administrator confirms it.",
    erased: "The document is erased. The event is in the log.",
    declined: "The request is declined. The document is in its place.",
  },
};
