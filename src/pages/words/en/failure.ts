/** Words for when something did not work: what, what to do next, whom else to turn to. */
import type { Messages } from "../ru.ts";

export const failure = {
  titles: {
    "not-found": "There is no such page",
    "document-not-found": "You have no such document",
    "not-shown": "This document is not shown on the portal",
    denied: "This page is not open to you",
    "consent-needed": "To open this, your consent is needed",
    "signed-out": "You are signed out",
    "stale-form": "The form is out of date",
    misshapen: "The request could not be understood",
    unavailable: "This page cannot be shown just now",
    failed: "This page could not be shown",
    gone: "The content of this document was erased",
  },
  texts: {
    "not-found": "Perhaps the address has a mistake, or the page has moved.",
    "document-not-found": "Check the number. If you waited for a document and it did not come, see what can be done.",
    "not-shown": "The document is in the registry. The organisation that issued it hands it out.",
    denied: "You are signed in, but this account may not open the page.",
    "consent-needed": "This is done once. Read the text and press “Allow”.",
    "signed-out": "You did nothing for a long time, so we closed your documents from other eyes. Please sign in again.",
    "stale-form": "The page was open for a long time. Go back and send it again: nothing is lost.",
    misshapen: "Go back and try again.",
    unavailable: "Your documents are safe. Try again in a few minutes.",
    failed: "Your documents are safe. We already know about the fault.",
    gone: "A court decided so. The entry in the log remains.",
  },
  home: "To the home page",
  front: "To the front page",
  login: "Sign in",
  documents: "Medical documents",
  missing: "A document did not come",
  consent: "Read the consent",
  retry: "Try again",
  other: "Another way",
  otherText:
    "The document and its paper copy are handed out by the registration desk of the organisation that issued it. Take your passport, health insurance policy and SNILS.",
  code: (code: string) => `Code for support: ${code}`,
} satisfies Messages["failure"];
