/** The hand that keeps the static files of a log as new as its checkpoint. */
import type { Database } from "../db/database.ts";
import { exportLog } from "./export.ts";
import { latestCheckpoint } from "./prove.ts";
import type { Signer } from "./signer.ts";
import { leadExport } from "./store.ts";

export interface ExporterOptions {
  readonly database: Database;
  readonly signer: Signer;
  readonly dir: string;
  /** Between two looks; 2 s when not said. */
  readonly everyMs?: number;
  /** Once for each new trouble. */
  readonly onError: (error: unknown) => void;
}

export interface Exporter {
  /** Ends after the run that is under way. */
  stop(): Promise<void>;
}

const EVERY_MS = 2_000;

export function startExporter(options: ExporterOptions): Exporter {
  const { database, signer, dir, everyMs = EVERY_MS } = options;
  let shown = "";
  let trouble = "";
  let stopped = false;
  let wake: () => void = () => {};

  const look = async () => {
    const latest = await latestCheckpoint(database.sql, signer.log);
    if (!latest || latest.note === shown) return;
    const keys = (await signer.keys()).map(({ key }) => key);
    const done = await database.transact(async (tx) => {
      // Of several workers on one folder one writes: else a slow one could put an older checkpoint over a newer.
      if (!(await leadExport(tx, signer.log))) return false;
      await exportLog({ sql: tx, log: signer.log, keys, dir });
      return true;
    });
    if (done) shown = latest.note;
  };

  const run = async () => {
    while (!stopped) {
      try {
        await look();
        trouble = "";
      } catch (error) {
        if (String(error) !== trouble) options.onError(error);
        trouble = String(error);
      }
      if (stopped) return;
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, everyMs);
        wake = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
  };
  const ended = run();

  return {
    async stop() {
      stopped = true;
      wake();
      await ended;
    },
  };
}
