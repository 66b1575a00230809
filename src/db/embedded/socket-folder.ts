/** Where the server's Unix socket stands, and the addresses of the database that follow from it. */
import { chmod, chown, mkdir, mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import path from "node:path";
import { ownerFor, type RunAs } from "./run-as.ts";
import type { LoginRole, Secrets } from "./secrets.ts";
import { port } from "./settings.ts";

/** unix(7): sun_path holds 108 bytes with its closing zero. */
const longestSocketPath = 107;

export interface SocketFolder {
  readonly path: string;
  /** Removes the folder if it was made for this run alone. */
  remove(): Promise<void>;
}

/** `<dataDir>/socket`, or a short private folder elsewhere when that name is too long for a socket. */
export async function makeSocketFolder(dataDir: string, runAs: RunAs): Promise<SocketFolder> {
  const own = path.join(dataDir, "socket");
  const fits = Buffer.byteLength(socketFile(own)) <= longestSocketPath;
  const folder = fits ? own : await mkdtemp(path.join(shortTemporaryFolder(), "medkarta-"));
  await mkdir(folder, { recursive: true });
  const owner = ownerFor(runAs);
  if (owner) await chown(folder, owner.uid, process.getgid?.() ?? owner.gid);
  await chmod(folder, 0o770); // the server by its user, we by our group
  return {
    path: folder,
    remove: async () => {
      if (!fits) await rm(folder, { recursive: true, force: true });
    },
  };
}

/** Address of a database for `pg` and libpq: `host` in the query, a folder, wins over the name before it. */
export function socketUrl(socketDir: string, role: LoginRole, secrets: Secrets, database: string): string {
  const query = new URLSearchParams({ host: socketDir, port: String(port) });
  return `postgresql://${role}:${secrets.passwords[role]}@localhost/${database}?${query}`;
}

function socketFile(folder: string): string {
  return path.join(folder, `.s.PGSQL.${port}.lock`); // the longer of the two names that PostgreSQL makes there
}

function shortTemporaryFolder(): string {
  const usual = tmpdir();
  return usual.length <= 60 ? usual : "/tmp";
}
