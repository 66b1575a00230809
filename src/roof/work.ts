/** What a process does behind the doors, with or without any: seal the log, run the jobs. */
import { startJobs } from "../jobs/work.ts";
import type { LogName } from "../log/names.ts";
import { type Sealer, startSealer } from "../log/sealer.ts";
import { startOutside } from "../notify/delivery/work.ts";
import type { House } from "./house.ts";

export type Sealers = Readonly<Record<LogName, Sealer>>;

export interface Work {
  readonly sealers: Sealers;
  stop(): Promise<void>;
}

/** Who registers waits for a receipt; who reads does not: all readings of a second cost one round. */
const READINGS_EVERY_MS = 1_000;

export async function startWork(house: House): Promise<Work> {
  const { portal, intake, config, log } = house;
  const sealers = { docs: sealerOf(house, "docs"), access: sealerOf(house, "access", READINGS_EVERY_MS) };
  house.sealing.kick = () => sealers.docs.kick();
  const jobs = await startJobs({
    intake,
    appeals: house.appeals,
    portal,
    shownFrom: config.shownFrom,
    onError: (error) => log.error({ err: error }, "sweeping"),
  });
  const outside = startOutside(house.outside, (error) => log.error({ err: error }, "notices outside"));
  return {
    sealers,
    async stop() {
      jobs.stop();
      await outside.stop();
      await Promise.all([sealers.docs.stop(), sealers.access.stop()]);
    },
  };
}

function sealerOf({ registry: database, signers, clock, log }: House, name: LogName, everyMs?: number): Sealer {
  return startSealer({
    database,
    signer: signers[name],
    clock,
    ...(everyMs ? { everyMs } : {}),
    onError: (error) => log.error({ err: error, log: name }, "sealing"),
  });
}
