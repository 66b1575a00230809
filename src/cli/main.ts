/** `medkarta`: the list of commands, and the way to each. */
import { readFile } from "node:fs/promises";
import { type Command, exit } from "./command.ts";
import { demoCommand } from "./demo.ts";
import { fsckCommand } from "./fsck.ts";
import { renderCommand } from "./render.ts";
import { answer, failed, tell } from "./say.ts";
import { serveCommand } from "./serve.ts";
import { submitCommand } from "./submit.ts";
import { verifyCommand } from "./verify.ts";
import { workCommand } from "./work.ts";

const commands: readonly Command[] = [
  serveCommand,
  workCommand,
  demoCommand,
  submitCommand,
  renderCommand,
  verifyCommand,
  fsckCommand,
];

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") return help(args[0]);
  if (name === "--version" || name === "version") {
    answer(JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")).version);
    return exit.yes;
  }
  const command = commands.find((candidate) => candidate.name === name);
  if (!command) {
    tell(`Нет команды «${name}» · There is no command “${name}”\n`);
    help(undefined);
    return exit.usage;
  }
  if (args.includes("--help") || args.includes("-h")) return help(name);
  return command.run(args).catch(failed);
}

function help(name: string | undefined): number {
  const command = commands.find((candidate) => candidate.name === name);
  if (command) {
    answer(command.help);
    return exit.yes;
  }
  const width = Math.max(...commands.map((candidate) => candidate.name.length));
  answer(
    [
      "medkarta: a registry of signed medical documents and the cabinet in which a patient reads them",
      "",
      "Usage: medkarta COMMAND [options]        medkarta help COMMAND",
      "",
      ...commands.map((candidate) => `  ${candidate.name.padEnd(width)}  ${candidate.summary}`),
      "",
      "Settings come from the environment: MEDKARTA_PORT, MEDKARTA_DATA, MEDKARTA_URL, DATABASE_URL … (docs/operations.md).",
      "Exit codes: 0 yes, 1 no (refused, not authentic, damage found), 2 cannot tell, 64 misused, 69 not reachable, 70 our fault.",
    ].join("\n"),
  );
  return name === undefined ? exit.yes : exit.usage;
}
