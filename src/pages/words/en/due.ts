/** Words about documents to come: what is waited for, until which day, what is known. */
import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const workingDay: Forms = { one: "working day", other: "working days" };
const documentForms: Forms = { one: "document", other: "documents" };

const within = (days: number) => (days === 0 ? "on the same day" : `within ${sayCount("en", days, workingDay)}`);

export const due: Messages["due"] = {
  title: "Documents to come",
  lead: "Documents of your visits and tests that have not come yet. Nothing to do: when a document comes, its line goes away by itself.",
  link: "Documents to come",
  linkAbout: "What should come, until which day to wait, and what is known.",
  isLate: "Late",
  count: (count) => sayCount("en", count, documentForms),
  sections: {
    overdue: "Late",
    expected: "On the way",
    referral: "By referral",
    hidden: "Registered, but not shown",
    arrived: "Came in the last 30 days",
    "not-expected": "Will not come by themselves",
  },
  none: {
    title: "Nothing is awaited now",
    why: "All documents of your visits have come. After a new visit its document appears here as soon as the organisation tells of the visit.",
    missing: "There was a visit and it is not here? The organisation may not have told of it.",
  },
  day: (day, of) => `Day ${day} of ${of} working days`,
  until: (day) => `until ${day}`,
  untilCapital: (day) => `We wait until ${day}.`,
  termWas: (day) => `The term ended on ${day}.`,
  noTerm: "The term cannot be counted yet: there is no production calendar for these days.",
  referralTerm: "The term begins with the visit that the referral leads to.",
  provisional: "Provisional: the days off of this year are not decreed yet, the day may move.",
  usual: (median, p90) =>
    p90 > median
      ? `Usually this organisation sends ${within(median)}, 9 of 10 documents ${within(p90)}.`
      : `Usually this organisation sends ${within(median)}.`,
  usualShort: (median) => `Usually the organisation sends ${within(median)}.`,
  usualUnknown: "How long documents of this organisation usually take will be known once five of them have come.",
  visit: (day) => `Visit of ${day}`,
  referred: (day) => `Referral of ${day}`,
  doctor: "doctor",
  anyOrganisation: "Any organisation that you go to",
  heading: {
    expected: (title) => `${title}: waiting for the document`,
    overdue: (title) => `${title}: the document is late`,
    arrived: (title) => `${title}: the document has come`,
    hidden: (title) => `${title}: the document is not shown`,
    "not-expected": (title) => `${title}: the document will not come by itself`,
  },
  steps: {
    title: "What happens with the document",
    done: "done",
    visit: "The visit took place",
    referral: "The referral is registered",
    told: (visited, told) => `${visited}. The organisation told of the visit ${told}.`,
    toVisit: "The visit by referral",
    toVisitAbout: "Make an appointment and come. After the visit the document finds its way by itself.",
    signed: "The document is signed",
    signing: "The organisation prepares and signs the document",
    signingAbout: "What happens inside the organisation it does not tell the registry. Nothing is needed from you.",
    received: "Received by the registry",
    refused: "The organisation mends the document",
    refusedAbout: (when) =>
      `The registry returned it ${when}: its form did not pass the check. The organisation knows what to mend. Nothing is needed from you.`,
    quarantined: "The document is held back: the person’s data differ",
    quarantinedAbout: (when) =>
      `The organisation sent the document ${when}, but the name, birth date or SNILS in it are not as yours. The registry shows it to nobody. Check your data and tell the organisation if the mistake is theirs.`,
    registered: "Registered",
    available: "The document is in your cabinet",
    open: "Open the document",
  },
  hidden: {
    title: "The document exists, but the cabinet does not show it",
    "kind-not-shown": "It is in the registry, but documents of this edition are not shown to patients on the portal.",
    "issued-earlier":
      "It is in the registry, but was issued before 1 September 2022: such documents do not come to the cabinet.",
    next: "The organisation gives a copy on the day you come. Bring your passport, health insurance policy and SNILS.",
  },
  raised: (when) => `We asked the organisation ourselves ${when}: you need not write.`,
  why: {
    region: "The region does not send documents to the portal yet. Go to the organisation that wrote the document.",
    "not-electronic": (since) =>
      since
        ? `On the day of the visit the organisation still kept paper cards. It keeps electronic documents since ${since}.`
        : "The organisation still keeps paper cards.",
    before: "The visit was before 1 September 2022: such documents do not come to the cabinet.",
    "long-ago":
      "The visit was more than a year ago. We no longer ask the organisation by ourselves, but you can report that the document is missing.",
  },
  take: "Bring your passport, health insurance policy and SNILS.",
  where: "Where to go",
  address: "Address",
  phone: "Reception",
  hours: "Hours",
  early: {
    title: "If you cannot wait",
    from: (day) => `From ${day} you can report the missing document: the form will be filled in already.`,
    wrong: "If there is a mistake in your data, do not wait: report it at once.",
    data: "Check name, birth date and SNILS",
  },
  late: {
    title: "The document did not come in time",
    about: "Report it: the form is filled in, it only has to be checked and sent.",
  },
  claim: "Report a missing document",
  asked: "There is an appeal about this document already.",
  seeAppeal: "See how the appeal goes",
  home: {
    title: "Documents to come",
    all: (count) => `All awaited: ${count}`,
    what: "What happens with the document",
  },
  staff: {
    title: "Documents not sent",
    lead: "The visit was told, its document is not in the registry yet. The earliest term first.",
    overdue: "Overdue",
    all: "All",
    filter: "Show",
    kind: "Kind of document",
    columns: { kind: "Document", patient: "Patient", visit: "Visit", term: "Term", state: "State" },
    provisional: "provisional",
    state: { expected: "Awaited", overdue: "Overdue" },
    until: (day) => `until ${day}`,
    raised: (when) => `the patient was told ${when}`,
    appeal: (number) => `appeal ${number}`,
    none: "All documents are sent",
    noneAbout:
      "As soon as the organisation’s system tells of a visit, its document appears here, and goes when you send it.",
    noneOfFilter: "There are no such documents",
    showAll: "Show all",
    more: "Show the next ones",
  },
};
