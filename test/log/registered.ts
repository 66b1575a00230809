/** Registered documents as the registry keeps them, for whoever wants to tamper with them. */
import { createHash, randomBytes, randomUUID } from "node:crypto";
import { append } from "../../src/log/append.ts";
import type { OpenedDocument } from "../../src/log/fsck/check-document.ts";
import { commit } from "../../src/merkle/commitment.ts";
import { formatRecord } from "../../src/merkle/record.ts";
import { type Desk, NOW } from "./desk.ts";

export interface Registered {
  readonly patientId: string;
  readonly documentId: string;
  readonly content: { document: Uint8Array; signatures: Uint8Array[] };
}

const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();

/** Registers documents in one transaction: rows, record, entry. */
export async function registerMany(desk: Desk, count: number, at = NOW): Promise<Registered[]> {
  const all = Array.from({ length: count }, (_, i): Registered => {
    const content = { document: randomBytes(100), signatures: [randomBytes(50), randomBytes(i % 2 === 0 ? 50 : 51)] };
    return { patientId: randomUUID(), documentId: randomUUID(), content };
  });
  await desk.database.transact(async (tx) => {
    const registerOne = async ({ patientId, documentId, content }: Registered) => {
      const [number, salt, digest] = [`77.${documentId.slice(0, 8)}`, randomBytes(32), sha256(content.document)];
      const [system, code, org] = ["1.2.643.5.1.13.13.11.1520", "37", "1.2.643.5.1.13.13.12.2.77.1"];
      const set = randomBytes(32);
      const body = formatRecord({
        type: "document-registered",
        id: documentId,
        number,
        registered: at.toISOString(),
        org,
        kind: `${system}:${code}:5`,
        doc: digest.toString("hex"),
        sig: content.signatures.map((signature) => sha256(signature).toString("hex")),
      });
      const { commitment, entry } = commit(salt, body);
      await Promise.all([
        tx.run`INSERT INTO document (patient_id, document_id, number, kind_system, kind_code, set_digest, version,
            organisation_oid, issued_on, registered_at, sha256, sealed, signatures)
          VALUES (${patientId}, ${documentId}, ${number}, ${system}, ${code}, ${set}, 1,
            ${org}, '2026-11-23', ${at}, ${digest}, ''::bytea, ''::bytea)`,
        tx.run`INSERT INTO document_version (set_digest, version, patient_id, document_id)
          VALUES (${set}, 1, ${patientId}, ${documentId})`,
        tx.run`INSERT INTO document_locator (number, patient_id, document_id) VALUES (${number}, ${patientId}, ${documentId})`,
        tx.run`INSERT INTO document_record (patient_id, document_id, body, salt, commitment)
          VALUES (${patientId}, ${documentId}, ${body}, ${salt}, ${commitment})`,
        append(tx, "docs", documentId, entry),
      ]);
    };
    await Promise.all(all.map(registerOne));
  });
  return all;
}

/** Opens what `registerMany` gave, as a vault would. */
export function vaultOf(
  all: readonly Registered[],
): (patientId: string, documentId: string) => Promise<OpenedDocument | null> {
  const contents = new Map(all.map((one) => [`${one.patientId} ${one.documentId}`, one.content]));
  return async (patientId, documentId) => contents.get(`${patientId} ${documentId}`) ?? null;
}
