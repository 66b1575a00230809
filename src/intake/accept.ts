/**
 * Steps 2–5 of a received document, in one transaction: read, verify, check, register. Told in the order of the story;
 * safe to repeat and to run twice at once, since the submission is claimed first.
 */
import { createHash } from "node:crypto";
import { readResults } from "../cda/results.ts";
import type { Tx } from "../db/sql.ts";
import { tellSending } from "../due/tell-sending.ts";
import { filesOf } from "../registry/content.ts";
import type { AcceptedDocument } from "../registry/document.ts";
import { type Found, findOrAddPerson } from "../registry/person.ts";
import { register } from "../registry/register.ts";
import { newestVersion } from "../registry/store.ts";
import { cardOf } from "./card.ts";
import { check, refuses } from "./check.ts";
import type { IntakeDeps } from "./deps.ts";
import { readParcel } from "./parcel.ts";
import { noteProvisional } from "./recheck/recheck.ts";
import type { Evidence } from "./rules/evidence.ts";
import { isOfAnother, mismatch, personNamed } from "./rules/patient-rules.ts";
import * as store from "./store.ts";
import type { Submitted } from "./submitted.ts";
import { verifySignatures } from "./verify.ts";

export async function accept(deps: IntakeDeps, documentId: string): Promise<void> {
  const decision = await deps.database.transact(async (tx) => {
    const submission = await store.claimSubmission(tx, documentId);
    if (!submission) return null;
    const submitted = deps.atHand.take(documentId) ?? (await open(deps, tx, documentId));
    return judge(deps, tx, submission, submitted);
  });
  if (decision) tellOthers(deps, documentId, decision);
}

/** After the commit only: a decision that is rolled back was none. */
export function tellOthers(deps: IntakeDeps, documentId: string, { state }: Decision): void {
  deps.onDecided(documentId);
  if (state === "registered") deps.onRegistered();
}

export type Decision = Pick<store.SubmissionRow, "state" | "number" | "faults" | "quarantined" | "decided_at">;

/** Steps 3–5 in the caller's transaction, which holds the submission. */
export async function judge(
  deps: IntakeDeps,
  tx: Tx,
  submission: store.SubmissionRow,
  submitted: Submitted,
): Promise<Decision> {
  const documentId = submission.document_id;
  const evidence = await gather(deps, tx, submission, submitted);
  const faults = check(evidence);

  const person = refuses(faults) ? null : await findPatient(deps, tx, evidence);
  if (person?.outcome === "mismatch") faults.push(mismatch(evidence));
  const document = person?.patientId ? prepare(evidence, submitted, documentId, person.patientId) : null;

  const now = deps.clock();
  const registered = document ? await register(tx, deps, document, now) : null;
  if (document && !registered) faults.push(...check({ ...evidence, newest: raced(document) }));
  const decision = {
    state: registered ? ("registered" as const) : ("refused" as const),
    number: registered?.number ?? null,
    faults,
    quarantined: person?.outcome === "mismatch",
    decided_at: now,
  };
  await store.decide(tx, documentId, decision, registered?.patientId ?? null);
  if (document && registered) await noteProvisional(tx, documentId, document.signatures, submission.received_at, now);
  if (!registered)
    await tellSending(tx, deps.due, {
      documentId,
      organisationOid: submission.organisation_oid,
      leaflet: evidence.kind.leaflet,
      issuedOn: issuedOn(evidence),
      person: personNamed(evidence),
      quarantined: decision.quarantined,
      codes: faults.filter(({ severity }) => severity === "error").map(({ code }) => code),
    });
  return decision;
}

/** The one buffer again: the bytes that were stored are the bytes that are judged. */
async function open(deps: IntakeDeps, tx: Tx, documentId: string): Promise<Submitted> {
  const files = filesOf((await deps.content.get(tx, documentId)) ?? []);
  if (!files) throw new Error(`the content of submission ${documentId} cannot be opened`);
  const { bytes, mediaType: type } = files.document;
  const mediaType = type === "application/pdf" ? "application/pdf" : "application/xml";
  const signatures = files.signatures.map((part) => part.bytes);
  return readParcel(
    { document: { bytes, mediaType }, signatures, metadata: files.metadata?.bytes ?? null },
    deps.kinds(),
  );
}

async function gather(
  deps: IntakeDeps,
  tx: Tx,
  submission: store.SubmissionRow,
  submitted: Submitted,
): Promise<Evidence & { regionCode: string; setDigest: Buffer }> {
  const { facts } = submitted;
  const kind = deps.kinds().find(facts.kind.system, facts.kind.code);
  if (!kind) throw new Error("the kind of a received document is no longer known");
  const setDigest = setDigestOf(submission.organisation_oid, kind.family, facts.setId);
  const [organisation, newest, trust] = await Promise.all([
    deps.organisations.find(submission.organisation_oid),
    newestVersion(tx, setDigest),
    deps.trust.current(),
  ]);
  if (!organisation) throw new Error("the organisation of a received document is no longer known");
  const circumstances = { receivedAt: submission.received_at, now: deps.clock(), policy: deps.rules.signatures };
  const signatures = await verifySignatures(deps.verifier, submitted, trust, { ...circumstances, organisation });
  return {
    facts,
    root: submitted.cda?.root ?? null,
    kind,
    signatures,
    organisation,
    newest,
    setDigest,
    regionCode: organisation.region_code,
    receivedAt: submission.received_at,
    kindDates: deps.rules.kindDates,
  };
}

/** One set of versions: the organisation's own setId within one family of kinds, whatever the edition. */
export function setDigestOf(
  organisationOid: string,
  family: string,
  setId: { root: string; extension: string | null },
): Buffer {
  return createHash("sha256")
    .update([organisationOid, family, setId.root, setId.extension ?? ""].join("\n"))
    .digest();
}

async function findPatient(deps: IntakeDeps, tx: Tx, evidence: Evidence): Promise<Found | null> {
  const card = personNamed(evidence);
  if (!card) return null;
  const found = await findOrAddPerson(tx, deps.keyring, card, "document", evidence.receivedAt);
  return isOfAnother(evidence, found) ? { outcome: "mismatch", patientId: null } : found;
}

function prepare(
  evidence: Evidence & { regionCode: string; setDigest: Buffer },
  submitted: Submitted,
  documentId: string,
  patientId: string,
): AcceptedDocument {
  const { facts, kind, setDigest } = evidence;
  const sha256 = (bytes: Uint8Array) => createHash("sha256").update(bytes).digest();
  return {
    patientId,
    documentId,
    kind,
    organisation: { oid: evidence.organisation.oid, regionCode: evidence.regionCode },
    setDigest,
    version: facts.version,
    issuedOn: issuedOn(evidence),
    sha256: sha256(submitted.document.bytes),
    streebog256: submitted.document.digest("streebog256"),
    replaces: evidence.newest?.documentId ?? null,
    signatureDigests: submitted.signatures.map(sha256),
    signatures: evidence.signatures.map(({ part, role, verdicts }) => ({ part, role, verdict: verdicts[0]! })),
    card: cardOf(submitted, kind, evidence.organisation.short_name),
    results: submitted.cda && readResults(submitted.cda),
  };
}

/** The day that the document itself names; else the day on which it came. */
function issuedOn({ facts, receivedAt }: Evidence): string {
  return facts.created?.date ?? receivedAt.toISOString().slice(0, 10);
}

/** The same version came twice at once, and the other was first: judged as if we had seen it. */
function raced({ version, patientId, documentId }: AcceptedDocument) {
  return { version, patientId, documentId };
}
