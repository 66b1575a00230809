/** «Разрешить»: the patient lets the cabinet show what hospitals have written. Given once, taken back at any time. */
import { randomUUID } from "node:crypto";
import type { Sql, Tx } from "../db/sql.ts";
import * as store from "./consent/store.ts";

/** Changes with the text; a consent to an older text is asked anew. */
export const CONSENT_VERSION = "2026-11";

export type ConsentEvent = store.ConsentRow;

/** The newest event first. */
export async function consentHistory(sql: Sql, patientId: string): Promise<ConsentEvent[]> {
  return store.consentEvents(sql, patientId);
}

/** In force: the newest event gives it, to the text of today. */
export function isConsented(history: readonly ConsentEvent[]): boolean {
  const newest = history[0];
  return newest?.action === "given" && newest.textVersion === CONSENT_VERSION;
}

/** Giving again what is given changes nothing. */
export async function giveConsent(tx: Tx, patientId: string, now: Date): Promise<void> {
  if (isConsented(await consentHistory(tx, patientId))) return;
  await store.insertConsentEvent(tx, patientId, {
    id: randomUUID(),
    action: "given",
    textVersion: CONSENT_VERSION,
    at: now,
  });
}

export async function withdrawConsent(tx: Tx, patientId: string, now: Date): Promise<void> {
  const history = await consentHistory(tx, patientId);
  if (!isConsented(history)) return;
  await store.insertConsentEvent(tx, patientId, {
    id: randomUUID(),
    action: "withdrawn",
    textVersion: CONSENT_VERSION,
    at: now,
  });
}
