/** What a process does behind the doors, with or without any: seal the log, run the jobs. */
import { randomBytes } from "node:crypto";
import { join } from "node:path";
import { startJobs } from "../jobs/work.ts";
import { entriesWait, patience } from "../log/age.ts";
import { anchorAccess } from "../log/anchor.ts";
import { type Collector, startCollector } from "../log/cosign/collect.ts";
import { type Exporter, startExporter } from "../log/exporter.ts";
import { type LogName, logNames } from "../log/names.ts";
import { startPatrol } from "../log/patrol.ts";
import { type Sealer, startSealer } from "../log/sealer.ts";
import { startOutside } from "../notify/delivery/work.ts";
import { checkLog, openerOf } from "./check-log.ts";
import type { House } from "./house.ts";

export type Sealers = Readonly<Record<LogName, Sealer>>;

export type Collectors = Readonly<Record<LogName, Collector>>;

export interface Work {
  readonly sealers: Sealers;
  readonly collectors: Collectors;
  stop(): Promise<void>;
}

/** Who registers waits for a receipt; who reads does not: all readings of a second cost one round. */
const READINGS_EVERY_MS = 1_000;

const WATCH_EVERY_MS = 10_000;

/** How soon after the hour its anchor comes at the latest. */
const ANCHOR_LOOK_MS = 60_000;

export async function startWork(house: House): Promise<Work> {
  const { portal, intake, config, log } = house;
  const collectors = { docs: collectorOf(house, "docs"), access: collectorOf(house, "access") };
  const sealers = {
    docs: sealerOf(house, "docs", collectors.docs),
    access: sealerOf(house, "access", collectors.access, READINGS_EVERY_MS),
  };
  house.sealing.kick = () => sealers.docs.kick();
  const exporters = [exporterOf(house, "docs"), exporterOf(house, "access")];
  const anchoring = setInterval(() => void anchor(house), ANCHOR_LOOK_MS);
  const watching = setInterval(() => void watchAge(house), WATCH_EVERY_MS);
  const jobs = await startJobs({
    intake,
    appeals: house.appeals,
    portal,
    shownFrom: config.shownFrom,
    onError: (error) => log.error({ err: error }, "sweeping"),
    onContradicted: (found) => log.warn(found, "a signer's certificate had been revoked before the document came"),
  });
  const outside = startOutside(house.outside, (error) => log.error({ err: error }, "notices outside"));
  const patrol = patrolOf(house);
  return {
    sealers,
    collectors,
    async stop() {
      jobs.stop();
      clearInterval(anchoring);
      clearInterval(watching);
      await Promise.all(exporters.map((exporter) => exporter.stop()));
      await patrol.stop();
      await outside.stop();
      await Promise.all([sealers.docs.stop(), sealers.access.stop()]);
      await Promise.all([collectors.docs.stop(), collectors.access.stop()]);
    },
  };
}

function patrolOf({ registry: database, keyring, clock, log, config }: House) {
  return startPatrol({
    database,
    clock,
    openDocument: openerOf(database.sql, keyring),
    walk: (name, rest) =>
      checkLog({
        log: name,
        database,
        keyring,
        dataDir: config.dataDir,
        publicUrl: config.publicUrl,
        now: clock(),
        rest,
      }),
    onFinding: ({ code, at, detail }) => log.error({ code, at, detail }, "fsck found damage"),
    onError: (error) => log.error({ err: error }, "checking what is kept"),
  });
}

function sealerOf(house: House, name: LogName, collector: Collector, everyMs?: number): Sealer {
  const { registry: database, signers, clock, log } = house;
  return startSealer({
    database,
    signer: signers[name],
    clock,
    ...(everyMs ? { everyMs } : {}),
    onSealed: () => collector.kick(),
    onError: (error) => log.error({ err: error, log: name }, "sealing"),
  });
}

function collectorOf({ registry: database, policy, clock, log }: House, name: LogName): Collector {
  return startCollector({
    database,
    log: name,
    policy,
    clock,
    onTrouble: (trouble) => log.warn({ ...trouble, log: name }, "a witness does not cosign"),
    onError: (error) => log.error({ err: error, log: name }, "cosigning"),
  });
}

/** `<dataDir>/log/public/docs/checkpoint` and so on. */
function exporterOf({ registry: database, signers, config, log }: House, name: LogName): Exporter {
  return startExporter({
    database,
    signer: signers[name],
    dir: join(config.dataDir, "log", "public", name),
    onError: (error) => log.error({ err: error, log: name }, "exporting"),
  });
}

async function anchor({ registry: database, signers, clock, log }: House): Promise<void> {
  try {
    const keys = (await signers.access.keys()).map(({ key }) => key);
    await anchorAccess({ database, keys, now: clock(), random: (bytes) => randomBytes(bytes) });
  } catch (error) {
    log.error({ err: error, log: "access" }, "anchoring");
  }
}

async function watchAge({ registry, log }: House): Promise<void> {
  for (const name of logNames) {
    const seconds = await entriesWait(registry.sql, name).catch(() => 0); // a database that is away is told elsewhere
    if (seconds > patience.warn) log.warn({ log: name, seconds: Math.round(seconds) }, "entries wait for their place");
  }
}
