/** Jobs and sealing without doors: a further process beside the servers, on the same database. */
import type { Config } from "../config.ts";
import { openHouse } from "./house.ts";
import { openLog } from "./open-log.ts";
import { untilSignal } from "./signals.ts";
import { startWork } from "./work.ts";

export async function startWorker(config: Config, say: (words: string) => void): Promise<{ stopped: Promise<void> }> {
  const house = await openHouse(config, openLog("info"), say);
  const work = await startWork(house);
  say("Работаю · Working");
  const close = async () => {
    await work.stop();
    await house.close();
  };
  return { stopped: untilSignal().then(close) };
}
