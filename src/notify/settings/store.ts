/** The SQL of what a person chose: settings, the address that waits to be confirmed, browsers that take push. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";

const Language = Type.Union([Type.Literal("ru"), Type.Literal("en")]);

export const SettingsRow = Type.Object({
  language: Language,
  paused: Type.Boolean(),
  muted: Type.Array(Type.String()),
  quiet: Type.Boolean(),
  zone: Type.String(),
  email: Nullable(Type.Uint8Array()),
});
export type SettingsRow = Static<typeof SettingsRow>;

export async function settingsOf(sql: Sql, patientId: string): Promise<SettingsRow | null> {
  const [row] = await sql.rows(SettingsRow)`
    SELECT language, paused, muted, quiet, zone, email FROM notice_settings WHERE patient_id = ${patientId}`;
  return row ?? null;
}

/** Of two forms sent at once the later one stands; the row is locked until the transaction ends. */
export async function lockSettings(tx: Tx, patientId: string, first: SettingsRow, at: Date): Promise<SettingsRow> {
  await tx.run`
    INSERT INTO notice_settings (patient_id, language, paused, muted, quiet, zone, email, changed_at)
    VALUES (${patientId}, ${first.language}, ${first.paused}, ${first.muted}, ${first.quiet}, ${first.zone}, ${first.email}, ${at})
    ON CONFLICT DO NOTHING`;
  const [row] = await tx.rows(SettingsRow)`
    SELECT language, paused, muted, quiet, zone, email FROM notice_settings WHERE patient_id = ${patientId} FOR UPDATE`;
  return row ?? first;
}

export async function writeSettings(tx: Tx, patientId: string, row: SettingsRow, at: Date): Promise<void> {
  await tx.run`
    UPDATE notice_settings
    SET language = ${row.language}, paused = ${row.paused}, muted = ${row.muted}, quiet = ${row.quiet}, zone = ${row.zone},
        email = ${row.email}, changed_at = ${at}
    WHERE patient_id = ${patientId}`;
}

// ── an address that waits to be confirmed ───────────────────────────────────────────────────────────────────

const ConfirmationRow = Type.Object({
  patient_id: Type.String(),
  sealed: Type.Uint8Array(),
  expires_at: Type.Date(),
  asked: Type.Integer(),
  asked_since: Type.Date(),
});
export type ConfirmationRow = Static<typeof ConfirmationRow>;

export async function confirmationOf(sql: Sql, patientId: string): Promise<ConfirmationRow | null> {
  const [row] = await sql.rows(ConfirmationRow)`
    SELECT patient_id, sealed, expires_at, asked, asked_since FROM email_confirmation WHERE patient_id = ${patientId}`;
  return row ?? null;
}

export async function confirmationBy(sql: Sql, digest: Buffer): Promise<ConfirmationRow | null> {
  const [row] = await sql.rows(ConfirmationRow)`
    SELECT patient_id, sealed, expires_at, asked, asked_since FROM email_confirmation WHERE token_digest = ${digest}`;
  return row ?? null;
}

export async function writeConfirmation(tx: Tx, digest: Buffer, row: ConfirmationRow, now: Date): Promise<void> {
  await tx.run`
    INSERT INTO email_confirmation (patient_id, token_digest, sealed, expires_at, next_at, asked, asked_since)
    VALUES (${row.patient_id}, ${digest}, ${row.sealed}, ${row.expires_at}, ${now}, ${row.asked}, ${row.asked_since})
    ON CONFLICT (patient_id) DO UPDATE
    SET token_digest = excluded.token_digest, sealed = excluded.sealed, expires_at = excluded.expires_at,
        mailed_at = NULL, next_at = excluded.next_at, asked = excluded.asked, asked_since = excluded.asked_since`;
}

/** How many letters were asked for today outlives the link itself, so the row stays; the link is void. */
export function endConfirmation(tx: Tx, patientId: string, digest: Buffer, now: Date): Promise<number> {
  return tx.run`
    UPDATE email_confirmation SET expires_at = ${now}, mailed_at = ${now}
    WHERE patient_id = ${patientId} AND token_digest = ${digest} AND expires_at > ${now}`;
}

export async function voidConfirmation(tx: Tx, patientId: string, now: Date): Promise<void> {
  await tx.run`
    UPDATE email_confirmation SET expires_at = ${now}, mailed_at = ${now}
    WHERE patient_id = ${patientId} AND expires_at > ${now}`;
}

/** Takes one that is due, for so long; null when there is none. */
export async function takeConfirmation(tx: Tx, now: Date, until: Date): Promise<ConfirmationRow | null> {
  const [row] = await tx.rows(ConfirmationRow)`
    UPDATE email_confirmation SET next_at = ${until}
    WHERE patient_id = (SELECT patient_id FROM email_confirmation
                        WHERE mailed_at IS NULL AND next_at <= ${now} AND expires_at > ${now}
                        ORDER BY next_at LIMIT 1 FOR UPDATE SKIP LOCKED)
    RETURNING patient_id, sealed, expires_at, asked, asked_since`;
  return row ?? null;
}

/** The letter left, so the row forgets the token. One that was asked for anew meanwhile is not touched. */
export async function markMailed(tx: Tx, patientId: string, digest: Buffer, sealed: Buffer, now: Date): Promise<void> {
  await tx.run`
    UPDATE email_confirmation SET mailed_at = ${now}, sealed = ${sealed}
    WHERE patient_id = ${patientId} AND token_digest = ${digest}`;
}

export async function putOffConfirmation(tx: Tx, patientId: string, digest: Buffer, until: Date): Promise<void> {
  await tx.run`
    UPDATE email_confirmation SET next_at = ${until} WHERE patient_id = ${patientId} AND token_digest = ${digest}`;
}

// ── browsers that take push ─────────────────────────────────────────────────────────────────────────────────

const DeviceRow = Type.Object({ device_id: Type.String(), sealed: Type.Uint8Array(), added_at: Type.Date() });
export type DeviceRow = Static<typeof DeviceRow>;

export function devicesOf(sql: Sql, patientId: string): Promise<DeviceRow[]> {
  return sql.rows(DeviceRow)`
    SELECT device_id, sealed, added_at FROM push_device WHERE patient_id = ${patientId} ORDER BY added_at DESC, device_id`;
}

export async function putDevice(tx: Tx, patientId: string, device: DeviceRow): Promise<void> {
  await tx.run`
    INSERT INTO push_device (patient_id, device_id, sealed, added_at)
    VALUES (${patientId}, ${device.device_id}, ${device.sealed}, ${device.added_at})
    ON CONFLICT (patient_id, device_id) DO UPDATE SET sealed = excluded.sealed`;
}

export async function dropDevice(tx: Tx, patientId: string, deviceId: string): Promise<void> {
  await tx.run`DELETE FROM push_device WHERE patient_id = ${patientId} AND device_id = ${deviceId}`;
}

/** Of the registry's role: whoever signed in at this browser before is told nothing more on it. */
export async function dropDeviceOfOthers(tx: Tx, patientId: string, deviceId: string): Promise<void> {
  await tx.run`DELETE FROM push_device WHERE device_id = ${deviceId} AND patient_id <> ${patientId}`;
}
