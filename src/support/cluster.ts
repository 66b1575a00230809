/** Appeals that are alike, answered at once: one organisation, one reason, thirty days. Each gets a deed of its own. */
import { type AppealDeed, act } from "../appeals/act.ts";
import type { Actor, AppealDeps } from "../appeals/deps.ts";
import type { AppealRow } from "../appeals/store.ts";
import { Refusal } from "../basics/refusal.ts";
import { uuidOf } from "../basics/uuid.ts";
import type { Sql, Tx } from "../db/sql.ts";
import { alikeSince } from "./queue.ts";
import * as store from "./store.ts";

export interface ClusterOf {
  readonly organisationOid: string;
  readonly kind: string;
  readonly reason: string;
}

/** At once; the rest stay in the queue. */
const MOST_AT_ONCE = 200;

export function readCluster(sql: Sql, of: ClusterOf, now: Date): Promise<AppealRow[]> {
  return store.cluster(sql, of, alikeSince(now), MOST_AT_ONCE);
}

export interface BulkDeed {
  readonly deed: "route" | "message";
  /** UUID of the form. */
  readonly once: string;
  readonly words: string | null;
  readonly organisationOid: string | null;
}

/** To which of them the deed can be done now: a message needs whoever holds the appeal; what is there already is not routed. */
export function reachedBy(rows: readonly AppealRow[], actor: Actor, deed: BulkDeed["deed"], to: string | null) {
  return rows.filter((row) =>
    deed === "message"
      ? row.holder === actor.by
      : (actor.by === "support" || row.holder === actor.by) &&
        !(row.holder === "organisation" && row.organisation_oid === to),
  );
}

/**
 * What cannot be done to one (somebody acted meanwhile) is left out and counted; a mistake in the form itself is refused
 * before anything is done.
 * @throws Refusal "invalid" WORDS_NEEDED, WORDS_TOO_LONG, ORGANISATION_UNKNOWN
 */
export async function actOnCluster(
  tx: Tx,
  deps: AppealDeps,
  actor: Actor,
  of: ClusterOf,
  sent: BulkDeed,
): Promise<{ readonly done: number; readonly left: number }> {
  const rows = await readCluster(tx, of, deps.clock());
  let done = 0;
  for (const row of reachedBy(rows, actor, sent.deed, sent.organisationOid)) {
    const deed: AppealDeed = { ...sent, once: uuidOf(`bulk ${sent.once} ${row.appeal_id}`), version: row.version };
    try {
      await act(tx, deps, actor, { patientId: row.patient_id, appealId: row.appeal_id }, deed);
      done++;
    } catch (error) {
      if (!(error instanceof Refusal) || error.kind === "invalid") throw error;
    }
  }
  return { done, left: rows.length - done };
}
