/** Words about analyses: the list, one analyte, its chart and table. */
import { type Forms, sayCount } from "../../say-amount.ts";
import type { Messages } from "../ru.ts";

const result: Forms = { one: "result", other: "results" };
const verbs = { up: "rose", down: "fell", same: "did not change" };

export const analyses: Messages["analyses"] = {
  title: "Laboratory results",
  lead: "Results from your documents. For each analyte: the last result, and how it has changed.",
  link: "Laboratory results over time",
  outside: "Outside the norm",
  outsideAbout: "The last result differs from the norm that the laboratory gave. A doctor can tell what it means.",
  others: "Other analytes",
  find: { title: "Find an analyte", label: "Analyte", all: "Choose an analyte", reset: "Show all analytes" },
  results: (count) => sayCount("en", count, result),
  marks: {
    high: "above the norm",
    low: "below the norm",
    abnormal: "abnormal",
    normal: "within the norm",
    unknown: "no norm given",
  },
  norm: {
    high: (high) => `at\u00a0most\u00a0${high}`,
    low: (low) => `at\u00a0least\u00a0${low}`,
  },
  last: (value, day, verdict) => `Last result: ${value}, ${day} — ${verdict}.`,
  verdicts: {
    high: (norm) => (norm ? `above the norm (${norm})` : "above the norm"),
    low: (norm) => (norm ? `below the norm (${norm})` : "below the norm"),
    abnormal: (norm) => (norm ? `abnormal (norm: ${norm})` : "marked as abnormal"),
    normal: (norm) => (norm ? `within the norm (${norm})` : "marked as normal"),
    noted: (norm) => `marked as normal, though the document's norm is ${norm}`,
    unknown: (norm) => (norm ? `the document's norm: ${norm}` : "the document gives no norm"),
  },
  change: {
    year: (way, day, from, to) =>
      `Over a year, since ${day}, it ${verbs[way]}${way === "same" ? "" : ` from\u00a0${from} to\u00a0${to}`}.`,
    before: (way, day, from, to) =>
      `Since the last time, ${day}, it ${verbs[way]}${way === "same" ? "" : ` from\u00a0${from} to\u00a0${to}`}.`,
  },
  only: "This is the only result so far; there is nothing to compare it with.",
  legend: { norm: "norm", normal: "within", high: "above", low: "below", abnormal: "abnormal", unknown: "not judged" },
  series: {
    unit: (unit) => `Results, ${unit}`,
    bare: "Results without a unit",
    text: "Results in words",
    method: (method) => (method === null ? "no method given" : `method ${method}`),
  },
  apart: {
    units: "The units differ, so the charts are apart",
    unitsAbout: (units) =>
      `Laboratories wrote this analyte in different units: ${units}. We neither convert nor compare them: each unit has a table of its own.`,
    methods: "The methods differ, so the charts are apart",
    methodsAbout:
      "Laboratories measured this analyte by different methods. Such numbers are not compared, so each method has a table of its own.",
  },
  normsDiffer: "The norms differ: each laboratory gives its own. The band in the chart changes with them.",
  notDrawn: "Results with the sign “<” or “>” are not drawn: the document gives no exact number.",
  chart: "Chart",
  all: "All results",
  columns: { date: "Date", result: "Result", norm: "Norm", laboratory: "Laboratory", document: "Document" },
  method: "method",
  doctor: "A norm depends on laboratory, method, age and sex. A doctor can tell what your result means.",
  partial: {
    title: "Not everything is shown",
    about: "There are more results than fit on this page. The rest are in the documents themselves.",
  },
  none: {
    title: "No results yet",
    why: "They will appear by themselves when a document comes whose analytes are written as numbers or words. In some documents the analyses are attached as a picture or a file: open those from the list of documents.",
    documents: "Documents with analyses",
  },
  copied: "The numbers are copied from signed documents unchanged. Open a document to see it whole.",
};
