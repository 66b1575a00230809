/** What must work for the house to be ready. */
import type { Sql } from "../db/sql.ts";
import type { Vital } from "../http/health.ts";
import { entriesWait, patience } from "../log/age.ts";
import type { LogName } from "../log/names.ts";
import { patrolState } from "../log/patrol.ts";
import type { Sealer } from "../log/sealer.ts";
import type { House } from "./house.ts";
import type { Collectors, Sealers } from "./work.ts";

export function vitalsOf({ registry, portal }: House, sealers: Sealers, collectors: Collectors): Vital[] {
  return [
    { name: "database", check: () => registry.ping() },
    { name: "portal", check: () => portal.ping() },
    { name: "log", check: () => beSealed(registry.sql, "docs", sealers.docs) },
    { name: "access-log", check: () => beSealed(registry.sql, "access", sealers.access) },
    { name: "evidence", check: () => findDamage(registry.sql) },
    { name: "witnesses", check: () => lackQuorum(collectors) },
  ];
}

async function beSealed(sql: Sql, log: LogName, sealer: Sealer): Promise<void> {
  const { health } = sealer.state();
  const late = (await entriesWait(sql, log)) > patience.unready;
  if (health === "refusing" || health === "failing" || late) throw new Error("the log is not being sealed");
}

/** Damage of one document takes no other from its reader; that it was found must be seen. */
async function findDamage(sql: Sql): Promise<"degraded" | undefined> {
  return Object.keys((await patrolState(sql)).open).length > 0 ? "degraded" : undefined;
}

/** Documents are taken and sealed without witnesses; that these are missing must be seen. */
function lackQuorum(collectors: Collectors): "degraded" | undefined {
  return Object.values(collectors).some((collector) => collector.state().quorum === "missing") ? "degraded" : undefined;
}
