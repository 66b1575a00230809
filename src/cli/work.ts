/** `medkarta work`: jobs and sealing only, for a second machine or process beside the servers. */
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { startWorker } from "../roof/start-worker.ts";
import { type Command, exit } from "./command.ts";
import { tell } from "./say.ts";

export const workCommand: Command = {
  name: "work",
  summary: "Run jobs and the log's sealing without doors",
  help: `Usage: medkarta work

Accepts received documents, delivers registered ones, seals the log. Needs DATABASE_URL: the embedded database belongs
to the server that started it. Several may run at once; one of them seals.`,
  async run(args) {
    parseArgs({ args: [...args], options: {} }); // an option that is not there is a mistake, not a wish
    const config = readConfig(process.env);
    if (!config.database) {
      tell("Нужна DATABASE_URL: встроенная база принадлежит серверу · DATABASE_URL is needed (docs/operations.md)");
      return exit.usage;
    }
    await (await startWorker(config, tell)).stopped;
    return exit.yes;
  },
};
