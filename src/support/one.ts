/** One appeal as a desk sees it: how it stands and how it came to that; of what the patient wrote, only what is meant for it. */
import { type AppealEvent, readAppeal } from "../appeals/read/one.ts";
import type { AppealRow } from "../appeals/store.ts";
import { Refusal } from "../basics/refusal.ts";
import type { Keyring } from "../db/keyring.ts";
import type { Sql } from "../db/sql.ts";
import { alikeSince } from "./queue.ts";
import * as store from "./store.ts";

export interface DeskCase {
  readonly appeal: AppealRow;
  readonly events: readonly AppealEvent[];
  readonly organisation: string | null;
  readonly region: string | null;
  /** Open ones that are alike, itself among them; 0 where it has no organisation. */
  readonly similar: number;
  readonly neighbours: { readonly before: string | null; readonly after: string | null };
}

/** @throws Refusal "not-found" NO_APPEAL */
export async function deskCase(keyring: Keyring, sql: Sql, number: string, now: Date): Promise<DeskCase> {
  const whole = await readAppeal(sql, keyring, number);
  if (!whole)
    throw new Refusal("not-found", "NO_APPEAL", { ru: "Такого обращения нет", en: "There is no such appeal" });
  const { appeal, events } = whole;
  const { organisation_oid: organisationOid, kind, reason } = appeal;
  const [places, neighbours, similar] = await Promise.all([
    store.placesOf(sql, appeal),
    store.neighbours(sql, appeal),
    organisationOid ? store.countAlike(sql, { organisationOid, kind, reason }, alikeSince(now)) : 0,
  ]);
  return { appeal, events, ...places, similar, neighbours };
}
