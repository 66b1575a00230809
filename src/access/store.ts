/** The SQL of the window: accounts, posts of staff, sessions, attempts to log in. Private to this room. */

import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../db/nullable.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { staffRoles } from "./subject.ts";

const RoleColumn = Type.Union((["patient", ...staffRoles] as const).map((role) => Type.Literal(role)));
const LevelColumn = Type.Union((["simplified", "standard", "confirmed"] as const).map((level) => Type.Literal(level)));
const Bytes = Type.Uint8Array();

// ── accounts ────────────────────────────────────────────────────────────────────────────────────────────────

const AccountRow = Type.Object({ level: LevelColumn, patient_id: Nullable(Type.String()), sealed: Bytes });
export type AccountRow = Static<typeof AccountRow>;

export async function keepAccount(tx: Tx, accountId: string, row: AccountRow, now: Date): Promise<void> {
  await tx.run`
    INSERT INTO account (account_id, level, patient_id, sealed, created_at, last_seen_at)
    VALUES (${accountId}, ${row.level}, ${row.patient_id}, ${row.sealed}, ${now}, ${now})
    ON CONFLICT (account_id) DO UPDATE
    SET level = excluded.level, patient_id = excluded.patient_id, sealed = excluded.sealed,
        last_seen_at = excluded.last_seen_at`;
}

export async function findAccount(sql: Sql, accountId: string): Promise<AccountRow | null> {
  const [row] = await sql.rows(AccountRow)`
    SELECT level, patient_id, sealed FROM account WHERE account_id = ${accountId}`;
  return row ?? null;
}

const PostRow = Type.Object({
  staff_id: Type.String(),
  role: RoleColumn,
  organisation_oid: Nullable(Type.String()),
  region_code: Nullable(Type.String()),
  organisation: Nullable(Type.String()),
  position: Nullable(Type.String()),
});
export type PostRow = Static<typeof PostRow>;

export function findPosts(sql: Sql, snilsDigest: Buffer): Promise<PostRow[]> {
  return sql.rows(PostRow)`
    SELECT staff.staff_id, staff.role, staff.organisation_oid, staff.region_code,
           coalesce(organisation.short_name, region.name) AS organisation, staff.position
    FROM staff LEFT JOIN organisation ON organisation.oid = staff.organisation_oid
    LEFT JOIN region ON region.code = staff.region_code
    WHERE staff.snils_digest = ${snilsDigest} AND staff.active
    ORDER BY organisation.short_name, staff.role, staff.staff_id`;
}

// ── sessions ────────────────────────────────────────────────────────────────────────────────────────────────

const SessionRow = Type.Object({
  session_digest: Bytes,
  account_id: Type.String(),
  role: RoleColumn,
  level: LevelColumn,
  patient_id: Nullable(Type.String()),
  staff_id: Nullable(Type.String()),
  organisation_oid: Nullable(Type.String()),
  region_code: Nullable(Type.String()),
  csrf: Type.String(),
  sealed: Bytes,
  created_at: Type.Date(),
  seen_at: Type.Date(),
  ends_at: Type.Date(),
});
export type SessionRow = Static<typeof SessionRow>;

export async function insertSession(tx: Tx, row: SessionRow): Promise<void> {
  await tx.run`
    INSERT INTO session (session_digest, account_id, role, level, patient_id, staff_id, organisation_oid, region_code, csrf, sealed,
                         created_at, seen_at, ends_at)
    VALUES (${row.session_digest}, ${row.account_id}, ${row.role}, ${row.level}, ${row.patient_id}, ${row.staff_id},
            ${row.organisation_oid}, ${row.region_code}, ${row.csrf}, ${row.sealed}, ${row.created_at}, ${row.seen_at}, ${row.ends_at})`;
}

/** A session whose post was taken away is none: dismissal works at once, not at the next login. */
export async function findSession(sql: Sql, digest: Buffer): Promise<SessionRow | null> {
  const [row] = await sql.rows(SessionRow)`
    SELECT session_digest, account_id, role, level, patient_id, staff_id, organisation_oid, region_code, csrf, sealed, created_at,
           seen_at, ends_at
    FROM session
    WHERE session_digest = ${digest}
      AND (staff_id IS NULL
           OR EXISTS (SELECT FROM staff WHERE staff.staff_id = session.staff_id AND staff.active))`;
  return row ?? null;
}

export function findSessions(sql: Sql, accountId: string): Promise<SessionRow[]> {
  return sql.rows(SessionRow)`
    SELECT session_digest, account_id, role, level, patient_id, staff_id, organisation_oid, region_code, csrf, sealed, created_at,
           seen_at, ends_at
    FROM session WHERE account_id = ${accountId} ORDER BY seen_at DESC, created_at DESC`;
}

/** Of several requests in the same minute one writes. */
export async function touchSession(tx: Tx, digest: Buffer, now: Date, before: Date): Promise<void> {
  await tx.run`UPDATE session SET seen_at = ${now} WHERE session_digest = ${digest} AND seen_at <= ${before}`;
}

const Sealed = Type.Object({ sealed: Bytes });

