/** Words of the page «What changed»: a short list, then what it was and what it is. */
import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const change: Forms = { one: "change", other: "changes" };
const row: Forms = { one: "row", other: "rows" };
const place: Forms = { one: "place", other: "places" };

const deeds = (what: string) => ({
  added: `${what} added`,
  removed: `${what} removed`,
  changed: `${what} changed`,
  moved: `${what} moved`,
});

export const changes = {
  title: "What changed",
  short: "In short",
  details: "In detail",
  count: (count: number) => sayCount("en", count, change),
  was: "Before",
  now: "Now",
  wasNot: "It was not there.",
  isGone: "It is there no more.",
  removed: "removed:",
  added: "added:",
  end: "end of the change",
  head: "Who, where and when",
  main: "In short, from the document",
  column: "column",
  before: "it was",
  after: "it is",
  inRows: (rows: number) => `in ${sayCount("en", rows, row)}`,
  places: (count: number) => sayCount("en", count, place),
  coarse: "The text is too long to be compared word by word, so all of it is shown.",
  cut: "Only the beginning is shown. The document itself has all of it.",
  tooMany: (shown: number, all: number) =>
    `The first ${sayCount("en", shown, change)} of ${all} are shown. Open both versions to see the rest.`,
  deeds: {
    title: deeds("title"),
    diagnosis: deeds("diagnosis"),
    fact: { added: "added", removed: "removed", changed: "changed", moved: "moved" },
    text: deeds("text"),
    heading: deeds("subheading"),
    table: deeds("table"),
    caption: deeds("name of a table"),
    head: deeds("names of columns"),
    column: deeds("column"),
    row: deeds("row"),
    cell: deeds("row"),
    list: deeds("list"),
    item: deeds("point of a list"),
    picture: deeds("picture"),
    file: deeds("file inside the document"),
    notice: deeds("note"),
  },
  fates: { added: "Section added", removed: "Section removed", moved: "Section moved" },
  service: "Service details",
  serviceAbout:
    "Number of the version, date and identifiers differ between any two versions. Coded entries that repeat what is said above stand here too.",
  onlyService: {
    title: "Only service details changed",
    about: "Diagnoses, results, prescriptions and all other text are the same in both versions.",
  },
  nothing: {
    title: "Both versions say the same",
    about: "Words, tables and pictures are the same in both versions.",
  },
  none: {
    "only-one": {
      title: "There is nothing to compare with",
      about:
        "The document has one version. If it is corrected, the new version comes by itself, and you will see here what changed.",
    },
    first: {
      title: "This is the first version",
      about: "There is no earlier one. Compare it with the one that came later.",
    },
    erased: {
      title: "These versions cannot be compared",
      about: "The content of one version was erased by a court’s decision. Its entry in the log remains.",
    },
    pdf: {
      title: "These versions cannot be compared",
      about:
        "One of the versions came as a PDF file. Only versions that are shown on the page itself can be compared. Open both and read them side by side.",
    },
  },
  versionOf: (number: number) => `Version ${number}`,
  pick: "Compare other versions",
  pair: (before: number, after: number) => `Versions ${before} and ${after}`,
  back: "All versions of the document",
  backToDocument: "Back to the document",
  whatChanged: "What changed",
  whatChangedIn: (version: number) => `in version ${version}`,
  ask: "Not clear why it was corrected? Ask the organisation that issued the document: its name and telephone are on the document’s page.",
  staff: {
    title: "Check a correction",
    lead: "What the corrected version changed in the earlier one. Your organisation sent both.",
    journal: "The patient’s access journal will say that you compared these versions.",
    link: "What this version changed",
    back: "Back to the submission",
  },
} satisfies Messages["changes"];
