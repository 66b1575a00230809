/** The SQL of emergencies: grants, what happened in them, and the documents that are open by one. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";

/** Row-level security of 0015: who of support works here, and by which grant. */
export async function bindStaff(tx: Tx, staffId: string, grantId: string | null): Promise<void> {
  await tx.run`
    SELECT set_config('medkarta.staff', ${staffId}, true), set_config('medkarta.emergency', ${grantId ?? ""}, true)`;
}

/** Of exactly this identity, and of nobody else, a row of `person` can then be seen. */
export async function bindSought(tx: Tx, digest: Buffer | null): Promise<void> {
  await tx.run`SELECT set_config('medkarta.sought_identity', ${digest?.toString("hex") ?? ""}, true)`;
}

const PatientRow = Type.Object({ patient_id: Type.String() });

export async function personOf(sql: Sql, identityDigest: Buffer): Promise<string | null> {
  const [row] = await sql.rows(PatientRow)`SELECT patient_id FROM person WHERE identity_digest = ${identityDigest}`;
  return row?.patient_id ?? null;
}

export async function patientOfAppeal(sql: Sql, number: string): Promise<string | null> {
  const [row] = await sql.rows(PatientRow)`SELECT patient_id FROM appeal WHERE number = ${number}`;
  return row?.patient_id ?? null;
}

const GrantRow = Type.Object({
  patient_id: Type.String(),
  grant_id: Type.String(),
  staff_id: Type.String(),
  account_id: Type.String(),
  actor: Type.Uint8Array(),
  cause: Type.String(),
  words: Type.Uint8Array(),
  appeal_number: Nullable(Type.String()),
  opened_at: Type.Date(),
  ends_at: Type.Date(),
  ended_at: Nullable(Type.Date()),
});
export type GrantRow = Static<typeof GrantRow>;

export async function insertGrant(tx: Tx, row: Omit<GrantRow, "ended_at">): Promise<void> {
  await tx.run`
    INSERT INTO emergency_grant (patient_id, grant_id, staff_id, account_id, actor, cause, words, appeal_number, opened_at,
                                 ends_at)
    VALUES (${row.patient_id}, ${row.grant_id}, ${row.staff_id}, ${row.account_id}, ${row.actor}, ${row.cause}, ${row.words},
            ${row.appeal_number}, ${row.opened_at}, ${row.ends_at})
    ON CONFLICT DO NOTHING`;
}

export async function grantById(sql: Sql, grantId: string): Promise<GrantRow | null> {
  const [row] = await sql.rows(GrantRow)`
    SELECT g.patient_id, g.grant_id, g.staff_id, g.account_id, g.actor, g.cause, g.words, g.appeal_number, g.opened_at,
           g.ends_at, (SELECT e.at FROM emergency_event e WHERE e.patient_id = g.patient_id AND e.grant_id = g.grant_id
                       AND e.deed = 'end') AS ended_at
    FROM emergency_grant g WHERE g.grant_id = ${grantId}`;
  return row ?? null;
}

/** The grants of this member of support that are neither over nor ended, the one that ends last first. */
export async function runningGrants(sql: Sql, staffId: string, now: Date): Promise<GrantRow[]> {
  return sql.rows(GrantRow)`
    SELECT g.patient_id, g.grant_id, g.staff_id, g.account_id, g.actor, g.cause, g.words, g.appeal_number, g.opened_at,
           g.ends_at, NULL::timestamptz AS ended_at
    FROM emergency_grant g
    WHERE g.staff_id = ${staffId} AND g.ends_at > ${now}
      AND NOT EXISTS (SELECT FROM emergency_event e WHERE e.patient_id = g.patient_id AND e.grant_id = g.grant_id
                      AND e.deed = 'end')
    ORDER BY g.ends_at DESC LIMIT 5`;
}

