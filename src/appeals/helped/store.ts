/** The SQL of «Помогло?»: what a patient said of an appeal, its words apart, and how many said so. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import type { AppealRow } from "../store.ts";

type Round = Pick<AppealRow, "patient_id" | "appeal_id" | "reopened">;

const HelpedRow = Type.Object({
  helped: Type.Boolean(),
  said_at: Type.Date(),
  changed_at: Type.Date(),
  sealed: Nullable(Type.Uint8Array()),
});
export type HelpedRow = Static<typeof HelpedRow>;

export async function helped(sql: Sql, { patient_id: patientId, appeal_id: appealId, reopened }: Round) {
  const [row] = await sql.rows(HelpedRow)`
    SELECT h.helped, h.said_at, h.changed_at, w.sealed
    FROM appeal_helped h LEFT JOIN appeal_helped_words w USING (patient_id, appeal_id, round)
    WHERE h.patient_id = ${patientId} AND h.appeal_id = ${appealId} AND h.round = ${reopened}`;
  return row ?? null;
}

export async function keepHelped(tx: Tx, of: Round, said: boolean, at: Date): Promise<void> {
  await tx.run`
    INSERT INTO appeal_helped (patient_id, appeal_id, round, helped, said_at, changed_at)
    VALUES (${of.patient_id}, ${of.appeal_id}, ${of.reopened}, ${said}, ${at}, ${at})
    ON CONFLICT (patient_id, appeal_id, round) DO UPDATE SET helped = excluded.helped, changed_at = excluded.changed_at`;
}

export async function keepWords(tx: Tx, of: Round, sealed: Buffer | null): Promise<void> {
  await tx.run`
    INSERT INTO appeal_helped_words (patient_id, appeal_id, round, sealed)
    VALUES (${of.patient_id}, ${of.appeal_id}, ${of.reopened}, ${sealed})
    ON CONFLICT (patient_id, appeal_id, round) DO UPDATE SET sealed = excluded.sealed`;
}

const CountRow = Type.Object({ yes: Type.Integer(), no: Type.Integer() });
export type HelpedCount = Static<typeof CountRow>;

/** What patients said of the organisation's own answers since then; what others answered for it does not count. */
export async function countHelped(sql: Sql, organisationOid: string, since: Date): Promise<HelpedCount> {
  const [row] = await sql.rows(CountRow)`
    SELECT (count(*) FILTER (WHERE h.helped))::int AS yes, (count(*) FILTER (WHERE NOT h.helped))::int AS no
    FROM appeal a JOIN appeal_helped h ON h.patient_id = a.patient_id AND h.appeal_id = a.appeal_id
    WHERE a.organisation_oid = ${organisationOid} AND a.holder = 'organisation' AND h.said_at >= ${since}`;
  return row ?? { yes: 0, no: 0 };
}
