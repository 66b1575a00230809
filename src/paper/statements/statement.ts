/**
 * «Заявление о сохранении бумажной истории болезни»: submitted → accepted, or returned with the reason; withdrawn by its
 * patient at any time. One organisation has one that is open: who submits it again is shown it.
 */
import { randomUUID } from "node:crypto";
import { Refusal } from "../../basics/refusal.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { notify } from "../../notify/notify.ts";
import type { Actor, Holder, PaperDeps } from "../deps.ts";
import { eventsOf, type PaperEvent, tell } from "../event.ts";
import { makePaperNumber, parsePaperNumber } from "../number.ts";
import { type PaperPlace, placeOf } from "../organisation.ts";
import { movedOn } from "../request.ts";
import { STATEMENT_VERSION, statementText } from "../statement-text.ts";
import { nextSequence, organisationsBy, waitTurn } from "../store.ts";
import * as store from "./store.ts";

export type Statement = store.StatementRow;
export type StatementState = store.StatementState;

export interface WholeStatement {
  readonly statement: Statement;
  readonly place: PaperPlace;
  readonly holder: Holder;
  /** Paragraphs of its own version. */
  readonly text: readonly string[];
  readonly events: readonly PaperEvent[];
}

type Whose = { readonly patientId: string } | { readonly organisationOid: string };

/** @throws Refusal "not-found" NO_STATEMENT: none, or somebody else's: one and the same */
export async function openStatement(
  sql: Sql,
  deps: PaperDeps,
  whose: Whose,
  numberText: string,
): Promise<WholeStatement> {
  const number = parsePaperNumber("statement", numberText);
  const statement = number ? await store.statementByNumber(sql, whose, number) : null;
  if (!statement) throw noStatement();
  const [events, [organisation]] = await Promise.all([
    eventsOf(sql, deps.keyring, statement.patient_id, statement.statement_id),
    organisationsBy(sql, [statement.organisation_oid]),
  ]);
  if (!organisation) throw noStatement();
  const text = statementText(statement.text_version);
  return { statement, place: placeOf(organisation), holder: holderOfStatement(deps, statement), text, events };
}

export function holderOfStatement({ keyring }: Pick<PaperDeps, "keyring">, statement: Statement): Holder {
  return keyring.open(`statement ${statement.statement_id}`, statement.sealed) as Holder; // sealed by `submitStatement`
}

export async function listOwnStatements(sql: Sql, patientId: string): Promise<Statement[]> {
  return store.statementsOf(sql, patientId, 50);
}

export async function statementQueue(sql: Sql, organisationOid: string): Promise<Statement[]> {
  return store.statementsAt(sql, organisationOid, 100);
}

export async function statementPlace(sql: Sql, oid: string): Promise<PaperPlace | null> {
  const [row] = await organisationsBy(sql, [oid]);
  return row ? placeOf(row) : null;
}

export async function openStatementTo(sql: Sql, patientId: string, oid: string): Promise<Statement | null> {
  return store.openStatement(sql, patientId, oid);
}

/** The number of the new statement, or of the one that is open already. @throws Refusal "not-found" NO_ORGANISATION */
export async function submitStatement(
  tx: Tx,
  deps: PaperDeps,
  told: { readonly patientId: string; readonly holder: Holder; readonly organisationOid: string },
): Promise<{ readonly number: string; readonly made: boolean }> {
  const { patientId, holder, organisationOid } = told;
  if (!(await statementPlace(tx, organisationOid))) throw noOrganisation();
  await waitTurn(tx, patientId);
  const open = await store.openStatement(tx, patientId, organisationOid);
  if (open) return { number: open.number, made: false };
  const [statementId, at] = [randomUUID(), deps.clock()];
  const number = makePaperNumber("statement", at, await nextSequence(tx));
  const sealed = deps.keyring.seal(`statement ${statementId}`, holder);
  const textVersion = STATEMENT_VERSION;
  await store.insertStatement(tx, { patientId, statementId, number, organisationOid, textVersion, at, sealed });
  await tell(tx, deps, { patientId, aboutId: statementId }, { role: "patient", name: holder.name }, "submitted");
  return { number, made: true };
}

export type StatementDeed = "accepted" | "returned" | "withdrawn";

const moves = {
  accepted: { from: ["submitted"], notice: "statement-accepted" },
  returned: { from: ["submitted"], notice: "statement-returned" },
  withdrawn: { from: ["submitted", "accepted"], notice: null },
} as const satisfies Record<StatementDeed, { from: readonly StatementState[]; notice: string | null }>;

/** @throws Refusal "conflict" PAPER_MOVED_ON: somebody was quicker; nothing is changed */
export async function decideStatement(
  tx: Tx,
  deps: PaperDeps,
  statement: Statement,
  actor: Actor,
  deed: StatementDeed,
  said: { readonly turn: number; readonly words: string | null },
): Promise<void> {
  const { patient_id: patientId, statement_id: statementId, number } = statement;
  const { from, notice } = moves[deed];
  const at = deps.clock();
  if (!(await store.changeStatement(tx, statement, { from, to: deed, turn: said.turn, at }))) throw movedOn();
  await tell(tx, deps, { patientId, aboutId: statementId }, actor, deed, said.words);
  if (notice)
    await notify(tx, { patientId, kind: notice, event: `statement ${statementId} ${deed}`, about: number, at });
}

function noStatement(): Refusal {
  return new Refusal("not-found", "NO_STATEMENT", { ru: "Такого заявления нет", en: "There is no such statement" });
}

function noOrganisation(): Refusal {
  return new Refusal("not-found", "NO_ORGANISATION", {
    ru: "Такой организации нет",
    en: "There is no such organisation",
  });
}
