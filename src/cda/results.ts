/**
 * Step 2 «read»: every laboratory result of a document, as the document writes it. Nothing is guessed: what is not plainly a
 * number stays words, what is stated absent is no result, and nothing is converted into another unit.
 */
import { cut } from "./cut.ts";
import type { DocumentFacts } from "./facts.ts";
import { flagOf } from "./flag.ts";
import type { Flag } from "./model.ts";
import type { CdaDocument } from "./read.ts";
import { type Laboratory, laboratoriesOf } from "./result-laboratory.ts";
import { type Norm, readNorm } from "./result-norm.ts";
import { type ResultValue, readResultValue } from "./result-value.ts";
import { sayName } from "./say-value.ts";
import { readTime } from "./time.ts";
import type { XmlElement } from "./tree.ts";
import { attribute, child, childrenOf, descendants, isHl7, textOf } from "./walk.ts";

/** What was measured: a code of a dictionary, most often ФСЛИ (…11.1080), and its name as the document writes it. */
export interface AnalyteName {
  /** OID of the dictionary; "" when the document names none. */
  readonly system: string;
  readonly code: string | null;
  readonly name: string;
}

export interface LabResult {
  readonly analyte: AnalyteName;
  /** `date`: YYYY-MM-DD as written; `instant`: ISO 8601 in UTC where hour and zone are written. */
  readonly measured: { readonly date: string; readonly instant: string | null };
  readonly value: ResultValue;
  /** The norm of this very result; null when the document gives none. */
  readonly norm: Norm | null;
  readonly flag: Flag | null;
  /** The document itself calls the result normal. */
  readonly calledNormal: boolean;
  readonly method: string | null;
  /** null: the organisation of the document. */
  readonly laboratory: Laboratory | null;
}

export interface LabResults {
  readonly results: readonly LabResult[];
  /** How many more there are than are kept: a document of a hundred thousand results must not weigh on every page. */
  readonly omitted: number;
}

const MOST_RESULTS = 2000;
const LONGEST_NAME = 300;

/** Федеральный справочник лабораторных исследований: tests. */
const FSLI = "1.2.643.5.1.13.13.11.1080";

/** Dictionaries whose codes name something else than an analyte, also in the section of results. */
const NO_ANALYTES: ReadonlySet<string> = new Set([
  "1.2.643.5.1.13.13.11.1437", // profiles of ФСЛИ: their value is the conclusion on a whole group
  "1.2.643.5.1.13.13.11.1070", // services
  "1.2.643.5.1.13.13.99.2.166", // fields of CDA documents: notes and conclusions
  "1.2.643.5.1.13.13.99.2.262", // vital signs
]);

/** null: the document has no laboratory results. In document order. */
export function readResults({ root, facts }: CdaDocument): LabResults | null {
  const results: LabResult[] = [];
  let omitted = 0;
  const laboratoryOf = laboratoriesOf(root, facts.organisation);
  for (const element of descendants(root)) {
    if (!isHl7(element, "observation")) continue;
    const result = readResult(element, facts, laboratoryOf);
    if (result === null) continue;
    if (results.length < MOST_RESULTS) results.push(result);
    else omitted += 1;
  }
  return results.length > 0 ? { results, omitted } : null;
}

function readResult(
  observation: XmlElement,
  facts: DocumentFacts,
  laboratoryOf: (observation: XmlElement) => Laboratory | null,
): LabResult | null {
  if (!happened(observation)) return null;
  const analyte = analyteOf(observation);
  const value = analyte && readResultValue(observation);
  const measured = measuredAt(observation, facts);
  if (analyte === null || value === null || measured === null) return null;
  const method = sayName(child(observation, "methodCode"));
  return {
    analyte,
    measured,
    value,
    norm: readNorm(observation),
    flag: flagOf(observation),
    calledNormal: childrenOf(observation, "interpretationCode").some((one) => attribute(one, "code") === "N"),
    method: method && cut(method, LONGEST_NAME),
    laboratory: laboratoryOf(observation),
  };
}

/** Ordered, planned, denied and cancelled observations are no results. */
function happened(observation: XmlElement): boolean {
  const status = attribute(child(observation, "statusCode"), "code");
  return (
    (attribute(observation, "moodCode") ?? "EVN") === "EVN" &&
    attribute(observation, "negationInd") !== "true" &&
    attribute(observation, "nullFlavor") === null &&
    !["aborted", "cancelled", "nullified"].includes(status ?? "")
  );
}

/** By ФСЛИ anywhere; by any other code, or by name alone, only in the section of laboratory results. */
function analyteOf(observation: XmlElement): AnalyteName | null {
  const element = child(observation, "code");
  const code = attribute(element, "code")?.trim() || null;
  const system = attribute(element, "codeSystem")?.trim() ?? "";
  if (element === null || NO_ANALYTES.has(system)) return null;
  if ((code === null || system !== FSLI) && !inResults(observation)) return null;
  const name = attribute(element, "displayName")?.trim() || textOf(child(element, "originalText")) || code;
  return name === null ? null : { system, code, name: cut(name, LONGEST_NAME) };
}

function inResults(element: XmlElement): boolean {
  for (let at = element.parent; at !== null; at = at.parent) {
    if (isHl7(at, "section") && attribute(child(at, "code"), "code") === "RESLAB") return true;
  }
  return false;
}

/** The time of the result, else of the group that it stands in, else of the document. Of a span, its end. */
function measuredAt(observation: XmlElement, facts: DocumentFacts): LabResult["measured"] | null {
  for (let at: XmlElement | null = observation; at !== null && at.name !== "section"; at = at.parent) {
    const time = child(at, "effectiveTime");
    const literal =
      attribute(time, "value") ?? attribute(child(time, "high"), "value") ?? attribute(child(time, "low"), "value");
    const read = literal === null ? null : readTime(literal.trim());
    // «2024» alone would be drawn as the first of January.
    if (read !== null && read.literal.length >= 8) return { date: read.date, instant: read.instant };
  }
  return facts.created && { date: facts.created.date, instant: facts.created.instant };
}
