/** One appeal as its organisation sees it: whose it is, what was written, and the head of the document that it is about. */
import { type AppealEvent, readAppeal } from "../../appeals/read/one.ts";
import { isOpen } from "../../appeals/states.ts";
import type { AppealRow } from "../../appeals/store.ts";
import { Refusal } from "../../basics/refusal.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { cardOf } from "../../registry/cards.ts";
import type { PersonCard } from "../../registry/identity.ts";
import type { KindBook } from "../../registry/kinds.ts";
import { knownPerson } from "../../registry/person.ts";
import { bindComparison } from "../store.ts";
import * as store from "./store.ts";

/** What is on the face of a document: no diagnosis, no result, no word of what was found. */
export interface DocumentHead {
  readonly documentId: string;
  readonly number: string;
  readonly version: number;
  readonly kind: string;
  readonly issuedOn: string;
  readonly registeredAt: Date;
  readonly doctor: string | null;
  readonly patientName: string;
}

export interface OrganisationAppeal {
  readonly appeal: AppealRow;
  readonly events: readonly AppealEvent[];
  readonly patient: PersonCard | null;
  /** null: it is about none, or about one that another organisation issued. */
  readonly document: DocumentHead | null;
  /** What it may be answered by: later versions of the document; of a claim, what was sent since. Newest first. */
  readonly candidates: readonly DocumentHead[];
  /** In the open queue. */
  readonly neighbours: { readonly before: string | null; readonly after: string | null };
}

export interface OneDeps {
  readonly keyring: Keyring;
  readonly kinds: () => KindBook;
}

/** @throws Refusal "not-found" NO_APPEAL: there is none of that number for this organisation */
export async function organisationAppeal(
  deps: OneDeps,
  tx: Tx,
  organisationOid: string,
  number: string,
): Promise<OrganisationAppeal> {
  const whole = await readAppeal(tx, deps.keyring, number);
  if (!whole || whole.appeal.organisation_oid !== organisationOid) throw noAppeal();
  const { appeal, events } = whole;
  const { patient_id: patientId } = appeal;
  await bindComparison(tx, patientId, []);
  const [patient, document, candidates, neighbours] = await Promise.all([
    knownPerson(tx, deps.keyring, patientId),
    appeal.document_id ? store.ownDocument(tx, organisationOid, patientId, appeal.document_id) : null,
    candidatesOf(tx, organisationOid, appeal),
    store.neighbours(tx, appeal),
  ]);
  return {
    appeal,
    events,
    patient,
    document: document && headOf(deps, document),
    candidates: candidates.map((row) => headOf(deps, row)),
    neighbours,
  };
}

function candidatesOf(sql: Sql, organisationOid: string, appeal: AppealRow): Promise<store.DocumentRow[]> {
  const { patient_id: patientId, document_id: documentId, opened_at: openedAt } = appeal;
  if (!isOpen(appeal.state)) return Promise.resolve([]);
  if (documentId) return store.laterVersions(sql, organisationOid, patientId, documentId);
  return appeal.kind === "missing" ? store.sentSince(sql, organisationOid, patientId, openedAt) : Promise.resolve([]);
}

function headOf({ keyring, kinds }: OneDeps, row: store.DocumentRow): DocumentHead {
  const card = cardOf(keyring, row.document_id, row.sealed);
  return {
    documentId: row.document_id,
    number: row.number,
    version: row.version,
    kind: kinds().find(row.kind_system, row.kind_code)?.name ?? card.officialTitle,
    issuedOn: row.issued_on,
    registeredAt: row.registered_at,
    doctor: card.doctor,
    patientName: card.patientName,
  };
}

const noAppeal = () =>
  new Refusal("not-found", "NO_APPEAL", { ru: "Такого обращения нет", en: "There is no such appeal" });
