/** `medkarta demo`: the server with an invented country in it, and whom to be there. */
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { demoTable } from "../demo/table.ts";
import { start } from "../roof/start.ts";
import { type Command, exit } from "./command.ts";
import { answer, tell } from "./say.ts";

export const demoCommand: Command = {
  name: "demo",
  summary: "Start the server with the demo's world, or list whom to log in as",
  help: `Usage: medkarta demo [--list]

Starts the server with the demo on: invented regions, organisations, doctors, patients and documents, all submitted
through the real intake, and a login without passwords.

  --list   only print what to open, whom to log in as and what to try`,
  async run(args) {
    const { values } = parseArgs({ args: [...args], options: { list: { type: "boolean" } } });
    const config = readConfig({ ...process.env, MEDKARTA_DEMO: "true" });
    if (values.list) {
      answer(demoTable(config.publicUrl, config.dataDir));
      return exit.yes;
    }
    const running = await start(config, tell);
    await running.stopped;
    return exit.yes;
  },
};
