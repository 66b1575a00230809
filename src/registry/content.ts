/**
 * The bytes of documents: the port of three methods. PostgreSQL by default; an object store may stand behind the
 * same three later. Part 0 is the document, 1… its detached signatures, 100 the metadata of a PDF.
 */
import { Type } from "@sinclair/typebox";
import type { Keyring } from "../db/keyring.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { openBundle, type Part, type PartLabel, sealBundle } from "../db/vault.ts";

export const METADATA_PART = 100;
export type { Part };

export interface ContentStore {
  /** All parts of one document, under a fresh key of its own. What is there already stays. */
  put(tx: Tx, documentId: string, parts: readonly Part[]): Promise<void>;
  /** All parts, opened and proved against their digests; null when the key was destroyed by a court's order. */
  get(sql: Sql, documentId: string): Promise<readonly Part[] | null>;
  /** Sizes, types and digests, without opening anything. */
  list(sql: Sql, documentId: string): Promise<readonly PartLabel[]>;
}

const Labels = Type.Array(
  Type.Object({ part: Type.Integer(), mediaType: Type.String(), size: Type.Integer(), sha256: Type.String() }),
);
const ContentRow = Type.Object({ wrapped: Type.Uint8Array(), parts: Labels, sealed: Type.Uint8Array() });
const LabelsRow = Type.Object({ parts: Labels });

export function contentInPostgres(keyring: Keyring): ContentStore {
  return {
    async put(tx, documentId, parts) {
      const { key, wrapped } = keyring.newKey(`key ${documentId}`);
      const { labels, sealed } = sealBundle(key, documentId, parts);
      await tx.run`
        WITH kept AS (
          INSERT INTO content_key (document_id, wrapped) VALUES (${documentId}, ${wrapped})
          ON CONFLICT DO NOTHING RETURNING document_id
        )
        INSERT INTO content (document_id, parts, sealed)
        SELECT document_id, ${JSON.stringify(labels)}::text::jsonb, ${sealed} FROM kept`;
    },

    async get(sql, documentId) {
      const [row] = await sql.rows(ContentRow)`
        SELECT k.wrapped, c.parts, c.sealed
        FROM content c JOIN content_key k ON k.document_id = c.document_id WHERE c.document_id = ${documentId}`;
      if (!row) return null;
      const key = keyring.unwrap(`key ${documentId}`, row.wrapped);
      return openBundle(key, documentId, { labels: row.parts, sealed: row.sealed as Buffer });
    },

    async list(sql, documentId) {
      const [row] = await sql.rows(LabelsRow)`SELECT parts FROM content WHERE document_id = ${documentId}`;
      return row?.parts ?? [];
    },
  };
}
