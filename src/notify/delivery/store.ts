/** The SQL of what leaves: routing, claiming, judging at the last moment, ending. All of the registry's role. */
import { type Static, Type } from "@sinclair/typebox";
import { Nullable } from "../../db/nullable.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import { type Channel, noticeKinds } from "../kinds.ts";
import { SettingsRow } from "../settings/store.ts";

const Kind = Type.Union(noticeKinds.map((kind) => Type.Literal(kind)));
const ChannelColumn = Type.Union([Type.Literal("email"), Type.Literal("push")]);

// ── routing ─────────────────────────────────────────────────────────────────────────────────────────────────

const UnroutedRow = Type.Object({
  patient_id: Type.String(),
  notice_id: Type.String(),
  kind: Kind,
  about: Nullable(Type.String()),
  seq: Type.Integer(),
  /** Null: nothing was ever chosen, so nothing leaves. */
  paused: Nullable(Type.Boolean()),
  muted: Nullable(Type.Array(Type.String())),
  has_email: Type.Boolean(),
  devices: Type.Array(Type.String()),
});
export type UnroutedRow = Static<typeof UnroutedRow>;

/** Oldest first; those that another worker has in its hands are passed over. */
export function takeUnrouted(tx: Tx, most: number): Promise<UnroutedRow[]> {
  return tx.rows(UnroutedRow)`
    SELECT n.patient_id, n.notice_id, n.kind, n.about, n.seq, s.paused, s.muted, s.email IS NOT NULL AS has_email,
           ARRAY(SELECT device_id::text FROM push_device p WHERE p.patient_id = n.patient_id ORDER BY device_id) AS devices
    FROM notice n LEFT JOIN notice_settings s ON s.patient_id = n.patient_id
    WHERE NOT n.routed ORDER BY n.seq LIMIT ${most} FOR UPDATE OF n SKIP LOCKED`;
}

export interface Route {
  readonly patientId: string;
  readonly noticeId: string;
  readonly channel: Channel;
  readonly deviceId: string;
  readonly deliveryId: string;
  readonly thread: string | null;
  readonly seq: number;
}

export async function insertRoutes(tx: Tx, routes: readonly Route[], now: Date): Promise<void> {
  if (routes.length === 0) return;
  await tx.run`
    INSERT INTO notice_delivery (patient_id, notice_id, channel, device_id, delivery_id, thread, seq, due_at, next_at)
    SELECT r.patient_id, r.notice_id, r.channel, r.device_id, r.delivery_id, nullif(r.thread, ''), r.seq, ${now}, ${now}
    FROM unnest(${routes.map((route) => route.patientId)}::uuid[], ${routes.map((route) => route.noticeId)}::uuid[],
                ${routes.map((route) => route.channel)}::text[], ${routes.map((route) => route.deviceId)}::uuid[],
                ${routes.map((route) => route.deliveryId)}::uuid[], ${routes.map((route) => route.thread ?? "")}::text[],
                ${routes.map((route) => route.seq)}::bigint[])
           AS r (patient_id, notice_id, channel, device_id, delivery_id, thread, seq)
    ON CONFLICT DO NOTHING`;
}

export async function markRouted(tx: Tx, rows: readonly UnroutedRow[]): Promise<void> {
  await tx.run`
    UPDATE notice n SET routed = true
    FROM unnest(${rows.map((row) => row.patient_id)}::uuid[], ${rows.map((row) => row.notice_id)}::uuid[])
           AS r (patient_id, notice_id)
    WHERE n.patient_id = r.patient_id AND n.notice_id = r.notice_id`;
}

// ── claiming ────────────────────────────────────────────────────────────────────────────────────────────────

const ClaimedRow = Type.Object({
  patient_id: Type.String(),
  notice_id: Type.String(),
  channel: ChannelColumn,
  device_id: Type.String(),
  delivery_id: Type.String(),
  attempt: Type.Integer(),
  due_at: Type.Date(),
});
export type ClaimedRow = Static<typeof ClaimedRow>;

/**
 * Those that are due, for so long: should the worker die, another takes them when the lease is over. Of one appeal only the
 * earliest that is still on its way, and none while an earlier notice of it is not even routed.
 */
