/** What must work for the house to be ready. */
import { Type } from "@sinclair/typebox";
import type { Database } from "../db/database.ts";
import type { Vital } from "../http/health.ts";
import type { Sealer } from "../log/sealer.ts";
import type { House } from "./house.ts";

/** Entries that wait longer than this mean that evidence is not being produced. */
const LONGEST_WAIT_MS = 60_000;

export function vitalsOf({ registry, portal, clock }: House, sealer: Sealer): Vital[] {
  return [
    { name: "database", check: () => ping(registry) },
    { name: "portal", check: () => ping(portal) },
    {
      name: "log",
      check() {
        const { health, waitingSince } = sealer.state();
        const late = waitingSince !== null && clock().getTime() - waitingSince.getTime() > LONGEST_WAIT_MS;
        if (health === "refusing" || health === "failing" || late) throw new Error("the log is not being sealed");
      },
    },
  ];
}

const One = Type.Object({ one: Type.Integer() });

async function ping(database: Database): Promise<void> {
  await database.sql.rows(One)`SELECT 1 AS one`;
}
