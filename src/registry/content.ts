/**
 * The bytes of documents: the port of three methods. PostgreSQL by default; an object store may stand behind the
 * same three later. Part 0 is the document, 1… its detached signatures, 100 the metadata of a PDF.
 */
import { Type } from "@sinclair/typebox";
import type { Keyring } from "../db/keyring.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { openBytes, sealBytes } from "../db/vault.ts";

export const METADATA_PART = 100;

export interface Part {
  readonly part: number;
  readonly mediaType: string;
  readonly bytes: Uint8Array;
}

export interface ContentStore {
  /** All parts of one document, under a fresh key of its own. */
  put(tx: Tx, documentId: string, parts: readonly Part[]): Promise<void>;
  /** All parts, opened and proved against their digests; null when the key was destroyed by a court's order. */
  get(sql: Sql, documentId: string): Promise<readonly Part[] | null>;
  /** Sizes and types, without opening anything. */
  list(sql: Sql, documentId: string): Promise<readonly { part: number; mediaType: string; size: number }[]>;
}

const KeyRow = Type.Object({ wrapped: Type.Uint8Array() });
const ContentRow = Type.Object({
  part: Type.Integer(),
  media_type: Type.String(),
  size: Type.Integer(),
  sha256: Type.Uint8Array(),
  sealed: Type.Uint8Array(),
});
const ListRow = Type.Object({ part: Type.Integer(), media_type: Type.String(), size: Type.Integer() });

export function contentInPostgres(keyring: Keyring): ContentStore {
  return {
    async put(tx, documentId, parts) {
      const { key, wrapped } = keyring.newKey(`key ${documentId}`);
      const rows = parts.map((part) => ({ ...part, ...sealBytes(key, documentId, part.part, part.bytes) }));
      await Promise.all([
        tx.run`INSERT INTO content_key (document_id, wrapped) VALUES (${documentId}, ${wrapped})`,
        ...rows.map(
          (row) => tx.run`
            INSERT INTO content (document_id, part, media_type, size, sha256, sealed)
            VALUES (${documentId}, ${row.part}, ${row.mediaType}, ${row.size}, ${row.sha256}, ${row.sealed})`,
        ),
      ]);
    },

    async get(sql, documentId) {
      const [keys, rows] = await Promise.all([
        sql.rows(KeyRow)`SELECT wrapped FROM content_key WHERE document_id = ${documentId}`,
        sql.rows(ContentRow)`
          SELECT part, media_type, size, sha256, sealed FROM content WHERE document_id = ${documentId} ORDER BY part`,
      ]);
      const wrapped = keys[0]?.wrapped;
      if (!wrapped) return null;
      const key = keyring.unwrap(`key ${documentId}`, wrapped);
      return rows.map((row) => ({
        part: row.part,
        mediaType: row.media_type,
        bytes: openBytes(key, documentId, row.part, {
          sealed: row.sealed as Buffer,
          sha256: row.sha256 as Buffer,
          size: row.size,
        }),
      }));
    },

    async list(sql, documentId) {
      const rows = await sql.rows(ListRow)`
        SELECT part, media_type, size FROM content WHERE document_id = ${documentId} ORDER BY part`;
      return rows.map((row) => ({ part: row.part, mediaType: row.media_type, size: row.size }));
    },
  };
}