export function claim(
  tx: Tx,
  about: { channel: Channel; lease: string; now: Date; until: Date; most: number },
): Promise<ClaimedRow[]> {
  return tx.rows(ClaimedRow)`
    UPDATE notice_delivery c SET lease = ${about.lease}, next_at = ${about.until}, attempt = c.attempt + 1
    FROM (SELECT d.delivery_id FROM notice_delivery d
          WHERE d.channel = ${about.channel} AND d.state = 'waiting' AND d.next_at <= ${about.now}
            AND (d.thread IS NULL OR NOT EXISTS (
                   SELECT FROM notice_delivery e
                   WHERE e.patient_id = d.patient_id AND e.thread = d.thread AND e.state = 'waiting' AND e.seq < d.seq
                     AND e.channel = d.channel AND e.device_id = d.device_id)
                 AND NOT EXISTS (
                   SELECT FROM notice n
                   WHERE n.patient_id = d.patient_id AND n.about = d.thread AND NOT n.routed AND n.seq < d.seq))
          ORDER BY d.next_at LIMIT ${about.most} FOR UPDATE SKIP LOCKED) AS due
    WHERE c.delivery_id = due.delivery_id
    RETURNING c.patient_id, c.notice_id, c.channel, c.device_id, c.delivery_id, c.attempt, c.due_at`;
}

// ── the last look before it leaves ──────────────────────────────────────────────────────────────────────────

const LastLookRow = Type.Composite([
  Type.Object({
    kind: Kind,
    confirmed: Type.Boolean(),
    consented: Type.Boolean(),
    /** Of a document that is shown to its patient, and not erased; true where the notice is of none. */
    visible: Type.Boolean(),
    /** Read in the cabinet already. */
    read: Type.Boolean(),
    /** A later notice of the same appeal has left: this one was dead, and would come out of order. */
    overtaken: Type.Boolean(),
    has_settings: Type.Boolean(),
    device: Nullable(Type.Uint8Array()),
    device_added: Nullable(Type.Date()),
  }),
  SettingsRow,
]);
export type LastLookRow = Static<typeof LastLookRow>;

/** Renews the lease, and tells everything that the decision needs as it is now. Null: the lease is another's by now. */
export async function lastLook(
  tx: Tx,
  row: ClaimedRow,
  about: { lease: string; now: Date; until: Date; consentVersion: string; shownFrom: string | null },
): Promise<LastLookRow | null> {
  const held = tx.run`
    UPDATE notice_delivery SET next_at = ${about.until}
    WHERE delivery_id = ${row.delivery_id} AND state = 'waiting' AND lease = ${about.lease} AND next_at > ${about.now}`;
  const looked = tx.rows(LastLookRow)`
    SELECT n.kind, n.read_at IS NOT NULL AS read,
           EXISTS (SELECT FROM account a WHERE a.patient_id = n.patient_id AND a.level = 'confirmed') AS confirmed,
           coalesce((SELECT c.action = 'given' AND c.text_version = ${about.consentVersion} FROM consent_event c
                     WHERE c.patient_id = n.patient_id ORDER BY c.at DESC, c.event_id LIMIT 1), false) AS consented,
           n.document_id IS NULL OR EXISTS (
             SELECT FROM document d JOIN kind k ON k.system = d.kind_system AND k.code = d.kind_code
             JOIN content_key e ON e.document_id = d.document_id
             WHERE d.patient_id = n.patient_id AND d.document_id = n.document_id AND k.shown
               AND (${about.shownFrom}::date IS NULL OR d.issued_on >= ${about.shownFrom})) AS visible,
           n.about IS NOT NULL AND EXISTS (
             SELECT FROM notice_delivery l WHERE l.patient_id = n.patient_id AND l.thread = n.about AND l.seq > n.seq
               AND l.channel = ${row.channel} AND l.device_id = ${row.device_id} AND l.state = 'sent') AS overtaken,
           s.patient_id IS NOT NULL AS has_settings, coalesce(s.language, 'ru') AS language,
           coalesce(s.paused, false) AS paused, coalesce(s.muted, '{}') AS muted, coalesce(s.quiet, false) AS quiet,
           coalesce(s.zone, 'Europe/Moscow') AS zone, s.email, p.sealed AS device, p.added_at AS device_added
    FROM notice n
    LEFT JOIN notice_settings s ON s.patient_id = n.patient_id
    LEFT JOIN push_device p ON p.patient_id = n.patient_id AND p.device_id = ${row.device_id}
    WHERE n.patient_id = ${row.patient_id} AND n.notice_id = ${row.notice_id}`;
  const [[look], kept] = await Promise.all([looked, held]);
  return kept === 1 ? (look ?? null) : null;
}