/** Gives what was sealed in the row, or null when it was gone already. */
export async function deleteSession(tx: Tx, digest: Buffer): Promise<Uint8Array | null> {
  const [row] = await tx.rows(Sealed)`DELETE FROM session WHERE session_digest = ${digest} RETURNING sealed`;
  return row?.sealed ?? null;
}

export function deleteOtherSessions(tx: Tx, accountId: string, kept: Buffer): Promise<number> {
  return tx.run`DELETE FROM session WHERE account_id = ${accountId} AND session_digest <> ${kept}`;
}

export function deleteOldSessions(tx: Tx, now: Date, seenBefore: Date): Promise<number> {
  return tx.run`DELETE FROM session WHERE ends_at <= ${now} OR seen_at <= ${seenBefore}`;
}

// ── attempts to log in ──────────────────────────────────────────────────────────────────────────────────────

export async function insertAttempt(tx: Tx, stateDigest: Buffer, sealed: Buffer, now: Date): Promise<void> {
  await tx.run`INSERT INTO login_attempt (state_digest, sealed, created_at) VALUES (${stateDigest}, ${sealed}, ${now})`;
}

const AttemptRow = Type.Object({ sealed: Bytes, created_at: Type.Date() });

/** Takes the attempt out: of two answers with one state only the first finds it. */
export async function takeAttempt(tx: Tx, stateDigest: Buffer): Promise<Static<typeof AttemptRow> | null> {
  const [row] = await tx.rows(AttemptRow)`
    DELETE FROM login_attempt WHERE state_digest = ${stateDigest} RETURNING sealed, created_at`;
  return row ?? null;
}

export function deleteOldAttempts(tx: Tx, before: Date): Promise<number> {
  return tx.run`DELETE FROM login_attempt WHERE created_at <= ${before}`;
}

// ── forms that came too late ────────────────────────────────────────────────────────────────────────────────

export async function insertKeptForm(
  tx: Tx,
  form: { accountId: string; digest: Buffer; sealed: Buffer; now: Date },
): Promise<void> {
  await tx.run`INSERT INTO kept_form (account_id, browser_digest, sealed, kept_at)
               VALUES (${form.accountId}, ${form.digest}, ${form.sealed}, ${form.now})`;
}

const KeptForm = Type.Object({ form_id: Type.String(), sealed: Bytes });

/** The newest first. */
export function findKeptForms(
  tx: Tx,
  accountId: string,
  digest: Buffer,
  after: Date,
): Promise<Static<typeof KeptForm>[]> {
  return tx.rows(KeptForm)`
    SELECT form_id, sealed FROM kept_form
    WHERE account_id = ${accountId} AND browser_digest = ${digest} AND kept_at > ${after}
    ORDER BY kept_at DESC`;
}

export async function deleteKeptForm(tx: Tx, accountId: string, formId: string): Promise<void> {
  await tx.run`DELETE FROM kept_form WHERE account_id = ${accountId} AND form_id = ${formId}`;
}

export async function deleteKeptForms(
  tx: Tx,
  { accountId, butNewest }: { accountId: string; butNewest: number },
): Promise<void> {
  await tx.run`
    DELETE FROM kept_form WHERE account_id = ${accountId} AND form_id NOT IN
      (SELECT form_id FROM kept_form WHERE account_id = ${accountId} ORDER BY kept_at DESC LIMIT ${butNewest})`;
}

export function deleteOldKeptForms(tx: Tx, before: Date): Promise<number> {
  return tx.run`DELETE FROM kept_form WHERE kept_at <= ${before}`;
}

/** One line of the access journal. */
export async function insertAccess(
  tx: Tx,
  line: {
    id: string;
    patientId: string;
    at: Date;
    role: string;
    actor: Buffer;
    /** Opens the commitment of its leaf. */
    salt: Buffer;
    organisationOid: string | null;
    deed: string;
    documentId: string | null;
    basis: string;
    requestId: string;
  },
): Promise<void> {
  await tx.run`
    INSERT INTO access_event (patient_id, event_id, at, role, actor, organisation_oid, action, document_id, basis, request_id,
                              salt)
    VALUES (${line.patientId}, ${line.id}, ${line.at}, ${line.role}, ${line.actor}, ${line.organisationOid}, ${line.deed},
            ${line.documentId}, ${line.basis}, ${line.requestId}, ${line.salt})`;
}

const AccessRow = Type.Object({
  event_id: Type.String(),
  at: Type.Date(),
  role: Type.String(),
  actor: Type.Uint8Array(),
  action: Type.String(),
});

export async function findAccesses(
  sql: Sql,
  patientId: string,
  about: { documentId: string | null; whose: "anyone" | "own"; before: Date; most: number },
): Promise<Static<typeof AccessRow>[]> {
  return sql.rows(AccessRow)`
    SELECT event_id, at, role, actor, action FROM access_event
    WHERE patient_id = ${patientId} AND (${about.documentId}::uuid IS NULL OR document_id = ${about.documentId})
      AND (${about.whose} = 'anyone' OR basis = 'own') AND at < ${about.before}
    ORDER BY at DESC LIMIT ${about.most}`;
}
