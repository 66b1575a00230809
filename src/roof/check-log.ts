/** A full check wired up: the stored documents, the log beside them, and the memory of its signer. */
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { openActor } from "../access/journal.ts";
import { accessRecord } from "../access/journal-record.ts";
import { appealKinds, findReason } from "../appeals/reasons.ts";
import type { Database } from "../db/database.ts";
import type { Keyring } from "../db/keyring.ts";
import type { Sql } from "../db/sql.ts";
import { type FsckOptions, fsck } from "../log/fsck.ts";
import type { LogName } from "../log/names.ts";
import { formatKeyList } from "../merkle/key-list.ts";
import { parsePolicy } from "../merkle/policy.ts";
import { contentInPostgres, filesOf } from "../registry/content.ts";
import { openSignerOf } from "./signers.ts";

export interface CheckWish extends Pick<FsckOptions, "sample" | "since" | "rest" | "onProgress"> {
  /** `docs` when not said. */
  readonly log?: LogName;
  readonly database: Database;
  readonly keyring: Keyring;
  readonly dataDir: string;
  readonly publicUrl: string;
  readonly now: Date;
}

/** Gives each finding as it is found, and the report at its end. Safe beside a running server. */
export async function checkLog({ log = "docs", database, keyring, dataDir, publicUrl, ...wish }: CheckWish) {
  const signer = await openSignerOf({ dataDir, publicUrl, random: neverNeeded }, log);
  const signed = await signer.signed();
  return fsck({
    sql: database.sql,
    log,
    vkey: formatKeyList(await signer.keys()),
    ...(signed ? { signedSize: signed.size } : {}),
    signedNow: async () => (await signer.signed())?.size ?? 0,
    openDocument: openerOf(database.sql, keyring),
    filesDir: join(dataDir, "log", "public", log),
    witnesses: await witnessesIn(dataDir),
    disputes,
    recordOfLine: ({ eventId: id, actor, ...line }) => accessRecord({ ...line, id }, openActor(keyring, id, actor)),
    ...wish,
  });
}

/** As `openPolicy` left them here; nobody, before the first start. */
async function witnessesIn(dataDir: string) {
  const file = await readFile(join(dataDir, "trust", "policy")).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "ENOENT") throw error;
    return null;
  });
  return file ? parsePolicy(file).witnesses.map(({ key }) => key) : [];
}

/** Opens a stored document; null when its key, or its content, is not there. */
export function openerOf(sql: Sql, keyring: Keyring): FsckOptions["openDocument"] {
  const content = contentInPostgres(keyring);
  return async (_patientId, documentId) => {
    const files = filesOf((await content.get(sql, documentId)) ?? []);
    return files && { document: files.document.bytes, signatures: files.signatures.map(({ bytes }) => bytes) };
  };
}

function disputes(kind: string, reason: string): boolean {
  const known = appealKinds.find((one) => one === kind);
  return known !== undefined && findReason(known, reason)?.disputes === true;
}

/** A log that has no key yet has signed nothing to check. */
function neverNeeded(): never {
  throw new Error("there is no log in this folder yet: start the server first");
}
