/** A command's way to the database: the one that is set, the running server's embedded one, or that one started for a while. */
import type { Config } from "../config.ts";
import { type Database, openDatabase } from "../db/database.ts";
import { type EmbeddedUrls, findEmbedded } from "../db/embedded/attach.ts";
import { startEmbedded } from "../db/embedded/start.ts";
import { migrate } from "../db/migrate.ts";
import { tell } from "./say.ts";

export interface Reached extends Pick<EmbeddedUrls, "ownerUrl" | "registryUrl"> {
  /** Ends what was started; a server that ran before goes on running. */
  stop(): Promise<void>;
}

export async function reach(config: Config): Promise<Reached> {
  const running = config.database ?? (await findEmbedded(config.dataDir));
  if (running) return { ownerUrl: running.ownerUrl, registryUrl: running.registryUrl, stop: async () => {} };
  return startEmbedded({ dataDir: config.dataDir, onProgress: tell });
}

/** The registry's database, as new as the migrations, for one deed of a command. */
export async function withRegistry<T>(config: Config, deed: (registry: Database) => Promise<T>): Promise<T> {
  const { ownerUrl, registryUrl, stop } = await reach(config);
  try {
    await migrate(ownerUrl);
    const registry = openDatabase(registryUrl, { max: 1 });
    try {
      return await deed(registry);
    } finally {
      await registry.close();
    }
  } finally {
    await stop();
  }
}
