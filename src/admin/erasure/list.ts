/** What administrators see of erasures: who asked for which, until when it can be confirmed, and how it ended. */
import type { Subject } from "../../access/subject.ts";
import type { PersonName } from "../../cda/facts.ts";
import type { Sql } from "../../db/sql.ts";
import type { ErasureDeps } from "./ask.ts";
import * as store from "./store.ts";

const MOST = 100;

export interface ListedErasure {
  readonly erasureId: string;
  readonly number: string;
  readonly basis: string;
  readonly who: PersonName;
  readonly askedAt: Date;
  readonly endsAt: Date;
  /** Whoever looks now asked for it themselves. */
  readonly own: boolean;
  /** `over`: nobody confirmed it in time. */
  readonly state: "open" | "over" | "erased" | "declined";
  readonly end: { readonly by: PersonName; readonly at: Date } | null;
}

/** In the scope of the desk `erasure`; newest first. */
export async function listErasures({ keyring, clock }: ErasureDeps, sql: Sql, subject: Subject) {
  const now = clock();
  return (await store.erasures(sql, {}, MOST)).map(
    (row): ListedErasure => ({
      erasureId: row.erasure_id,
      number: row.number,
      basis: row.basis,
      who: keyring.open(`erasure ${row.erasure_id}`, row.actor) as PersonName, // sealed by `askErasure`
      askedAt: row.asked_at,
      endsAt: row.ends_at,
      own: row.account_id === subject.accountId,
      state: row.verdict ?? (row.ends_at <= now ? "over" : "open"),
      end:
        row.end_actor && row.end_at
          ? { by: keyring.open(`erasure end ${row.erasure_id}`, row.end_actor) as PersonName, at: row.end_at }
          : null,
    }),
  );
}
