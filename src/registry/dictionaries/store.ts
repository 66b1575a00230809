/** The SQL of dictionaries: editions and their entries, added and never changed. */
import { type Static, Type } from "@sinclair/typebox";
import type { Sql, Tx } from "../../db/sql.ts";

const EntryRow = Type.Object({ code: Type.String(), name: Type.String(), version: Type.String() });
export type EntryRow = Static<typeof EntryRow>;

/** Entries of these codes, whatever their case, in the edition imported last. */
export async function entriesOf(sql: Sql, system: string, codes: readonly string[]): Promise<EntryRow[]> {
  return sql.rows(EntryRow)`
    SELECT e.code, e.name, e.version FROM dictionary_entry e
    WHERE e.system = ${system} AND lower(e.code) = ANY (${codes})
      AND e.version = (SELECT version FROM dictionary WHERE system = ${system} ORDER BY imported_at DESC, version DESC LIMIT 1)`;
}

/** Codes that begin so, then names that hold every word; the shorter name first. */
export async function searchEntries(
  sql: Sql,
  system: string,
  beginning: string,
  patterns: readonly string[],
  most: number,
): Promise<EntryRow[]> {
  return sql.rows(EntryRow)`
    SELECT e.code, e.name, e.version FROM dictionary_entry e
    WHERE e.system = ${system}
      AND e.version = (SELECT version FROM dictionary WHERE system = ${system} ORDER BY imported_at DESC, version DESC LIMIT 1)
      AND (lower(e.code) LIKE ${beginning} OR e.words LIKE ALL (${patterns}))
    ORDER BY (lower(e.code) LIKE ${beginning}) DESC, length(e.name), e.code LIMIT ${most}`;
}

const ImportedRow = Type.Object({
  system: Type.String(),
  version: Type.String(),
  title: Type.String(),
  imported_at: Type.Date(),
  entries: Type.Integer(),
});
export type ImportedRow = Static<typeof ImportedRow>;

export async function imported(sql: Sql): Promise<ImportedRow[]> {
  return sql.rows(ImportedRow)`
    SELECT d.system, d.version, d.title, d.imported_at,
           (SELECT count(*)::int FROM dictionary_entry e WHERE e.system = d.system AND e.version = d.version) AS entries
    FROM dictionary d ORDER BY d.system, d.imported_at`;
}

/** False when this edition is there already. */
export async function addEdition(tx: Tx, system: string, version: string, title: string, now: Date): Promise<boolean> {
  const added = await tx.run`
    INSERT INTO dictionary (system, version, title, imported_at) VALUES (${system}, ${version}, ${title}, ${now})
    ON CONFLICT DO NOTHING`;
  return added === 1;
}

export interface NewEntry {
  readonly code: string;
  readonly name: string;
  readonly parent: string | null;
  readonly words: string;
}

export async function addEntries(tx: Tx, system: string, version: string, entries: readonly NewEntry[]): Promise<void> {
  await tx.run`
    INSERT INTO dictionary_entry (system, version, code, name, parent, words)
    SELECT ${system}, ${version}, e.code, e.name, e.parent, e.words
    FROM jsonb_to_recordset(${JSON.stringify(entries)}::text::jsonb) AS e (code text, name text, parent text, words text)`;
}
