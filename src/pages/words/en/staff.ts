/** Words of the workplace: what was sent, reference data, state of the service. */
import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const fault: Forms = { one: "remark", other: "remarks" };
const kind: Forms = { one: "kind", other: "kinds" };
const organisation: Forms = { one: "organisation", other: "organisations" };

export const staff = {
  submissions: {
    title: "Organisation’s documents",
    lead: "What was sent to the registry, and what became of it",
    states: { received: "Received, being checked", refused: "Refused", registered: "Registered" },
    all: "All",
    columns: {
      sent: "Sent",
      kind: "Kind of document",
      state: "State",
      number: "Number in the registry",
      what: "What to do",
    },
    localUid: "Number in the organisation",
    nothing: "Nothing to do",
    waiting: "Wait: it is being checked",
    quarantined: "The person cannot be told for certain: compare SNILS, name and birth date",
    faults: (count: number) => sayCount("en", count, fault),
    open: "Details",
    openOf: (kind: string, when: string) => `Details: ${kind}, ${when}`,
    none: "The organisation has not sent anything yet",
    noneAbout:
      "Documents come from the medical information system through the API. The registry’s administrator knows how to connect it.",
    noneOfState: "There are no such documents",
    showAll: "Show all",
    older: "Show earlier ones",
    filter: "State",
  },
  submission: {
    faults: "Remarks",
    faultsLead: "All at once: mend them and send the document again.",
    noFaults: "No remarks.",
    severity: { error: "Error", warning: "Warning", info: "For your information" },
    code: "Code",
    todo: "What to do",
    where: "Where",
    line: (line: number, column: number | undefined) =>
      `line ${line}${column === undefined ? "" : `, column ${column}`}`,
    found: "Found",
    expected: "Expected",
    received: "Received",
    decided: "Decided",
  },
  organisations: {
    title: "Organisations",
    count: (count: number) => sayCount("en", count, organisation),
    columns: {
      name: "Organisation",
      oid: "OID",
      region: "Region",
      contact: "Registration desk",
      since: "Electronic record since",
    },
    none: "No organisations yet",
    noneAbout: "They appear once they are entered in the reference data.",
  },
  regions: { title: "Regions", lead: "Everybody sees the same on the page “Connected regions”." },
  kinds: {
    title: "Document kinds",
    lead: "Dictionary 1520 and its earlier editions",
    count: (count: number) => sayCount("en", count, kind),
    columns: {
      code: "Code",
      name: "Name",
      leaflet: "In the leaflet",
      term: "In force",
      shown: "To the patient",
      format: "Format",
    },
    from: (day: string) => `from ${day}`,
    to: (day: string) => `until ${day}`,
    always: "without end",
    shown: "Shown",
    notShown: "Not shown",
    none: "No kinds yet",
    noneAbout: "They are loaded with dictionary 1520.",
  },
  service: {
    title: "Service state",
    checked: (when: string) => `Checked ${when}`,
    well: "The service works",
    ill: "The service works with difficulty",
    wellAbout: "Documents are received, checked and delivered.",
    illAbout: "See the lines marked “Attention”.",
    columns: { part: "What", state: "State", value: "How much" },
    good: "In order",
    bad: "Attention",
    note: "Support does not see what is written in documents.",
  },
} satisfies Messages["staff"];
