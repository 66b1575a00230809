/** A full check wired up: the stored documents, the log beside them, and the memory of its signer. */
import type { Database } from "../db/database.ts";
import type { Keyring } from "../db/keyring.ts";
import { type FsckOptions, fsck } from "../log/fsck.ts";
import { contentInPostgres, filesOf } from "../registry/content.ts";
import { openSignerOf } from "./signers.ts";

export interface CheckWish {
  readonly database: Database;
  readonly keyring: Keyring;
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly now: Date;
  readonly onProgress?: FsckOptions["onProgress"];
}

/** Gives each finding as it is found, and the report at its end. Safe beside a running server. */
export async function checkLog({ database, keyring, dataDir, publicUrl, now, onProgress }: CheckWish) {
  const content = contentInPostgres(keyring);
  const signer = await openSignerOf({ dataDir, publicUrl, random: neverNeeded }, "docs");
  const signed = await signer.signed();
  return fsck({
    sql: database.sql,
    log: "docs",
    vkey: signer.vkey,
    ...(signed ? { signedSize: signed.size } : {}),
    now,
    openDocument: async (_patientId, documentId) => {
      const files = filesOf((await content.get(database.sql, documentId)) ?? []);
      return files && { document: files.document.bytes, signatures: files.signatures.map(({ bytes }) => bytes) };
    },
    ...(onProgress ? { onProgress } : {}),
  });
}

/** A log that has no key yet has signed nothing to check. */
function neverNeeded(): never {
  throw new Error("there is no log in this folder yet: start the server first");
}
