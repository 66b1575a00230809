/** What the registry would say of these bytes if they came signed: its own reading and its own rules, before anybody signs. Nothing is stored. */
import type { Fault } from "../basics/fault.ts";
import { Refusal } from "../basics/refusal.ts";
import { type CdaDocument, readDocument } from "../cda/read.ts";
import { lookForPerson } from "../registry/person.ts";
import { newestVersion } from "../registry/store.ts";
import { setDigestOf } from "./accept.ts";
import { byLine, checkUnsigned } from "./check.ts";
import type { IntakeDeps } from "./deps.ts";
import { isOfAnother, mismatch, personNamed } from "./rules/patient-rules.ts";

/** All faults at once, ordered by line. */
export async function foresee(deps: IntakeDeps, organisationOid: string, bytes: Uint8Array): Promise<Fault[]> {
  const read = reading(bytes);
  if (!("facts" in read)) return read.faults;
  const { facts, root } = read;
  const kind = deps.kinds().find(facts.kind.system, facts.kind.code);
  const organisation = await deps.organisations.find(organisationOid);
  if (!kind || !organisation) return [unknown(facts.kind.code)];
  const { sql } = deps.database;
  const setDigest = setDigestOf(organisationOid, kind.family, facts.setId);
  const newest = await newestVersion(sql, setDigest);
  const receivedAt = deps.clock();
  const { kindDates } = deps.rules;
  const evidence = { facts, root, kind, signatures: [], organisation, newest, receivedAt, kindDates };
  const faults = checkUnsigned(evidence);
  const card = personNamed(evidence);
  const found = card && (await lookForPerson(sql, deps.keyring, card));
  if (found && (found.outcome === "mismatch" || isOfAnother(evidence, found))) faults.push(mismatch(evidence));
  return byLine(faults);
}

function reading(bytes: Uint8Array): CdaDocument | { readonly faults: Fault[] } {
  try {
    return readDocument(bytes);
  } catch (error) {
    if (!(error instanceof Refusal)) throw error;
    const { code, words, faults } = error;
    return { faults: faults.length > 0 ? [...faults] : [{ code, severity: "error", message: words }] };
  }
}

function unknown(found: string): Fault {
  return {
    code: "UNKNOWN_KIND",
    severity: "error",
    message: { ru: "Реестр не принимает документы этого вида", en: "The registry takes no documents of this kind" },
    found,
  };
}
