/**
 * «Сообщить об отсутствии документа»: a patient's claim, and what the registry itself asks when a term is over. One about a
 * document to come joins nothing: while it is open, it is the claim. When the document comes, it closes by itself.
 */
import { uuidOf } from "../basics/uuid.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { act } from "./act.ts";
import { type Actor, type AppealDeps, theSystem } from "./deps.ts";
import { openAppeal } from "./open.ts";
import * as store from "./store.ts";

export interface Missing {
  readonly patientId: string;
  /** UUID of the form. */
  readonly once: string;
  /** «Есть ошибка в моих данных» cannot wait until the term is over. */
  readonly wrongData: boolean;
  /** 1–9; null: the patient does not know. */
  readonly leaflet: number | null;
  /** Day of the visit. */
  readonly happenedOn: string;
  readonly regionCode: string;
  /** null: «нет в списке», then the name stands in the words. */
  readonly organisationOid: string | null;
  readonly words: string | null;
  /** The expected document that it is about; null: of an organisation that the registry does not know. */
  readonly dueId: string | null;
}

export interface Claimed {
  readonly number: string;
  /** `known`: it was open already, or the form came twice. */
  readonly outcome: "opened" | "known";
}

export async function reportMissing(tx: Tx, deps: AppealDeps, actor: Actor, missing: Missing): Promise<Claimed> {
  await store.lockPatient(tx, missing.patientId);
  const open = await openClaim(tx, missing);
  if (open) return { number: open, outcome: "known" };
  const { number, outcome } = await openAppeal(tx, deps, actor, {
    ...missing,
    kind: "missing",
    reason: missing.wrongData ? "wrong-data" : "not-come",
  });
  return { number, outcome: outcome === "opened" ? "opened" : "known" };
}

/** Number of the claim that is open about the same: the same expected document, or the same kind, day and organisation. */
export function openClaim(
  tx: Sql,
  about: Pick<Missing, "patientId" | "leaflet" | "happenedOn" | "organisationOid"> & { readonly dueId: string | null },
): Promise<string | null> {
  return store.openClaim(tx, about);
}

/** The term is over: the organisation is asked before the patient has to, and the patient is told. */
export async function askForOverdue(
  tx: Tx,
  deps: AppealDeps,
  late: Omit<Missing, "once" | "wrongData" | "words" | "regionCode"> & { readonly careRecordId: string },
): Promise<void> {
  if (await openClaim(tx, late)) return; // the patient was faster
  await openAppeal(tx, deps, theSystem, {
    ...late,
    once: uuidOf(`overdue ${late.dueId}`),
    kind: "missing",
    reason: "overdue",
    words: null,
  });
}

/** The document is there: whoever asked for it is answered. */
export async function answerByArrival(
  tx: Tx,
  deps: AppealDeps,
  came: readonly { readonly patientId: string; readonly dueId: string; readonly documentId: string }[],
): Promise<void> {
  if (came.length === 0) return;
  for (const { patient_id: patientId, appeal_id: appealId, came: documentId } of await store.claimsOfDue(tx, came)) {
    const once = uuidOf(`arrived ${appealId} ${documentId}`);
    await act(tx, deps, theSystem, { patientId, appealId }, { deed: "arrive", once, version: null, documentId });
  }
}
