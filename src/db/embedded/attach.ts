/** A second process beside the running server (fsck, a bench): the addresses of the database that it started. */
import { readFile } from "node:fs/promises";
import path from "node:path";
import { keepSecrets } from "./secrets.ts";
import { socketUrl } from "./socket-folder.ts";

export interface EmbeddedUrls {
  readonly ownerUrl: string;
  readonly registryUrl: string;
  readonly portalUrl: string;
}

/** Null when no server has started on this folder. PostgreSQL writes its socket's folder into line 5 of postmaster.pid. */
export async function findEmbedded(dataDir: string): Promise<EmbeddedUrls | null> {
  const lines = await readFile(path.join(dataDir, "postgres", "postmaster.pid"), "utf8").catch(() => "");
  const socketDir = lines.split("\n")[4];
  if (!socketDir) return null;
  const secrets = await keepSecrets(dataDir);
  const url = (role: "medkarta_owner" | "medkarta_registry" | "medkarta_portal") =>
    socketUrl(socketDir, role, secrets, "medkarta");
  return { ownerUrl: url("medkarta_owner"), registryUrl: url("medkarta_registry"), portalUrl: url("medkarta_portal") };
}
