/** How long entries have been waiting for their place, and what that means: evidence that is not made is none. */
import { Refusal } from "../basics/refusal.ts";
import type { Sql } from "../db/sql.ts";
import type { LogName } from "./names.ts";
import { readAge } from "./store.ts";

/** Seconds. `warn`: somebody should know; `unready`: the house is not well; `stop`: nothing more is taken. */
export const patience = { warn: 10, unready: 60, stop: 4 * 60 * 60 } as const;

/** Seconds, by the database's clock: the oldest entry knows since when it waits, whatever was restarted meanwhile. */
export function entriesWait(sql: Sql, log: LogName): Promise<number> {
  return readAge(sql, log);
}

/**
 * The rule of X-Road: what cannot be put into evidence for four hours is not accepted any more. Gives a question that may be
 * asked before every document: it looks every ten seconds at most. Throws a Refusal `LOG_NOT_SEALED`.
 */
export function openGate(sql: Sql, clock: () => Date): () => Promise<void> {
  let looked = 0;
  let late = false;
  return async () => {
    const now = clock().getTime();
    if (Math.abs(now - looked) >= 10_000) {
      late = (await entriesWait(sql, "docs")) > patience.stop;
      looked = now;
    }
    if (!late) return;
    throw new Refusal("unavailable", "LOG_NOT_SEALED", {
      ru: "Журнал реестра не подписывается больше четырёх часов, поэтому новые документы не принимаются. Повторите отправку позже",
      en: "The registry's log has not been signed for over four hours, so no new documents are taken. Send it again later",
    });
  };
}
