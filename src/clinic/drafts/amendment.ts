/** The form of a document that was written elsewhere: its own words, section by section. What is not touched stays as it was, byte for byte. */
import type { Fault } from "../../basics/fault.ts";
import { type Amendable, amendable } from "../../cda/amend/amend.ts";
import type { Spot } from "../../cda/amend/spots.ts";
import type { DocumentFacts } from "../../cda/facts.ts";
import { hl7Moment } from "../../cda/write/moment.ts";
import type { DictionaryEntry } from "../../registry/dictionaries/dictionaries.ts";
import { AMENDMENT, type Field, type FieldKey, type Form, type Group, type Values } from "./fields.ts";
import { localMoment } from "./write-document.ts";

const LONG = 20_000;
const ONE_LINE = 90;

export interface Amendment {
  readonly form: Form;
  readonly spots: readonly Spot[];
  write(values: Values, codes: ReadonlyMap<string, DictionaryEntry>, version: FreshVersion): Uint8Array;
}

export interface FreshVersion {
  readonly number: number;
  readonly version: number;
  readonly mended: string;
  readonly timeZone: string;
  readonly now: Date;
}

export function openAmendment(base: Uint8Array): Amendment {
  const document = amendable(base);
  const groups: Group[] = [];
  for (const spot of document.spots) {
    const last = groups.at(-1);
    const same = last && last.about === aboutOf(spot) && (last.title ?? "") === spot.section;
    const fields = same ? last.fields : [];
    const group = { ...groupOf(spot, same ? last.key : `part-${groups.length}`), fields: [...fields, fieldOf(spot)] };
    if (same) groups[groups.length - 1] = group;
    else groups.push(group);
  }
  return {
    form: { key: AMENDMENT, groups },
    spots: document.spots,
    write: (values, codes, fresh) => write(document, values, codes, fresh),
  };
}

function aboutOf({ group }: Spot): "patient" | "author" | null {
  return group === "section" ? null : group;
}

function groupOf(spot: Spot, key: string): Group {
  return { key, about: aboutOf(spot), title: spot.section, fields: [], rows: null };
}

function fieldOf({ id, group, label, text, kind, section }: Spot): Field {
  const ask: FieldKey | null = group === "section" ? null : namePart(label);
  const common = { name: id, ask, label: label || section, required: group !== "section" && label !== "patronymic" };
  if (kind === "day") return { ...common, type: "day" };
  if (kind === "illness") return { ...common, required: true, type: "code", dictionary: "11.1005" };
  return text.length > ONE_LINE ? { ...common, type: "text", most: LONG } : { ...common, type: "line", most: LONG };
}

function namePart(label: string): FieldKey | null {
  const parts = ["family", "given", "patronymic", "birthDate"] as const;
  return parts.find((part) => part === label) ?? null;
}

/** What the form begins with: the document as it is. */
export function valuesOf({ spots }: Amendment): Values {
  return Object.fromEntries(spots.map(({ id, text }) => [id, text]));
}

/** A code that was there before is no fault of the doctor's, whatever the dictionary has today. */
export function isUntouched({ spots }: Amendment, values: Values, field: string): boolean {
  const spot = spots.find(({ id }) => id === field);
  return spot !== undefined && typedOf(spot, values) === spot.text;
}

function typedOf({ id, kind }: Spot, values: Values): string {
  const typed = values[id] ?? "";
  if (kind === "illness") return typed.split(/\s/)[0] ?? "";
  return typed.replace(/\s+/g, " ").trim();
}

function write(
  document: Amendable,
  values: Values,
  codes: ReadonlyMap<string, DictionaryEntry>,
  { number, version, mended, timeZone, now }: FreshVersion,
): Uint8Array {
  const changes = new Map<string, { text: string; name: string }>();
  for (const spot of document.spots) {
    const text = typedOf(spot, values);
    if (text === spot.text) continue;
    const entry = codes.get(spot.id);
    changes.set(spot.id, {
      text: spot.kind === "illness" ? (entry?.code ?? text) : (values[spot.id] ?? ""),
      name: entry?.name ?? "",
    });
  }
  const created = hl7Moment(localMoment(now, timeZone), { timeZone });
  return document.amend(changes, { version, id: `${number}${version}`, created, mended });
}

/** Only who is named in the document as its author, or as who answers for it, may sign it: the registry takes no other signature. */
export function namesAsSigner({ authors, expectedSigners }: DocumentFacts, snils: string): boolean {
  return [...authors, ...expectedSigners].some((person) => person.snils === snils);
}

export function notAmong(): Fault {
  return {
    code: "INVALID_DOCTOR_SNILS",
    severity: "error",
    message: {
      ru: "Вас нет среди авторов документа и тех, кто за него отвечает",
      en: "You are neither an author of the document nor one who answers for it",
    },
    hint: {
      ru: "Исправить и подписать его может врач, который в нём назван",
      en: "A doctor whom it names can correct and sign it",
    },
  };
}
