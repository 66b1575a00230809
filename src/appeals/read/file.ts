/** A file of an appeal, opened for whoever may see it by the scope of the transaction. */
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql } from "../../db/sql.ts";
import type { FileType } from "../files.ts";
import type { AppealRow } from "../store.ts";
import * as store from "./store.ts";

export interface OpenedFile {
  readonly mediaType: FileType;
  readonly bytes: Buffer;
  /** ASCII: «2026-11-000412-1a2b3c4d.jpg». The sender's own name is not kept. */
  readonly name: string;
}

const endings = { "image/jpeg": "jpg", "image/png": "png", "application/pdf": "pdf" } as const satisfies Record<
  FileType,
  string
>;

/** @throws Refusal "not-found" NO_FILE */
export async function openFile(sql: Sql, keyring: Keyring, appeal: AppealRow, fileId: string): Promise<OpenedFile> {
  const row = isUuid(fileId) ? await store.fileOf(sql, appeal.patient_id, appeal.appeal_id, fileId) : null;
  if (!row)
    throw new Refusal("not-found", "NO_FILE", {
      ru: "Такого файла в обращении нет",
      en: "The appeal holds no such file",
    });
  const base64 = keyring.open(`appeal file ${row.file_id}`, row.sealed) as string; // sealed by `keepFiles`
  const name = `${appeal.number}-${row.file_id.slice(0, 8)}.${endings[row.media_type]}`;
  return { mediaType: row.media_type, bytes: Buffer.from(base64, "base64"), name };
}
