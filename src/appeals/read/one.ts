/** One appeal with everything that happened in it: who, when, what was written, which files came with it. */
import type { PersonName } from "../../cda/facts.ts";
import type { Keyring } from "../../db/keyring.ts";
import type { Sql } from "../../db/sql.ts";
import type { By, DeedName, Holder, State } from "../states.ts";
import type { AppealRow } from "../store.ts";
import * as store from "./store.ts";

export interface AppealEvent {
  readonly seq: number;
  readonly at: Date;
  readonly deed: DeedName;
  readonly by: By;
  readonly role: string | null;
  /** Null: the registry itself. */
  readonly name: PersonName | null;
  /** Short name of the actor's organisation. */
  readonly organisation: string | null;
  /** After it. */
  readonly state: State;
  readonly holder: Holder;
  readonly dueOn: string | null;
  readonly cause: string | null;
  readonly documentId: string | null;
  readonly words: string | null;
  readonly files: readonly store.FileRow[];
}

export interface WholeAppeal {
  readonly appeal: AppealRow;
  readonly events: readonly AppealEvent[];
}

/** By its number, within the scope of the transaction; null: there is none for this reader. */
export async function readAppeal(sql: Sql, keyring: Keyring, number: string): Promise<WholeAppeal | null> {
  const appeal = await store.byNumber(sql, number);
  if (!appeal) return null;
  const { patient_id: patientId, appeal_id: appealId } = appeal;
  const [events, files] = await Promise.all([
    store.eventsOf(sql, patientId, appealId),
    store.filesOf(sql, patientId, appealId),
  ]);
  return {
    appeal,
    events: events.map((row) => ({
      seq: row.seq,
      at: row.at,
      deed: row.deed as DeedName,
      by: row.by as By,
      role: row.role,
      name: row.actor && (keyring.open(`appeal actor ${appealId} ${row.seq}`, row.actor) as PersonName),
      organisation: row.organisation,
      state: row.state as State,
      holder: row.holder as Holder,
      dueOn: row.due_on,
      cause: row.cause,
      documentId: row.document_id,
      words: row.words && (keyring.open(`appeal words ${appealId} ${row.seq}`, row.words) as string),
      files: files.filter((file) => file.seq === row.seq),
    })),
  };
}
