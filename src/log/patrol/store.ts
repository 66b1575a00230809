/** The SQL of the patrol: where it is, what it found, which passes came to their end. */
import { type Static, Type } from "@sinclair/typebox";
import { uuidOf } from "../../basics/uuid.ts";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import type { Finding } from "../fsck/findings.ts";
import type { DocumentKey } from "../fsck/store.ts";
import type { LogName } from "../names.ts";

const nil = "00000000-0000-0000-0000-000000000000";
const PlaceRow = Type.Object({ patientId: Type.String(), documentId: Type.String() });

/** The first pass comes when the house has been up for a while. */
export async function begin(tx: Tx, log: LogName, now: Date, firstPass: Date): Promise<void> {
  await tx.run`
    INSERT INTO fsck_patrol (log, after_patient, after_id, step_at, step_lease, pass_at, pass_lease)
    VALUES (${log}, ${nil}, ${nil}, ${now}, ${now}, ${firstPass}, ${now}) ON CONFLICT DO NOTHING`;
}

/** Where the next step begins; null: it is not due, or another worker is at it until its lease ends. */
export async function claimStep(tx: Tx, log: LogName, now: Date, until: Date): Promise<DocumentKey | null> {
  const [row] = await tx.rows(PlaceRow)`
    UPDATE fsck_patrol SET step_lease = ${until} WHERE log = ${log} AND step_at <= ${now} AND step_lease <= ${now}
    RETURNING after_patient AS "patientId", after_id AS "documentId"`;
  return row ?? null;
}

export async function endStep(
  tx: Tx,
  log: LogName,
  { after, checked, now, next }: { after: DocumentKey; checked: number; now: Date; next: Date },
): Promise<void> {
  await tx.run`
    UPDATE fsck_patrol SET after_patient = ${after.patientId}, after_id = ${after.documentId},
      checked = checked + ${checked}, step_at = ${next}, step_lease = ${now}
    WHERE log = ${log}`;
}

/** False: it is not due, or another worker is at it. */
export async function claimPass(tx: Tx, log: LogName, now: Date, until: Date): Promise<boolean> {
  return (
    (await tx.run`
      UPDATE fsck_patrol SET pass_lease = ${until} WHERE log = ${log} AND pass_at <= ${now} AND pass_lease <= ${now}`) ===
    1
  );
}

export async function leasePass(tx: Tx, log: LogName, until: Date): Promise<void> {
  await tx.run`UPDATE fsck_patrol SET pass_lease = ${until} WHERE log = ${log}`;
}

export interface EndedPass {
  readonly log: LogName;
  readonly beganAt: Date;
  readonly endedAt: Date;
  readonly leaves: number;
  readonly records: number;
  readonly findings: number;
}

export async function endPass(tx: Tx, pass: EndedPass, next: Date): Promise<void> {
  await tx.run`
    INSERT INTO fsck_pass (pass_id, log, began_at, ended_at, leaves, records, findings)
    VALUES (${uuidOf(`pass ${pass.log} ${pass.beganAt.toISOString()}`)}, ${pass.log}, ${pass.beganAt}, ${pass.endedAt},
            ${pass.leaves}, ${pass.records}, ${pass.findings})
    ON CONFLICT DO NOTHING`;
  await tx.run`UPDATE fsck_patrol SET pass_at = ${next}, pass_lease = ${pass.endedAt} WHERE log = ${pass.log}`;
}

/** False when the same was found in the same pass, or on the same day, before. */
export async function insertFinding(tx: Tx, log: LogName, found: Finding, of: string, now: Date): Promise<boolean> {
  const place = JSON.stringify(found.at);
  const added = await tx.run`
    INSERT INTO fsck_finding (finding_id, log, code, place, detail, found_at)
    VALUES (${uuidOf(`finding ${log} ${found.code} ${place} ${of}`)}, ${log}, ${found.code}, ${place}::text::jsonb,
            ${found.detail}, ${now})
    ON CONFLICT DO NOTHING`;
  return added === 1;
}

const OpenRow = Type.Object({ code: Type.String(), count: Type.Integer() });

/** What was found since the last full pass began that came to its end: mended damage is past with the next one. */
export function openFindings(sql: Sql): Promise<Static<typeof OpenRow>[]> {
  return sql.rows(OpenRow)`
    SELECT f.code, count(*)::int AS count FROM fsck_finding f
    WHERE f.found_at >= coalesce((SELECT max(p.began_at) FROM fsck_pass p WHERE p.log = f.log), '-infinity')
    GROUP BY f.code ORDER BY f.code`;
}

const StateRow = Type.Object({ checked: Type.Integer(), passedAt: Nullable(Type.Date()) });

/** Documents checked since ever, and when the last full pass of the log ended. */
export async function patrolRow(sql: Sql, log: LogName): Promise<Static<typeof StateRow>> {
  const [row] = await sql.rows(StateRow)`
    SELECT coalesce((SELECT checked FROM fsck_patrol WHERE log = ${log}), 0) AS checked,
      (SELECT max(ended_at) FROM fsck_pass WHERE log = ${log}) AS "passedAt"`;
  return row ?? { checked: 0, passedAt: null };
}
