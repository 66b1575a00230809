/** The words of the window in English. */
import type { ru } from "./words-ru.ts";

export const en: typeof ru = {
  failed: {
    title: "You could not be signed in",
    cancelled: "Sign-in cancelled",
    again: "Try again",
    front: "To the front page",
    otherWay: "If it does not work again",
    help: "See what to do if you cannot sign in",
    paper:
      "Need the document now? The clinic that made it will give you a paper copy on the day you ask. Take your passport, insurance policy and SNILS.",
    code: (code) => `Number for support: ${code}`,
  },
  ended: {
    title: "Your session has ended",
    lead: "You were away for long, or signed out on another device. We closed the cabinet so that nobody else sees your documents.",
    again: "Sign in again",
    back: "After signing in you will be on the page where you stopped.",
    kept: "If you were filling in a form, nothing is lost: we keep it for an hour. Sign in, and the form opens filled in.",
  },
  session: {
    title: "You stay signed in",
    until: (time: string) => `Until ${time}, if you open nothing.`,
    close: "You can close this tab. Go back to where you stopped: everything you wrote is there.",
    home: "To the start page",
  },
  left: {
    title: "You have signed out",
    lead: "If this is not your computer, close all windows of the browser.",
    again: "Sign in again",
  },
  as: {
    title: "Sign in as whom?",
    lead: "You hold a post. Choose what you want to do now: you can change later.",
    legend: "Sign in as",
    patient: "As a patient",
    patientAbout: "My documents and what is known of my treatment",
    roles: {
      doctor: "As a doctor",
      registrar: "As a registrar",
      head: "As head of the organisation",
      support: "As a support operator",
      region: "As a region’s operator",
      administrator: "As an administrator",
    },
    apart: "At work your own documents are not shown, and in your cabinet nobody else's are.",
  },
  level: {
    title: "A confirmed account is needed",
    titleConfirmed: "Your account is confirmed",
    lead: {
      simplified:
        "Yours is a simplified one. Medical documents are confidential, so we show them only to those whose identity was proved.",
      standard:
        "Yours is a standard one. Medical documents are confidential, so we show them only to those whose identity was proved.",
      confirmed: "Everything is open to you: what is known of your treatment, and your medical documents.",
    },
    toHome: "Go to the cabinet",
    levels: "What each account opens",
    yours: "Yours now",
    names: { simplified: "Simplified", standard: "Standard", confirmed: "Confirmed" },
    needs: {
      simplified: "A name and a telephone number or e-mail.",
      standard: "Also SNILS and passport: they are compared with registers, usually within minutes to five days.",
      confirmed: "Also your identity: it is proved once.",
    },
    opens: {
      simplified: "Opens help, checking a document by its number, the list of connected regions.",
      standard: "Opens the same.",
      confirmed:
        "Opens what is known of your treatment, and your medical documents: read, download, print, report a mistake.",
    },
    raise: "How to confirm",
    raiseFirst: "First enter your passport and SNILS in your Gosuslugi profile and wait until they are checked.",
    ways: [
      { title: "In your bank's app or site", about: "If your bank can do it. Takes minutes, no visit needed." },
      { title: "At a public services centre (MFC)", about: "Take your passport and SNILS. It is done while you wait." },
      { title: "With an electronic signature", about: "If you have a qualified one (UKEP)." },
      { title: "By registered letter", about: "The code comes by post, usually in about two weeks." },
    ],
    after: "Confirmed?",
    afterText: "Sign out and in again, so that we see the new account.",
    logout: "Sign out",
    meanwhile: "What you can do already",
    paper:
      "The clinic gives a paper copy of a document on the day you ask. Take your passport, insurance policy and SNILS.",
    verify: "Check a document by its number",
    regions: "See which regions are connected",
    help: "Read about accounts in Help",
  },
};
