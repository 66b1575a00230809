/** What can be changed in a document that was written elsewhere: names in its head and the words of its sections, with everything that repeats them. */
import { nameOf } from "../write/dictionaries.ts";
import type { CodedValue, Measured, NameBlock, Survey, Told } from "./survey.ts";
import { escaped, type Range } from "./tokens.ts";

export interface Edit {
  readonly range: Range;
  readonly text: string;
}

export interface Spot {
  /** Stable for the same bytes. */
  readonly id: string;
  readonly group: "patient" | "author" | "section";
  /** Title of the section, in the document's own words. */
  readonly section: string;
  /** Which part of a name, or the document's own words beside it. */
  readonly label: string;
  readonly text: string;
  readonly kind: "words" | "day" | "illness";
  /** `name`: of an illness, as the dictionary calls it. */
  change(text: string, name: string): Edit[];
}

const ICD = "1.2.643.5.1.13.13.11.1005";
const MOST = 600;

export function spotsOf(found: Survey, source: string): Spot[] {
  const spots = [...ofPatient(found), ...ofAuthor(found), ...ofSections(found, source)];
  return spots.slice(0, MOST);
}

function ofPatient({ names, head }: Survey): Spot[] {
  const block = names.find(({ of }) => of === "patient");
  const birth = head.get("recordTarget/patientRole/patient/birthTime/@value");
  const day = birth && /^(\d{4})(\d\d)(\d\d)$/.exec(birth.value);
  return [
    ...(block ? ofName("patient", [block]) : []),
    ...(birth && day
      ? [
          {
            id: "patient-birth",
            group: "patient",
            section: "",
            label: "birthDate",
            text: `${day[1]}-${day[2]}-${day[3]}`,
            kind: "day",
            change: (text: string) => [{ range: birth.range, text: text.replaceAll("-", "") }],
          } satisfies Spot,
        ]
      : []),
  ];
}

/** Whoever wrote it is named in several places: where all of the name is the same, it is the same person. */
function ofAuthor({ names }: Survey): Spot[] {
  const author = names.find(({ of }) => of === "author");
  if (!author) return [];
  const whole = ({ parts }: NameBlock) =>
    [parts.family, parts.given, parts.patronymic].map((one) => one?.text ?? "").join("|");
  return ofName("author", [
    author,
    ...names.filter((one) => one !== author && one.of !== "patient" && whole(one) === whole(author)),
  ]);
}

function ofName(group: "patient" | "author", [first, ...others]: readonly NameBlock[]): Spot[] {
  return (["family", "given", "patronymic"] as const).flatMap((part): Spot[] => {
    const words = first?.parts[part];
    if (!words) return [];
    const ranges = [words, ...others.flatMap(({ parts }) => parts[part] ?? [])].map(({ range }) => range);
    const change = (text: string) => ranges.map((range) => ({ range, text: escaped(text) }));
    return [{ id: `${group}-${part}`, group, section: "", label: part, text: words.text, kind: "words", change }];
  });
}

function ofSections({ sections, coded }: Survey, source: string): Spot[] {
  return sections.flatMap((section, at) => {
    const seen = new Map<string, number>();
    return section.told.map((told, index): Spot => {
      const order = seen.get(told.text) ?? 0;
      seen.set(told.text, order + 1);
      const common = {
        id: `section-${at}-${index}`,
        group: "section",
        section: section.title,
        label: told.label,
        text: told.text,
      } as const;
      const illness = coded.filter(({ system, code }) => system === ICD && code.value === told.text);
      if (illness.length > 0)
        return {
          ...common,
          kind: "illness",
          change: (text, name) => [own(told, text), ...illness.flatMap((one) => recode(one, text, name))],
        };
      const measured = sameMeasured(section.measured, section.told, told, order);
      return {
        ...common,
        kind: "words",
        change: (text) => [
          own(told, text),
          ...section.repeated.flatMap(({ range }) => repeatedIn(source, range, told, text)),
          ...(measured ? remeasure(measured, text) : []),
        ],
      };
    });
  });
}

function own({ range }: Told, text: string): Edit {
  return { range, text: escaped(text) };
}

/** Words that an entry repeats, whole or within a longer text, where they stand once. */
function repeatedIn(source: string, range: Range, told: Told, text: string): Edit[] {
  const raw = source.slice(range.start, range.end);
  const old = source.slice(told.range.start, told.range.end);
  if (raw === old) return [{ range, text: escaped(text) }];
  const at = raw.indexOf(old);
  if (old.length < 4 || at < 0 || raw.indexOf(old, at + 1) >= 0) return [];
  const start = range.start + at;
  return [{ range: { start, end: start + old.length }, text: escaped(text) }];
}

function numberIn(text: string): number | null {
  return /^-?\d+(?:[.,]\d+)?$/.test(text) ? Number(text.replace(",", ".")) : null;
}

/** Of equal numbers the first told is the first measured, if there are as many of both; else nothing is certain. */
function sameMeasured(measured: readonly Measured[], told: readonly Told[], one: Told, order: number): Measured | null {
  const number = numberIn(one.text);
  if (number === null) return null;
  const equal = measured.filter(({ value }) => Number(value.value) === number);
  return equal.length === told.filter(({ text }) => numberIn(text) === number).length ? (equal[order] ?? null) : null;
}

function remeasure({ value, translation, of }: Measured, text: string): Edit[] {
  const number = numberIn(text);
  if (number === null) return [];
  const said = String(number);
  const { interpretation, low, high } = of;
  const verdict = low !== null && number < low ? "L" : high !== null && number > high ? "H" : "N";
  const judged = interpretation && /^[NHL]$/.test(interpretation.code.value) && (low !== null || high !== null);
  return [
    { range: value.range, text: said },
    ...(translation ? [{ range: translation.range, text: said }] : []),
    ...(judged ? recode(interpretation, verdict, nameOf("99.2.257", verdict)) : []),
  ];
}

function recode({ code, name }: CodedValue, text: string, official: string): Edit[] {
  return [
    { range: code.range, text: escaped(text) },
    ...(name ? [{ range: name.range, text: escaped(official) }] : []),
  ];
}
