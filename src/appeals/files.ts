/** Files that come with an appeal: a photo of the paper, a scan. What they claim to be is looked at, never believed. */
import { createHash } from "node:crypto";
import { uuidOf } from "../basics/uuid.ts";
import type { Keyring } from "../db/keyring.ts";
import type { Tx } from "../db/sql.ts";
import { insertFile } from "./write/store.ts";

export type FileType = "image/jpeg" | "image/png" | "application/pdf";

/** Looked at and found harmless: see whoever makes one. */
export interface SentFile {
  readonly mediaType: FileType;
  readonly bytes: Uint8Array;
}

/** With the event that they came with. The same bytes twice are one file. */
export async function keepFiles(
  tx: Tx,
  keyring: Keyring,
  { patientId, appealId, seq }: { patientId: string; appealId: string; seq: number },
  files: readonly SentFile[],
): Promise<void> {
  for (const { mediaType, bytes } of files) {
    const sha256 = createHash("sha256").update(bytes).digest();
    const fileId = uuidOf(`appeal file ${appealId}`, sha256);
    const sealed = keyring.seal(`appeal file ${fileId}`, Buffer.from(bytes).toString("base64"));
    await insertFile(tx, { patientId, appealId, fileId, seq, mediaType, size: bytes.length, sha256, sealed });
  }
}
