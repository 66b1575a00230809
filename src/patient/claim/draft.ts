/** A claim that is being written: one for each person, sealed, on the server, so that an ended session loses nothing. */
import type { Day } from "../../basics/day.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import * as store from "./store.ts";

export interface ClaimDraft {
  /** UUID of what will be sent: pressed twice, it is one claim. */
  readonly once: string;
  /** The person's answer to «проверьте ФИО, дату рождения, СНИЛС». */
  readonly data?: "right" | "wrong";
  /** The expected document that it began from. */
  readonly dueId?: string;
  /** 1–9; 0: «не знаю». */
  readonly leaflet?: number;
  readonly happenedOn?: Day;
  readonly regionCode?: string;
  /** What was looked for among the region's organisations. */
  readonly search?: string;
  /** null: «нет в списке», then `organisationName`. */
  readonly organisationOid?: string | null;
  readonly organisationName?: string;
  /** A document of that day is there, and the person says that it is another one. */
  readonly another?: boolean;
}

export const claimSteps = ["data", "kind", "date", "region", "organisation", "check"] as const;
export type ClaimStep = (typeof claimSteps)[number];

/** The first question that is not answered yet. */
export function nextStep(draft: ClaimDraft): ClaimStep {
  if (draft.data === undefined) return "data";
  if (draft.leaflet === undefined) return "kind";
  if (draft.happenedOn === undefined) return "date";
  if (draft.regionCode === undefined) return "region";
  if (draft.organisationOid === undefined) return "organisation";
  return "check";
}

/** Every question is answered. */
export type WholeDraft = ClaimDraft &
  Required<Pick<ClaimDraft, "data" | "leaflet" | "happenedOn" | "regionCode" | "organisationOid">>;

export function isWhole(draft: ClaimDraft): draft is WholeDraft {
  return nextStep(draft) === "check";
}

export interface KeptDraft {
  readonly draft: ClaimDraft;
  /** Number of the appeal that it became; then it is done. */
  readonly sent: string | null;
}

/** Taken for this transaction: of two presses of one button the second sees what the first did. */
export async function takeDraft(sql: Tx, keyring: Keyring, patientId: string): Promise<KeptDraft | null> {
  return opened(keyring, patientId, await store.takeDraft(sql, patientId));
}

export async function readDraft(sql: Sql, keyring: Keyring, patientId: string): Promise<KeptDraft | null> {
  return opened(keyring, patientId, await store.readDraft(sql, patientId));
}

export async function keepDraft(
  tx: Tx,
  keyring: Keyring,
  patientId: string,
  draft: ClaimDraft,
  now: Date,
  sent: string | null = null,
): Promise<void> {
  await store.keepDraft(tx, patientId, keyring.seal(`claim ${patientId}`, draft), sent, now);
}

function opened(keyring: Keyring, patientId: string, row: store.DraftRow | null): KeptDraft | null {
  return row && { draft: keyring.open(`claim ${patientId}`, row.sealed) as ClaimDraft, sent: row.sent };
}
