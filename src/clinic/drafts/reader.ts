/** A checked form, read by the writer: what is asked for is there. */
import type { DictionaryEntry } from "../../registry/dictionaries/dictionaries.ts";
import { type FieldKey, type Form, type GroupKey, rowsOf, type Values } from "./fields.ts";

export interface Reader {
  /** "" where nothing was typed. */
  text(field: FieldKey): string;
  lines(field: FieldKey): string[];
  number(field: FieldKey): number;
  maybe(field: FieldKey): number | null;
  coded(field: FieldKey): DictionaryEntry;
  rows(group: GroupKey): Reader[];
}

export function readForm(form: Form, values: Values, codes: ReadonlyMap<string, DictionaryEntry>): Reader {
  const within = (prefix: string): Reader => {
    const text = (field: FieldKey) => values[`${prefix}${field}`]?.trim() ?? "";
    return {
      text,
      lines: (field) =>
        text(field)
          .split("\n")
          .map((line) => line.trim())
          .filter((line) => line !== ""),
      number: (field) => numberOf(text(field)) ?? unchecked(`${prefix}${field}`),
      maybe: (field) => numberOf(text(field)),
      coded: (field) => codes.get(`${prefix}${field}`) ?? unchecked(`${prefix}${field}`),
      rows: (key) => {
        const group = form.groups.find((one) => one.key === key);
        if (!group) return [];
        return Array.from({ length: rowsOf(group, values) }, (_, row) => within(`${key}.${row}.`));
      },
    };
  };
  return within("");
}

/** «5,4» and «5.4»; null: no number. */
export function numberOf(text: string): number | null {
  return /^-?\d{1,9}(?:[.,]\d{1,6})?$/.test(text) ? Number(text.replace(",", ".")) : null;
}

function unchecked(field: string): never {
  throw new Error(`the field ${field} is written without having been checked`);
}
