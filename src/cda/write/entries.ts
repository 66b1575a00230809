/** The part of a section that machines read: coded observations, acts and values, in the patterns of the Russian profile. */
import { code, coded, type Dictionary, nameOf } from "./dictionaries.ts";
import { hl7Day } from "./moment.ts";
import { type XmlAttributes, type XmlChild, type XmlElement, x } from "./xml.ts";

/** A section: code of the dictionary …99.2.197, title, text for people, entries for machines, sections within. */
export function section(
  sectionCode: string,
  title: string,
  text: readonly XmlElement[],
  entries: readonly XmlElement[],
  within: readonly XmlElement[] = [],
): XmlElement {
  return x(
    "section",
    {},
    code("99.2.197", sectionCode),
    x("title", {}, title),
    x("text", {}, text),
    entries.map((entry) => x("entry", {}, entry)),
    within.map((inner) => x("component", {}, inner)),
  );
}

/** A value taken from a dictionary. */
export function cd(dictionary: Dictionary, value: string, ...children: readonly XmlChild[]): XmlElement {
  return x("value", { "xsi:type": "CD", ...coded(dictionary, value) }, ...children);
}

/** A value whose name may be given beside it. */
export function named(dictionary: Dictionary, value: string, name?: string): XmlElement {
  return x("value", { "xsi:type": "CD", ...coded(dictionary, value, name) });
}

/** A value in words. */
export function st(text: string): XmlElement {
  return x("value", { "xsi:type": "ST" }, text);
}

export function bl(value: boolean): XmlElement {
  return x("value", { "xsi:type": "BL", value: String(value) });
}

export function ts(day: string): XmlElement {
  return x("value", { "xsi:type": "TS", value: hl7Day(day) });
}

/** Units of the dictionary …11.1358 by their code, with what UCUM calls them. */
const units: Readonly<Record<string, string>> = {
  "3": "cm",
  "4": "mm",
  "9": "kg",
  "10": "mg",
  "13": "pg",
  "20": "fl",
  "22": "min",
  "23": "h",
  "24": "d",
  "36": "mm/h",
  "50": "mm[Hg]",
  "53": "%",
  "60": "g/l",
  "64": "ug/l",
  "70": "ng/ml",
  "128": "U",
  "134": "U/l",
  "158": "m[IU]/l",
  "195": "mmol/l",
  "198": "umol/l",
  "293": "1",
  "337": "1/min",
  "322": "10*9/l",
  "328": "10*12/l",
  "366": "ml/min/m2",
  "515": "Cel",
  "520": "wk",
  "521": "mo",
  "522": "a",
  "530": "mSv",
  "532": "kg/m2",
};

/** Codes of the units that can be written. */
export const unitCodes: readonly string[] = Object.keys(units);

/** Short name of a unit, as printed: «ммоль/л». */
export function unitName(unit: string): string {
  return nameOf("11.1358", unit);
}

/** Attributes of a measured quantity and its translation into the federal dictionary of units. */
function measured(value: number | string, unit: string): readonly [XmlAttributes, XmlElement] {
  const ucum = units[unit];
  if (!ucum) throw new Error(`no UCUM name for the unit ${unit} here`);
  return [{ value, unit: ucum }, x("translation", { value, ...coded("11.1358", unit) })];
}

export function quantity(name: string, type: string | null, value: number | string, unit: string): XmlElement {
  const [attributes, translation] = measured(value, unit);
  return x(name, type ? { "xsi:type": type, ...attributes } : attributes, translation);
}

export function pq(value: number | string, unit: string): XmlElement {
  return quantity("value", "PQ", value, unit);
}

/** An observation: a field of the dictionary …99.2.166 unless another is named, and its value. */
export function observation(field: string, ...rest: readonly XmlChild[]): XmlElement {
  return codedObservation("99.2.166", field, ...rest);
}

export function codedObservation(dictionary: Dictionary, value: string, ...rest: readonly XmlChild[]): XmlElement {
  return x("observation", { classCode: "OBS", moodCode: "EVN" }, code(dictionary, value), ...rest);
}

export function act(dictionary: Dictionary, value: string, ...rest: readonly XmlChild[]): XmlElement {
  return x("act", { classCode: "ACT", moodCode: "EVN" }, code(dictionary, value), ...rest);
}

function component(...inner: readonly XmlChild[]): XmlElement {
  return x("entryRelationship", { typeCode: "COMP" }, ...inner);
}

/** What ails the patient: kind of the diagnosis (…11.1077), МКБ-10 code, the doctor's own words. */
export interface Diagnosis {
  readonly kind: "1" | "2" | "3" | "6";
  readonly code: string;
  readonly words: string;
  /** The official name of the code, where the table of the writer does not know it. */
  readonly name?: string;
}

/** 838 «Диагноз» and within it the kind, the words and the МКБ-10 code. */
export function diagnosisEntry({ kind, code: illness, words, name }: Diagnosis): XmlElement {
  return observation(
    "838",
    component(codedObservation("11.1077", kind, x("text", {}, words), named("11.1005", illness, name))),
  );
}

export const diagnosisHead = ["Вид", "Диагноз", "Код МКБ-10"] as const;

export function diagnosisRow({ kind, code: illness, words }: Diagnosis): readonly string[] {
  return [nameOf("11.1077", kind), words, illness];
}

/** A service done on a day. */
export function serviceEntry(service: string, day: string, name?: string): XmlElement {
  return x(
    "act",
    { classCode: "ACT", moodCode: "EVN" },
    x("code", coded("11.1070", service, name)),
    x("effectiveTime", { value: hl7Day(day) }),
  );
}

export type Vital = readonly [parameter: string, value: number, unit: string];

/** One measurement of the body in a cluster of its own. */
export function vitalEntry([parameter, value, unit]: Vital, moment: string): XmlElement {
  return x(
    "organizer",
    { classCode: "CLUSTER", moodCode: "EVN" },
    x("statusCode", { code: "completed" }),
    x("effectiveTime", { value: moment }),
    x("component", { typeCode: "COMP" }, codedObservation("99.2.262", parameter, pq(value, unit))),
  );
}

export function vitalRow([parameter, value, unit]: Vital): readonly string[] {
  return [nameOf("99.2.262", parameter), String(value).replace(".", ","), unitName(unit)];
}
