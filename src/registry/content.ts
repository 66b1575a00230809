/**
 * The bytes of documents: one port. PostgreSQL by default; an object store may stand behind the same methods later.
 * Part 0 is the document, 1… its detached signatures, 100 the metadata of a PDF.
 */
import type { Keyring } from "../db/keyring.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { openBundle, type Part, sealBundle } from "../db/vault.ts";
import * as store from "./store.ts";

export const METADATA_PART = 100;
export type { Part };

/** The parts by what they are. */
export interface Files {
  readonly document: Part;
  /** In the order in which they came. */
  readonly signatures: readonly Part[];
  readonly metadata: Part | null;
}

/** null: there is no document among them. */
export function filesOf(parts: readonly Part[]): Files | null {
  const document = parts.find(({ part }) => part === 0);
  if (!document) return null;
  const signatures = parts.filter(({ part }) => part > 0 && part < METADATA_PART);
  return { document, signatures, metadata: parts.find(({ part }) => part === METADATA_PART) ?? null };
}

export interface ContentStore {
  /** All parts of one document, under a fresh key of its own. What is there already stays. */
  put(tx: Tx, documentId: string, parts: readonly Part[]): Promise<void>;
  /** All parts, opened and proved against their digests; null when the key was destroyed by a court's order. */
  get(sql: Sql, documentId: string): Promise<readonly Part[] | null>;
}

export function contentInPostgres(keyring: Keyring): ContentStore {
  return {
    async put(tx, documentId, parts) {
      const { key, wrapped } = keyring.newKey(`key ${documentId}`);
      await store.insertContent(tx, documentId, wrapped, sealBundle(key, documentId, parts));
    },
    async get(sql, documentId) {
      const row = await store.content(sql, documentId);
      if (!row) return null;
      const key = keyring.unwrap(`key ${documentId}`, row.wrapped);
      return openBundle(key, documentId, { labels: row.parts, sealed: row.sealed as Buffer });
    },
  };
}
