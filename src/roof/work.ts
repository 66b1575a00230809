/** What a process does behind the doors, with or without any: seal the log, run the jobs. */
import { startJobs } from "../jobs/work.ts";
import { type Collector, startCollector } from "../log/cosign/collect.ts";
import type { LogName } from "../log/names.ts";
import { type Sealer, startSealer } from "../log/sealer.ts";
import { startOutside } from "../notify/delivery/work.ts";
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

export async function startWork(house: House): Promise<Work> {
  const { portal, intake, config, log } = house;
  const collectors = { docs: collectorOf(house, "docs"), access: collectorOf(house, "access") };
  const sealers = {
    docs: sealerOf(house, "docs", collectors.docs),
    access: sealerOf(house, "access", collectors.access, READINGS_EVERY_MS),
  };
  house.sealing.kick = () => sealers.docs.kick();
  const jobs = await startJobs({
    intake,
    appeals: house.appeals,
    portal,
    shownFrom: config.shownFrom,
    onError: (error) => log.error({ err: error }, "sweeping"),
    onContradicted: (found) => log.warn(found, "a signer's certificate had been revoked before the document came"),
  });
  const outside = startOutside(house.outside, (error) => log.error({ err: error }, "notices outside"));
  return {
    sealers,
    collectors,
    async stop() {
      jobs.stop();
      await outside.stop();
      await Promise.all([sealers.docs.stop(), sealers.access.stop()]);
      await Promise.all([collectors.docs.stop(), collectors.access.stop()]);
    },
  };
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
