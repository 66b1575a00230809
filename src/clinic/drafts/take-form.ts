/** What a browser sent, taken as the values of a form: only fields that the form has, rows without gaps, codes with their names. */
import { type Dictionary, dictionaryOf } from "../../cda/write/dictionaries.ts";
import type { Sql } from "../../db/sql.ts";
import { type DictionaryEntry, findEntries } from "../../registry/dictionaries/dictionaries.ts";
import { type Form, type Group, nameIn, placedFields, type Values } from "./fields.ts";

/** A list of what a code may mean is chosen from by a field of this name: it goes before what was typed. */
export const pickOf = (name: string) => `${name}.pick`;

const MOST = 40_000;

export function takeForm(form: Form, body: Readonly<Record<string, unknown>>): Values {
  const taken: Record<string, string> = {};
  for (const group of form.groups) {
    if (group.rows === null) takeRow(group, 0, 0, body, taken);
    else {
      let filled = 0;
      for (let row = 0; row < group.rows.most; row++) if (takeRow(group, row, filled, body, taken)) filled++;
    }
  }
  return taken;
}

/** True when the row has anything. */
function takeRow(
  group: Group,
  from: number,
  to: number,
  body: Readonly<Record<string, unknown>>,
  taken: Record<string, string>,
) {
  const row = group.fields.map((field) => {
    const name = nameIn(group, from, field);
    const picked = said(body[pickOf(name)]);
    return [nameIn(group, to, field), picked || said(body[name])] as const;
  });
  const isFilled = row.some(([, value]) => value !== "");
  if (isFilled) for (const [name, value] of row) taken[name] = value;
  return isFilled;
}

/** Line ends as they are everywhere else; nothing that XML cannot hold. */
function said(value: unknown): string {
  if (typeof value !== "string") return "";
  return value
    .slice(0, MOST)
    .replace(/\r\n?/g, "\n")
    .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, "")
    .toWellFormed()
    .trim();
}

export interface Coded {
  readonly values: Values;
  /** Of every code field that names a code of its dictionary. */
  readonly codes: ReadonlyMap<string, DictionaryEntry>;
}

/** The first word of a code field is the code; what stands behind it is set right. One question for each dictionary. */
export async function lookUpCodes(sql: Sql, form: Form, values: Values): Promise<Coded> {
  const typed = new Map<Dictionary, { readonly name: string; readonly code: string }[]>();
  for (const { name, field } of placedFields(form, values)) {
    const value = values[name] ?? "";
    if (field.type !== "code" || value === "") continue;
    typed.set(field.dictionary, [...(typed.get(field.dictionary) ?? []), { name, code: value.split(/\s/)[0] ?? "" }]);
  }
  const codes = new Map<string, DictionaryEntry>();
  const set: Record<string, string> = { ...values };
  for (const [dictionary, fields] of typed) {
    const ofDictionary = fields.map(({ code }) => code);
    const entryOf = await findEntries(sql, dictionaryOf(dictionary).system, ofDictionary);
    for (const { name, code } of fields) {
      const entry = entryOf(code);
      if (!entry) continue;
      codes.set(name, entry);
      set[name] = `${entry.code} ${entry.name}`;
    }
  }
  return { values: set, codes };
}
