/**
 * «Журнал доступа». The line is written in the transaction that fetches the bytes and commits before they leave;
 * when it cannot be written, nothing is read.
 */
import { randomBytes, randomUUID } from "node:crypto";
import type { PersonName } from "../cda/facts.ts";
import type { Keyring } from "../db/keyring.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { append } from "../log/append.ts";
import { commit, SALT_LENGTH } from "../merkle/commitment.ts";
import { accessRecord } from "./journal-record.ts";
import { findAccesses, insertAccess } from "./store.ts";
import type { Role, Subject } from "./subject.ts";

export type Deed =
  | "open"
  | "download-pdf"
  | "download-xml"
  | "download-signature"
  | "download-text"
  | "download-zip"
  | "download-cover"
  | "download-receipt"
  | "download-file"
  | "print"
  | "compare" // two versions side by side: a line for each
  | "list" // the list of documents, in an emergency
  | "correct" // a doctor of the organisation that sent it writes a corrected version
  | "erase" // by a court's decision
  | "paper-copy" // printed for the patient who asked for it
  | "records"
  | "view-results";

/**
 * `own`: a patient, their own document; `sender`: a doctor of the organisation that sent it; `appeal`: a doctor or head of
 * that organisation, while the patient's appeal about it is open; `request`: a registrar of the organisation that the patient
 * asked for a paper copy; `emergency`: support, with a reason, reviewed afterwards; `court`: an administrator, by its decision.
 */
export type Basis = "own" | "sender" | "appeal" | "request" | "emergency" | "court";

export interface AccessLine {
  readonly patientId: string;
  readonly documentId: string | null;
  readonly deed: Deed;
  readonly basis: Basis;
  readonly requestId: string;
  readonly at: Date;
}

/** The line, and its leaf in the log of readings: nobody can take it out again unseen. */
export async function writeAccess(tx: Tx, keyring: Keyring, subject: Subject, line: AccessLine): Promise<void> {
  const id = randomUUID();
  const written = { ...line, id, role: subject.role, organisationOid: subject.organisationOid };
  const [actor, salt] = [keyring.seal(`access ${id}`, subject.name), randomBytes(SALT_LENGTH)];
  const { entry } = commit(salt, accessRecord(written, subject.name));
  await Promise.all([insertAccess(tx, { ...written, actor, salt }), append(tx, "access", id, entry)]);
}

export interface AccessSeen {
  readonly at: Date;
  readonly role: Role;
  readonly deed: Deed;
  readonly name: PersonName;
}

/** The last readings before this one, newest first; of one document or of everything, by anyone or by the patient alone. */
export async function lastAccesses(
  sql: Sql,
  keyring: Keyring,
  patientId: string,
  about: { documentId: string | null; whose: "anyone" | "own"; before: Date; most: number },
): Promise<AccessSeen[]> {
  const rows = await findAccesses(sql, patientId, about);
  return rows.map((row) => ({
    at: row.at,
    role: row.role as Role,
    deed: row.action as Deed,
    name: openActor(keyring, row.event_id, row.actor),
  }));
}

/** Who looked: sealed by `writeAccess`, bound to the line. @throws when it was moved from another line, or changed */
export function openActor(keyring: Keyring, eventId: string, sealed: Uint8Array): PersonName {
  return keyring.open(`access ${eventId}`, sealed) as PersonName;
}
