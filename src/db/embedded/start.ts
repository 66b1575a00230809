/** Opens the embedded PostgreSQL: one folder in, three addresses out. No port, no installation, no other service. */
import { mkdir, readFile, realpath, stat } from "node:fs/promises";
import path from "node:path";
import { Refusal } from "../../basics/refusal.ts";
import { findBinaries, postgresMajor } from "./binaries.ts";
import { claimFolder } from "./claim.ts";
import { createCluster, resetPasswords } from "./create-cluster.ts";
import { clearLeftovers, launcherMark } from "./leftovers.ts";
import { chooseRunner } from "./run-as.ts";
import { keepSecrets } from "./secrets.ts";
import { launch } from "./server.ts";
import { makeSocketFolder, socketUrl } from "./socket-folder.ts";
import { supervise } from "./supervise.ts";

export interface EmbeddedPostgres {
  /** Role medkarta_owner: owns the database and its schema. For migrations only. */
  readonly ownerUrl: string;
  /** Role medkarta_registry: what intake and the jobs work as. */
  readonly registryUrl: string;
  /** Role medkarta_portal: what the cabinet works as. */
  readonly portalUrl: string;
  /** Process id of the server; a new one after it was killed and started again. */
  readonly pid: number;
  /** Ends the server cleanly and frees the folder. Close the pools before. */
  stop(): Promise<void>;
}

export interface EmbeddedOptions {
  /** Holds `postgres/` (the cluster), `secrets/`, `socket/`, `postgres.log`. Made if missing. */
  readonly dataDir: string;
  readonly onProgress?: (words: string) => void;
  /** PostgreSQL settings over ours. */
  readonly settings?: Record<string, string>;
  /** Told when the server died and could not be started again. */
  readonly onLost?: (error: unknown) => void;
}

/**
 * Starts PostgreSQL on `dataDir`, creating the cluster on first start (about 1 s; later starts 0.1 s). A server that
 * dies is started again at the same address. Refuses, with what to do, when the folder is in use, belongs to another
 * user, cannot be reached, holds another major version, or the server will not start.
 */
export async function startEmbedded(options: EmbeddedOptions): Promise<EmbeddedPostgres> {
  const { onProgress = () => {}, settings = {}, onLost = () => {} } = options;
  const binaries = await findBinaries();
  await mkdir(options.dataDir, { recursive: true, mode: 0o711 }); // 711: `nobody` must be able to walk in, not to look
  const dataDir = await realpath(options.dataDir);
  const pgdata = path.join(dataDir, "postgres");
  const release = await claimFolder(dataDir);
  try {
    const existing = await stat(pgdata).catch(() => undefined);
    const runAs = await chooseRunner([dataDir, path.join(binaries.root, "bin")], existing);
    const secrets = await keepSecrets(dataDir);
    if (existing) {
      await sameMajor(pgdata);
      await clearLeftovers(pgdata, onProgress);
      if (secrets.fresh) await resetPasswords(binaries, runAs, pgdata, secrets);
    } else {
      onProgress("Создаём базу данных · Creating the database");
      await createCluster(binaries, runAs, pgdata, secrets, settings.fsync !== "off");
    }
    const socket = await makeSocketFolder(dataDir, runAs);
    const plan = {
      ...{ postgres: binaries.postgres, runAs, pgdata, settings, socketDir: socket.path },
      ...{ logFile: path.join(dataDir, "postgres.log"), mark: await launcherMark() },
    };
    const start = async () => {
      await clearLeftovers(pgdata, onProgress);
      return launch(plan);
    };
    const restarted = () =>
      onProgress("PostgreSQL прерван, запускаем снова · PostgreSQL was killed, starting it again");
    const server = await supervise(start, restarted, onLost);
    return {
      ownerUrl: socketUrl(socket.path, "medkarta_owner", secrets, "medkarta"),
      registryUrl: socketUrl(socket.path, "medkarta_registry", secrets, "medkarta"),
      portalUrl: socketUrl(socket.path, "medkarta_portal", secrets, "medkarta"),
      get pid() {
        return server.pid;
      },
      async stop() {
        await server.stop();
        await socket.remove();
        release();
      },
    };
  } catch (error) {
    release();
    throw error;
  }
}

async function sameMajor(pgdata: string): Promise<void> {
  const found = (await readFile(path.join(pgdata, "PG_VERSION"), "utf8")).trim();
  if (found === postgresMajor) return;
  throw new Refusal("unsupported", "database.other-version", {
    ru: `Данные созданы PostgreSQL ${found}, а установлен ${postgresMajor}. Перенесите их дампом или верните прежний выпуск Медкарты.`,
    en: `The data was made by PostgreSQL ${found}, and ${postgresMajor} is installed. Move it by a dump, or go back to the earlier release of Medkarta.`,
  });
}
