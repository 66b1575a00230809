/** What must work for the house to be ready. */
import type { Vital } from "../http/health.ts";
import type { Sealer } from "../log/sealer.ts";
import type { House } from "./house.ts";
import type { Collectors, Sealers } from "./work.ts";

/** Entries that wait longer than this mean that evidence is not being produced. */
const LONGEST_WAIT_MS = 60_000;

export function vitalsOf({ registry, portal, clock }: House, sealers: Sealers, collectors: Collectors): Vital[] {
  return [
    { name: "database", check: () => registry.ping() },
    { name: "portal", check: () => portal.ping() },
    { name: "log", check: () => beSealed(sealers.docs, clock()) },
    { name: "access-log", check: () => beSealed(sealers.access, clock()) },
    { name: "witnesses", check: () => lackQuorum(collectors) },
  ];
}

function beSealed(sealer: Sealer, now: Date): void {
  const { health, waitingSince } = sealer.state();
  const late = waitingSince !== null && now.getTime() - waitingSince.getTime() > LONGEST_WAIT_MS;
  if (health === "refusing" || health === "failing" || late) throw new Error("the log is not being sealed");
}

/** Documents are taken and sealed without witnesses; that these are missing must be seen. */
function lackQuorum(collectors: Collectors): "degraded" | undefined {
  return Object.values(collectors).some((collector) => collector.state().quorum === "missing") ? "degraded" : undefined;
}
