/** The roof: opens the house, its jobs and its doors; closes them in the opposite order. */
import { readFile } from "node:fs/promises";
import { Refusal } from "../basics/refusal.ts";
import type { OrganisationSeals } from "../clinic/seal-draft.ts";
import type { Config } from "../config.ts";
import { writeAppeals } from "../demo/country/appeals.ts";
import { openPrintShop } from "../pdf/print.ts";
import { beginDemo, finishDemo, type OpenedDemo } from "./demo.ts";
import { openDoors } from "./doors.ts";
import { type House, openHouse } from "./house.ts";
import { openLog } from "./open-log.ts";
import { openOrganisationSeals } from "./open-organisation-seals.ts";
import { mailFolderOf } from "./open-outside.ts";
import { leaveOnSignal, untilSignal } from "./signals.ts";
import { startWork } from "./work.ts";

export interface Running {
  readonly url: string;
  readonly house: House;
  /** Resolves after a signal, when everything is closed. */
  readonly stopped: Promise<void>;
  stop(): Promise<void>;
}

export interface StartOptions {
  /** False: the demo's country without its documents. */
  readonly documents?: boolean;
  /** False: nobody in the demo has written to anybody. */
  readonly appeals?: boolean;
}

export async function start(
  config: Config,
  say: (words: string) => void,
  options: StartOptions = {},
): Promise<Running> {
  const log = openLog("warn");
  const started = leaveOnSignal();
  const closing: (() => Promise<unknown> | unknown)[] = [];
  const close = async () => {
    for (const one of closing.splice(0).reverse())
      await Promise.resolve(one()).catch((error) => log.error({ err: error }, "closing"));
  };
  try {
    const house = await openHouse(config, log, say);
    closing.push(() => house.close());
    const work = await startWork(house);
    closing.push(() => work.stop());
    const printShop = openPrintShop();
    closing.push(() => printShop.close());

    const demo = config.demo ? await beginDemo(house) : null;
    const provider = demo?.provider.client ?? config.oidc;
    if (!provider) throw new Error("no identity provider is configured");
    const seals = config.organisationKeys
      ? await openOrganisationSeals(config.organisationKeys)
      : (demo?.seals ?? noSeals);
    const { app } = await openDoors(house, work, printShop, provider, seals, await version());
    closing.push(() => app.close());
    await demo?.mount(app);
    await listen(() => app.listen({ port: config.port, host: host(config) }), config.port);
    if (demo && options.documents !== false) await settle(demo, say);
    if (demo && options.documents !== false && options.appeals !== false)
      await writeAppeals(house.registry, house.appeals);
    const letters = mailFolderOf(config);
    if (letters) say(`Письма этой системы · Letters it would send: ${letters}`);
    say(`Открыто · Open: ${config.publicUrl}`);

    const stop = untilSignal();
    started();
    return { url: config.publicUrl, house, stopped: stop.then(close), stop: close };
  } catch (error) {
    await close();
    started();
    throw error;
  }
}

/** Until keys of organisations are given, nobody signs for them. */
const noSeals: OrganisationSeals = { find: async () => null };

async function settle(demo: OpenedDemo, say: (words: string) => void): Promise<void> {
  await finishDemo(demo, say);
  say(demo.table);
}

/** The demo has logins without passwords: it answers this machine alone unless told otherwise. */
function host(config: Config): string {
  return process.env["MEDKARTA_HOST"] ?? (config.demo ? "127.0.0.1" : "0.0.0.0");
}

async function listen(deed: () => Promise<unknown>, port: number): Promise<void> {
  await deed().catch((error: NodeJS.ErrnoException) => {
    if (error.code !== "EADDRINUSE") throw error;
    throw new Refusal("conflict", "PORT_IN_USE", {
      ru: `Порт ${port} занят. Остановите того, кто его занял, или задайте другой: MEDKARTA_PORT=8081 npm start`,
      en: `Port ${port} is in use. Stop whoever uses it, or choose another: MEDKARTA_PORT=8081 npm start`,
    });
  });
}

async function version(): Promise<string> {
  return JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")).version;
}
