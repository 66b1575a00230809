/** How the letters and pushes are, for who keeps the service: counts, ages, ids and classes of error. Never whose or what. */
import type { Database } from "../../db/database.ts";
import type { Sql, Tx } from "../../db/sql.ts";
import type { Channel } from "../kinds.ts";
import * as store from "./store.ts";

export type DeliveryState = "waiting" | "sent" | "dropped" | "dead";

export interface OutsideState {
  /** Waiting and dead: all there are. Sent and dropped: in the last day. */
  readonly counts: Readonly<Record<Channel, Readonly<Record<DeliveryState, number>>>>;
  /** Not routed yet; more than a few means that no worker runs. */
  readonly unrouted: number;
  /** Since when the oldest that should be out is not; null: none is. */
  readonly oldestDue: Date | null;
  readonly late: boolean;
}

export type DeadLetter = store.DeadRow;

const DAY_MS = 24 * 3_600_000;
const LATE_MS = 15 * 60_000;
/** What ended well is of no use to anybody after this; the row of the notice keeps it from leaving twice. */
const KEEP_MS = 30 * DAY_MS;
const MOST_DEAD = 200;

export async function outsideState(sql: Sql, now: Date): Promise<OutsideState> {
  const [rows, { oldest_due: oldestDue, unrouted }] = await Promise.all([
    store.countDeliveries(sql, new Date(now.getTime() - DAY_MS)),
    store.backlog(sql, now),
  ]);
  const countsOf = (channel: Channel) => {
    const of = (state: DeliveryState) => rows.find((row) => row.channel === channel && row.state === state)?.count ?? 0;
    return { waiting: of("waiting"), sent: of("sent"), dropped: of("dropped"), dead: of("dead") };
  };
  return {
    counts: { email: countsOf("email"), push: countsOf("push") },
    unrouted,
    oldestDue,
    late: oldestDue !== null && now.getTime() - oldestDue.getTime() > LATE_MS,
  };
}

/** Since when the oldest that should be out is not; null: none is. */
export async function oldestDue(sql: Sql, now: Date): Promise<Date | null> {
  return (await store.backlog(sql, now)).oldest_due;
}

/** The newest of them. */
export function deadLetters(sql: Sql): Promise<DeadLetter[]> {
  return store.deadLetters(sql, MOST_DEAD);
}

/** Tried again from the beginning; null: all of them. Gives how many. */
export function retryDead(database: Database, deliveryId: string | null, now: Date): Promise<number> {
  return database.transact((tx) => store.revive(tx, deliveryId, now));
}

export async function sweepOutside(tx: Tx, now: Date): Promise<void> {
  await store.forgetEnded(tx, new Date(now.getTime() - KEEP_MS));
}

/** «email waiting» → how many. */
export function outsideGauge({ counts, unrouted }: OutsideState): Record<string, number> {
  const figures = Object.entries(counts).flatMap(([channel, states]) =>
    Object.entries(states).map(([state, count]) => [`${channel} ${state}`, count]),
  );
  return { ...Object.fromEntries(figures), unrouted };
}

export function secondsSince(then: Date | null, now: Date): number {
  return then ? Math.max(0, Math.round((now.getTime() - then.getTime()) / 1000)) : 0;
}
