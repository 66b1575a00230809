/**
 * What the log of readings commits to: a line of the journal, told in a record. It is never stored, for it names the reader
 * in clear: it is made anew from the line and the name that is sealed in it.
 */
import { createHash } from "node:crypto";
import type { PersonName } from "../cda/facts.ts";
import { formatRecord } from "../merkle/record.ts";

export interface RecordedLine {
  readonly id: string;
  readonly patientId: string;
  readonly at: Date;
  readonly role: string;
  readonly organisationOid: string | null;
  readonly deed: string;
  readonly documentId: string | null;
  readonly basis: string;
}

/** The bytes of the record (`access-read`). `reader` is left out of it when it is the patient. */
export function accessRecord(line: RecordedLine, reader: PersonName): Uint8Array {
  const actor = line.basis === "own" ? "" : inOneLine(reader);
  return formatRecord({
    type: "access-read",
    id: line.id,
    at: line.at.toISOString(),
    role: line.role,
    ...(actor ? { actor } : {}),
    ...(line.organisationOid ? { org: line.organisationOid } : {}),
    deed: line.deed,
    ...(line.documentId ? { document: line.documentId } : {}),
    basis: line.basis,
    patient: createHash("sha256").update(`${line.id}\n${line.patientId}`).digest("hex"),
  });
}

/** As a record can hold it, whatever an identity provider has said. */
function inOneLine({ family, given, patronymic }: PersonName): string {
  return [family, given, patronymic ?? ""]
    .join(" ")
    .toWellFormed()
    .replaceAll(/[\s\p{Cc}\u2028\u2029]+/gu, " ")
    .trim();
}
