/** Before the house opens: the numbered SQL files of db/migrations, forward only. */
import { fileURLToPath } from "node:url";
import { runner } from "node-pg-migrate";

const DIRECTORY = fileURLToPath(new URL("../../db/migrations", import.meta.url));

/** Brings the database at `url` (the owner's) to the newest schema; safe to repeat and to run from two processes. */
export async function migrate(url: string): Promise<void> {
  await runner({
    databaseUrl: url,
    dir: DIRECTORY,
    direction: "up",
    migrationsTable: "migration",
    log: () => {},
    singleTransaction: true,
  });
}
