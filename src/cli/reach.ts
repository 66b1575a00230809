/** A command's way to the database: the one that is set, the running server's embedded one, or that one started for a while. */
import type { Config } from "../config.ts";
import { type EmbeddedUrls, findEmbedded } from "../db/embedded/attach.ts";
import { startEmbedded } from "../db/embedded/start.ts";
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
