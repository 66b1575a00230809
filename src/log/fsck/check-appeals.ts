/** Whether a document is disputed stands in its appeals; these are what their events made of them. */
import type { Sql } from "../../db/sql.ts";
import { type Finding, finding } from "./findings.ts";
import { type AppealKey, beforeAllAppeals, readAppeals } from "./store.ts";

const PAGE = 500;

/** `disputes`: whether a report of this kind and reason marks its document. */
export async function* checkAppeals(
  sql: Sql,
  disputes: (kind: string, reason: string) => boolean,
): AsyncGenerator<Finding> {
  let after: AppealKey = beforeAllAppeals;
  for (;;) {
    const page = await readAppeals(sql, after, PAGE);
    const last = page.at(-1);
    if (!last) return;
    for (const row of page) {
      const differing = [
        row.state !== row.lastState && "state",
        row.holder !== row.lastHolder && "holder",
        row.version !== row.events && "number of events",
        row.disputes !== row.reasons.some((reason) => disputes(row.kind, reason)) && "dispute",
      ].filter((name) => name !== false);
      if (differing.length > 0) yield finding("dispute-changed", { appeal: row.number }, differing.join(", "));
    }
    after = last;
  }
}
