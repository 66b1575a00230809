/** Jobs and sealing without doors: a further process beside the servers, on the same database. */
import type { Config } from "../config.ts";
import { startJobs } from "../jobs/work.ts";
import { startSealer } from "../log/sealer.ts";
import { openHouse } from "./house.ts";
import { openLog } from "./open-log.ts";
import { untilSignal } from "./signals.ts";

export async function startWorker(config: Config, say: (words: string) => void): Promise<{ stopped: Promise<void> }> {
  const log = openLog("info");
  const house = await openHouse(config, log, say);
  const sealer = startSealer({
    database: house.registry,
    signer: house.signer,
    clock: house.clock,
    onError: (error) => log.error({ err: error }, "sealing"),
  });
  house.sealing.kick = () => sealer.kick();
  const jobs = await startJobs({
    intake: house.intake,
    portal: house.portal,
    shownFrom: config.shownFrom,
    onError: (error) => log.error({ err: error }, "sweeping"),
  });
  say("Работаю · Working");
  const close = async () => {
    jobs.stop();
    await sealer.stop();
    await house.close();
  };
  return { stopped: untilSignal().then(close) };
}
