/** A second process beside the running server (fsck, a bench): the addresses of the database that it started. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { processFacts } from "./processes.ts";
import { keepSecrets } from "./secrets.ts";
import { socketUrl } from "./socket-folder.ts";

export interface EmbeddedUrls {
  readonly ownerUrl: string;
  readonly registryUrl: string;
  readonly portalUrl: string;
}

/**
 * Null when no server works on this folder. Lines of postmaster.pid: 1 = process id, 5 = folder of the socket; a server
 * that was killed leaves the file, so its process is looked for as well.
 */
export async function findEmbedded(dataDir: string): Promise<EmbeddedUrls | null> {
  const lines = await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  const [pid, , , , socketDir] = lines.split("\n");
  const server = await processFacts(Number(pid));
  if (!socketDir || !server || server.zombie) return null;
  const secrets = await keepSecrets(dataDir);
  const url = (role: "medkarta_owner" | "medkarta_registry" | "medkarta_portal") =>
    socketUrl(socketDir, role, secrets, "medkarta");
  return { ownerUrl: url("medkarta_owner"), registryUrl: url("medkarta_registry"), portalUrl: url("medkarta_portal") };
}
