/** `medkarta serve`: the server, its jobs and the sealing of the log, until Ctrl-C. */
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { start } from "../roof/start.ts";
import { type Command, exit } from "./command.ts";
import { tell } from "./say.ts";

export const serveCommand: Command = {
  name: "serve",
  summary: "Start the server (with jobs and the log's sealing)",
  help: `Usage: medkarta serve

Starts the registry and the cabinet on http://localhost:8080. Without DATABASE_URL the embedded PostgreSQL is used and
the demo is on; with it, production settings are needed: docs/operations.md. Stops cleanly on Ctrl-C or SIGTERM.

  MEDKARTA_PORT   port (8080)
  MEDKARTA_DATA   folder of keys and of the embedded database (.data)
  MEDKARTA_URL    where people reach the server (http://localhost:PORT); https turns secure cookies on
  MEDKARTA_DEMO   true or false`,
  async run(args) {
    parseArgs({ args: [...args], options: {} }); // an option that is not there is a mistake, not a wish
    const running = await start(readConfig(process.env), tell);
    await running.stopped;
    return exit.yes;
  },
};