// ── how it ended ────────────────────────────────────────────────────────────────────────────────────────────

export type Ending = "sent" | "dropped" | "dead";

/** Sent stands even where the lease was lost meanwhile: it has left. */
export async function end(tx: Tx, deliveryId: string, state: Ending, reason: string | null, now: Date): Promise<void> {
  await tx.run`
    UPDATE notice_delivery SET state = ${state}, reason = ${reason}, lease = NULL, ended_at = ${now}
    WHERE delivery_id = ${deliveryId} AND state = 'waiting'`;
}

/** Again then. `dueAt`: moved only where the person's own quiet hours are what it waits for. */
export async function putOff(
  tx: Tx,
  deliveryId: string,
  lease: string,
  about: { until: Date; reason: string | null; dueAt: Date | null },
): Promise<void> {
  await tx.run`
    UPDATE notice_delivery
    SET lease = NULL, next_at = ${about.until}, reason = ${about.reason},
        due_at = coalesce(${about.dueAt}, due_at), attempt = attempt - (${about.dueAt}::timestamptz IS NOT NULL)::int
    WHERE delivery_id = ${deliveryId} AND lease = ${lease} AND state = 'waiting'`;
}

/** Those of the lease that nobody tried go back as they were. */
export async function release(tx: Tx, deliveryIds: readonly string[], lease: string, now: Date): Promise<void> {
  await tx.run`
    UPDATE notice_delivery SET lease = NULL, next_at = ${now}, attempt = attempt - 1
    WHERE delivery_id = ANY(${deliveryIds}::uuid[]) AND lease = ${lease} AND state = 'waiting'`;
}

export function forgetEnded(tx: Tx, before: Date): Promise<number> {
  return tx.run`DELETE FROM notice_delivery WHERE state IN ('sent', 'dropped') AND ended_at < ${before}`;
}

// ── for who keeps the service ───────────────────────────────────────────────────────────────────────────────

const CountRow = Type.Object({ channel: ChannelColumn, state: Type.String(), count: Type.Integer() });

/** Waiting and dead ones all, those that ended since `since`. */
export function countDeliveries(sql: Sql, since: Date) {
  return sql.rows(CountRow)`
    SELECT channel, state, count(*)::int AS count FROM notice_delivery
    WHERE state IN ('waiting', 'dead') OR (state IN ('sent', 'dropped') AND ended_at >= ${since})
    GROUP BY 1, 2 ORDER BY 1, 2`;
}

const BacklogRow = Type.Object({ oldest_due: Nullable(Type.Date()), unrouted: Type.Integer() });

export async function backlog(sql: Sql, now: Date) {
  const [row] = await sql.rows(BacklogRow)`
    SELECT (SELECT min(due_at) FROM notice_delivery WHERE state = 'waiting' AND due_at <= ${now}) AS oldest_due,
           (SELECT count(*)::int FROM notice WHERE NOT routed) AS unrouted`;
  return row ?? { oldest_due: null, unrouted: 0 };
}

const DeadRow = Type.Object({
  delivery_id: Type.String(),
  channel: ChannelColumn,
  reason: Nullable(Type.String()),
  attempt: Type.Integer(),
  due_at: Type.Date(),
  ended_at: Nullable(Type.Date()),
});
export type DeadRow = Static<typeof DeadRow>;

export function deadLetters(sql: Sql, most: number): Promise<DeadRow[]> {
  return sql.rows(DeadRow)`
    SELECT delivery_id, channel, reason, attempt, due_at, ended_at FROM notice_delivery
    WHERE state = 'dead' ORDER BY ended_at DESC, delivery_id LIMIT ${most}`;
}

/** `deliveryId` null: all of them. */
export function revive(tx: Tx, deliveryId: string | null, now: Date): Promise<number> {
  return tx.run`
    UPDATE notice_delivery SET state = 'waiting', attempt = 0, due_at = ${now}, next_at = ${now}, ended_at = NULL
    WHERE state = 'dead' AND (${deliveryId}::uuid IS NULL OR delivery_id = ${deliveryId})`;
}
