/** What a process does behind the doors, with or without any: seal the log, run the jobs. */
import { startJobs } from "../jobs/work.ts";
import { type Sealer, startSealer } from "../log/sealer.ts";
import { startOutside } from "../notify/delivery/work.ts";
import type { House } from "./house.ts";

export interface Work {
  readonly sealer: Sealer;
  stop(): Promise<void>;
}

export async function startWork(house: House): Promise<Work> {
  const { registry: database, portal, signer, clock, intake, config, log } = house;
  const sealer = startSealer({ database, signer, clock, onError: (error) => log.error({ err: error }, "sealing") });
  house.sealing.kick = () => sealer.kick();
  const jobs = await startJobs({
    intake,
    appeals: house.appeals,
    portal,
    shownFrom: config.shownFrom,
    onError: (error) => log.error({ err: error }, "sweeping"),
  });
  const outside = startOutside(house.outside, (error) => log.error({ err: error }, "notices outside"));
  return {
    sealer,
    async stop() {
      jobs.stop();
      await outside.stop();
      await sealer.stop();
    },
  };
}
