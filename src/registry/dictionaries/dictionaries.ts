/** Dictionaries of the ministry (НСИ): imported whole, searched by code or words, and asked whether a code is of them. */
import type { Sql, Tx } from "../../db/sql.ts";
import * as store from "./store.ts";

export interface DictionaryEntry {
  readonly code: string;
  readonly name: string;
  /** Edition that it is of. */
  readonly version: string;
}

export interface ReadDictionary {
  /** OID. */
  readonly system: string;
  readonly version: string;
  readonly title: string;
  readonly entries: readonly { readonly code: string; readonly name: string; readonly parent: string | null }[];
}

/** Entries of exactly these codes, in any case, by code: null where the dictionary has none such, or was not imported. */
export async function findEntries(
  sql: Sql,
  system: string,
  codes: readonly string[],
): Promise<(code: string) => DictionaryEntry | null> {
  const level = (code: string) => code.trim().toLowerCase();
  const found = await store.entriesOf(sql, system, [...new Set(codes.map(level))]);
  return (code) => found.find((entry) => level(entry.code) === level(code)) ?? null;
}

/** By beginning of the code, or by words of the name in any order; the closest first. */
export async function searchDictionary(
  sql: Sql,
  system: string,
  asked: string,
  most = 12,
): Promise<readonly DictionaryEntry[]> {
  const words = folded(asked)
    .split(/[\s,;]+/)
    .filter((word) => word.length > 0)
    .slice(0, 8);
  if (words.length === 0) return [];
  const [first = ""] = words;
  return store.searchEntries(
    sql,
    system,
    words.length === 1 ? `${escaped(first)}%` : "",
    words.map((word) => `%${escaped(word)}%`),
    most,
  );
}

/** Adds an edition; false when it is there already, and then nothing is changed. */
export async function importDictionary(tx: Tx, read: ReadDictionary, now: Date): Promise<boolean> {
  const { system, version, title } = read;
  if (!(await store.addEdition(tx, system, version, title, now))) return false;
  const entries = read.entries.map(({ code, name, parent }) => ({ code, name, parent, words: folded(name) }));
  for (let at = 0; at < entries.length; at += PORTION)
    await store.addEntries(tx, system, version, entries.slice(at, at + PORTION));
  return true;
}

export const listDictionaries: (sql: Sql) => Promise<store.ImportedRow[]> = store.imported;

const PORTION = 2000;

function folded(text: string): string {
  return text.normalize("NFC").toLocaleLowerCase("ru").replace(/ё/g, "е").slice(0, 2000);
}

function escaped(word: string): string {
  return word.replace(/[\\%_]/g, "\\$&");
}
