/** What was done about a paper, by whom, and in what words: kept under seal, told to the patient and to the desk. */
import { randomUUID } from "node:crypto";
import type { PersonName } from "../cda/facts.ts";
import type { Keyring } from "../db/keyring.ts";
import type { Sql, Tx } from "../db/sql.ts";
import type { Actor, PaperDeps } from "./deps.ts";
import * as store from "./store.ts";

export interface PaperEvent {
  readonly at: Date;
  readonly deed: string;
  readonly role: string;
  readonly name: PersonName;
  /** The reason of a refusal, or to whom it was handed; null where nothing was said. */
  readonly words: string | null;
}

interface Sealed {
  readonly name: PersonName;
  readonly words: string | null;
}

export async function tell(
  tx: Tx,
  deps: PaperDeps,
  about: { readonly patientId: string; readonly aboutId: string },
  actor: Actor,
  deed: string,
  words: string | null = null,
): Promise<void> {
  const eventId = randomUUID();
  const sealed = deps.keyring.seal(`paper event ${eventId}`, { name: actor.name, words } satisfies Sealed);
  await store.insertEvent(tx, { ...about, eventId, at: deps.clock(), deed, role: actor.role, sealed });
}

/** Oldest first. */
export async function eventsOf(sql: Sql, keyring: Keyring, patientId: string, aboutId: string): Promise<PaperEvent[]> {
  const rows = await store.eventsOf(sql, patientId, aboutId);
  return rows.map(({ event_id: id, at, deed, role, sealed }) => {
    const { name, words } = keyring.open(`paper event ${id}`, sealed) as Sealed; // sealed by `tell`
    return { at, deed, role, name, words };
  });
}
