/** While the glass is broken: the list of one patient's documents, and one of them. Each look is a line of the patient's journal. */
import { randomUUID } from "node:crypto";
import { writeAccess } from "../../access/journal.ts";
import type { Subject } from "../../access/subject.ts";
import { Refusal } from "../../basics/refusal.ts";
import { isUuid } from "../../basics/uuid.ts";
import type { Tx } from "../../db/sql.ts";
import { cardOf } from "../../registry/cards.ts";
import { type ContentStore, filesOf } from "../../registry/content.ts";
import { erased } from "../../registry/erased.ts";
import { parseNumber } from "../../registry/number.ts";
import { knownPerson } from "../../registry/person.ts";
import { lookAt } from "../../registry/readable.ts";
import type { EmergencyDeps } from "./break.ts";
import * as store from "./store.ts";

export interface ReadingDeps extends EmergencyDeps {
  readonly content: ContentStore;
}

export interface Reading {
  readonly subject: Subject;
  readonly requestId: string;
}

export interface RunningGrant {
  readonly grantId: string;
  readonly endsAt: Date;
}

export interface ListedInEmergency {
  readonly number: string;
  readonly title: string;
  readonly issuedOn: string;
  readonly organisation: string;
  readonly doctor: string | null;
}

const MOST = 200;

/** For the banner: what is open now to this member of support, whichever page they look at. */
export async function runningGrants(tx: Tx, staffId: string, now: Date): Promise<RunningGrant[]> {
  await store.bindStaff(tx, staffId, null);
  const rows = await store.runningGrants(tx, staffId, now);
  return rows.map(({ grant_id: grantId, ends_at: endsAt }) => ({ grantId, endsAt }));
}

/** @throws Refusal "not-found" NO_EMERGENCY · "gone" EMERGENCY_OVER */
export async function listInEmergency(deps: ReadingDeps, tx: Tx, reading: Reading, grantId: string) {
  const grant = await enter(deps, tx, reading.subject, grantId);
  const { patient_id: patientId } = grant;
  await look(deps, tx, reading, grant, "list", null);
  const [patient, rows] = await Promise.all([
    knownPerson(tx, deps.keyring, patientId),
    store.documents(tx, patientId, MOST),
  ]);
  return {
    grant: { grantId, endsAt: grant.ends_at },
    patient,
    documents: rows.map((row): ListedInEmergency => {
      const card = cardOf(deps.keyring, row.document_id, row.sealed);
      return {
        number: row.number,
        title: card.title,
        issuedOn: row.issued_on,
        organisation: card.organisation,
        doctor: card.doctor,
      };
    }),
  };
}

/** @throws Refusal "not-found" NO_EMERGENCY, NO_DOCUMENT · "gone" EMERGENCY_OVER, ERASED */
export async function openInEmergency(
  deps: ReadingDeps,
  tx: Tx,
  reading: Reading,
  grantId: string,
  numberText: string,
) {
  const grant = await enter(deps, tx, reading.subject, grantId);
  const number = parseNumber(numberText);
  const row = number && (await store.documentByNumber(tx, grant.patient_id, number));
  if (!row)
    throw new Refusal("not-found", "NO_DOCUMENT", {
      ru: "Такого документа у этого пациента нет",
      en: "This patient has no such document",
    });
  const file = filesOf((await deps.content.get(tx, row.document_id)) ?? [])?.document;
  if (!file) throw erased(null);
  await look(deps, tx, reading, grant, "open", row.document_id);
  const card = cardOf(deps.keyring, row.document_id, row.sealed);
  return {
    grant: { grantId, endsAt: grant.ends_at },
    number: row.number,
    issuedOn: row.issued_on,
    card,
    document: lookAt(file),
  };
}

/** Before the hour is over, by whoever needs it no more. Safe to repeat. */
export async function endEmergency(deps: EmergencyDeps, tx: Tx, subject: Subject, grantId: string): Promise<void> {
  await store.bindStaff(tx, subject.staffId ?? "", null);
  const grant = isUuid(grantId) ? await store.grantById(tx, grantId) : null;
  if (!grant) throw noGrant();
  await note(deps, tx, subject, grant, "end", null);
}

async function enter(deps: EmergencyDeps, tx: Tx, subject: Subject, grantId: string): Promise<store.GrantRow> {
  if (!isUuid(grantId)) throw noGrant();
  await store.bindStaff(tx, subject.staffId ?? "", grantId);
  const grant = await store.grantById(tx, grantId);
  if (!grant) throw noGrant();
  if (grant.ended_at !== null || grant.ends_at <= deps.clock())
    throw new Refusal("gone", "EMERGENCY_OVER", {
      ru: "Экстренный доступ закончился. Если он ещё нужен, откройте его заново, с новой причиной",
      en: "The emergency access is over. If it is still needed, open it anew, with a new reason",
    });
  return grant;
}

async function look(
  deps: EmergencyDeps,
  tx: Tx,
  { subject, requestId }: Reading,
  grant: store.GrantRow,
  deed: "list" | "open",
  documentId: string | null,
): Promise<void> {
  const at = deps.clock();
  const { patient_id: patientId } = grant;
  await writeAccess(tx, deps.keyring, subject, { patientId, documentId, deed, basis: "emergency", requestId, at });
  await note(deps, tx, subject, grant, deed, documentId);
}

async function note(
  { keyring, clock }: EmergencyDeps,
  tx: Tx,
  subject: Subject,
  grant: store.GrantRow,
  deed: "list" | "open" | "end",
  documentId: string | null,
): Promise<void> {
  const eventId = randomUUID();
  await store.insertEvent(tx, {
    patientId: grant.patient_id,
    grantId: grant.grant_id,
    eventId,
    at: clock(),
    deed,
    documentId,
    accountId: subject.accountId,
    actor: keyring.seal(`emergency event ${eventId}`, subject.name),
    verdict: null,
    words: null,
  });
}

const noGrant = () =>
  new Refusal("not-found", "NO_EMERGENCY", {
    ru: "Такого экстренного доступа у вас нет",
    en: "You have no such emergency access",
  });