export async function insertEvent(
  tx: Tx,
  row: {
    patientId: string;
    grantId: string;
    eventId: string;
    at: Date;
    deed: "list" | "open" | "end" | "review";
    documentId: string | null;
    accountId: string;
    actor: Buffer;
    verdict: "justified" | "unjustified" | null;
    words: Buffer | null;
  },
): Promise<number> {
  return tx.run`
    INSERT INTO emergency_event (patient_id, grant_id, event_id, at, deed, document_id, account_id, actor, verdict, words)
    VALUES (${row.patientId}, ${row.grantId}, ${row.eventId}, ${row.at}, ${row.deed}, ${row.documentId}, ${row.accountId},
            ${row.actor}, ${row.verdict}, ${row.words})
    ON CONFLICT DO NOTHING`;
}

const DocumentRow = Type.Object({
  document_id: Type.String(),
  number: Type.String(),
  version: Type.Integer(),
  issued_on: Type.String(),
  sealed: Type.Uint8Array(),
});
export type DocumentRow = Static<typeof DocumentRow>;

/** The newest version of each set, newest first. */
export async function documents(sql: Sql, patientId: string, most: number): Promise<DocumentRow[]> {
  return sql.rows(DocumentRow)`
    SELECT document_id, number, version, issued_on, sealed FROM document d
    WHERE patient_id = ${patientId}
      AND NOT EXISTS (SELECT FROM document n WHERE n.patient_id = d.patient_id AND n.set_digest = d.set_digest
                      AND n.version > d.version)
    ORDER BY issued_on DESC, document_id DESC LIMIT ${most}`;
}

export async function documentByNumber(sql: Sql, patientId: string, number: string): Promise<DocumentRow | null> {
  const [row] = await sql.rows(DocumentRow)`
    SELECT d.document_id, d.number, d.version, d.issued_on, d.sealed
    FROM document_locator l JOIN document d ON d.patient_id = l.patient_id AND d.document_id = l.document_id
    WHERE l.number = ${number} AND l.patient_id = ${patientId}`;
  return row ?? null;
}

const ReviewRow = Type.Composite([
  GrantRow,
  Type.Object({
    opened: Type.Integer(),
    /** Of the same member of support in the seven days before it, itself among them. */
    week: Type.Integer(),
    review_id: Nullable(Type.String()),
    review_account: Nullable(Type.String()),
    reviewer: Nullable(Type.Uint8Array()),
    reviewed_at: Nullable(Type.Date()),
    verdict: Nullable(Type.Union([Type.Literal("justified"), Type.Literal("unjustified")])),
    review_words: Nullable(Type.Uint8Array()),
  }),
]);
export type ReviewRow = Static<typeof ReviewRow>;

/** Not reviewed ones first, the oldest of them on top; then the reviewed, newest first. */
export async function grants(sql: Sql, only: string | null, most: number): Promise<ReviewRow[]> {
  return sql.rows(ReviewRow)`
    SELECT g.patient_id, g.grant_id, g.staff_id, g.account_id, g.actor, g.cause, g.words, g.appeal_number, g.opened_at,
           g.ends_at, (SELECT e.at FROM emergency_event e WHERE e.patient_id = g.patient_id AND e.grant_id = g.grant_id
                       AND e.deed = 'end') AS ended_at,
           (SELECT count(DISTINCT e.document_id)::int FROM emergency_event e WHERE e.patient_id = g.patient_id
            AND e.grant_id = g.grant_id AND e.deed = 'open') AS opened,
           (SELECT count(*)::int FROM emergency_grant w WHERE w.staff_id = g.staff_id
            AND w.opened_at > g.opened_at - interval '7 days' AND w.opened_at <= g.opened_at) AS week,
           r.event_id AS review_id, r.account_id AS review_account, r.actor AS reviewer, r.at AS reviewed_at, r.verdict,
           r.words AS review_words
    FROM emergency_grant g
    LEFT JOIN emergency_event r ON r.patient_id = g.patient_id AND r.grant_id = g.grant_id AND r.deed = 'review'
    WHERE ${only}::uuid IS NULL OR g.grant_id = ${only}
    ORDER BY (r.at IS NOT NULL), CASE WHEN r.at IS NULL THEN g.opened_at END, r.at DESC LIMIT ${most}`;
}
