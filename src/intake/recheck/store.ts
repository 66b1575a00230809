/** SQL of signatures that wait for a newer revocation list. */
import { type Static, Type } from "@sinclair/typebox";
import type { Fault } from "../../basics/fault.ts";
import type { Sql, Tx } from "../../db/sql.ts";

export interface NewCheck {
  readonly documentId: string;
  readonly part: number;
  readonly bestTime: Date;
}

export async function insertProvisional(tx: Tx, { documentId, part, bestTime }: NewCheck, now: Date): Promise<void> {
  await tx.run`
    INSERT INTO signature_check (document_id, part, best_time, state, checked_at)
    VALUES (${documentId}, ${part}, ${bestTime}, 'provisional', ${now}) ON CONFLICT DO NOTHING`;
}

const DueRow = Type.Object({ document_id: Type.String(), part: Type.Integer(), best_time: Type.Date() });
export type DueRow = Static<typeof DueRow>;

/** Those that no list was looked at for since the newest came; whoever else takes them at once takes others. */
export async function takeDue(tx: Tx, most: number): Promise<DueRow[]> {
  return tx.rows(DueRow)`
    SELECT document_id, part, best_time FROM signature_check
    WHERE state = 'provisional' AND checked_at < (SELECT max(added_at) FROM trust_crl)
    ORDER BY checked_at LIMIT ${most} FOR UPDATE SKIP LOCKED`;
}

export interface Outcome {
  readonly state: "provisional" | "final" | "contradicted";
  readonly indication: string;
  readonly subIndication: string | null;
}

export async function setOutcome(tx: Tx, { document_id, part }: DueRow, found: Outcome, now: Date): Promise<void> {
  await tx.run`
    UPDATE signature_check
    SET state = ${found.state}, indication = ${found.indication}, sub_indication = ${found.subIndication},
        checked_at = ${now}
    WHERE document_id = ${document_id} AND part = ${part}`;
}

/** Beside what was found when it came: its senders see it on the page of the submission. */
export async function addFault(tx: Tx, documentId: string, fault: Fault): Promise<void> {
  await tx.run`
    UPDATE submission SET faults = faults || ${JSON.stringify([fault])}::jsonb WHERE document_id = ${documentId}`;
}

const CountRow = Type.Object({ state: Type.String(), count: Type.Integer() });

/** How many signatures stand in each state, for whoever keeps the house. */
export async function countChecks(sql: Sql): Promise<Readonly<Record<string, number>>> {
  const rows = await sql.rows(CountRow)`SELECT state, count(*)::int AS count FROM signature_check GROUP BY state`;
  return Object.fromEntries(rows.map(({ state, count }) => [state, count]));
}
