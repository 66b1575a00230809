/** `medkarta`: the list of commands, and the way to each. */
import { readFile } from "node:fs/promises";
import { type Command, exit } from "./command.ts";
import { answer, failed, tell } from "./say.ts";

/** Each loads only what it needs: a check of one file starts no server. */
const commands: Readonly<Record<string, () => Promise<Command>>> = {
  serve: async () => (await import("./serve.ts")).serveCommand,
  work: async () => (await import("./work.ts")).workCommand,
  demo: async () => (await import("./demo.ts")).demoCommand,
  submit: async () => (await import("./submit.ts")).submitCommand,
  render: async () => (await import("./render.ts")).renderCommand,
  verify: async () => (await import("./verify.ts")).verifyCommand,
  check: async () => (await import("./check.ts")).checkCommand,
  "verify-page": async () => (await import("./verify-page.ts")).verifyPageCommand,
  calendar: async () => (await import("./calendar.ts")).calendarCommand,
  dictionary: async () => (await import("./dictionary.ts")).dictionaryCommand,
  trust: async () => (await import("./trust.ts")).trustCommand,
  log: async () => (await import("./log.ts")).logCommand,
  fsck: async () => (await import("./fsck.ts")).fsckCommand,
  witness: async () => (await import("./witness.ts")).witnessCommand,
  monitor: async () => (await import("./monitor.ts")).monitorCommand,
};

process.exitCode = await main(process.argv.slice(2));

async function main([name, ...args]: readonly string[]): Promise<number> {
  if (name === undefined || name === "help" || name === "--help" || name === "-h") return help(args[0]);
  if (name === "--version" || name === "version") {
    answer(JSON.parse(await readFile(new URL("../../package.json", import.meta.url), "utf8")).version);
    return exit.yes;
  }
  const load = Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (!load) {
    tell(`Нет команды «${name}» · There is no command “${name}”\n`);
    await help(undefined);
    return exit.usage;
  }
  if (args.includes("--help") || args.includes("-h")) return help(name);
  return (await load()).run(args).catch(failed);
}

async function help(name: string | undefined): Promise<number> {
  const load = name !== undefined && Object.hasOwn(commands, name) ? commands[name] : undefined;
  if (load) {
    answer((await load()).help);
    return exit.yes;
  }
  const all = await Promise.all(Object.values(commands).map((each) => each()));
  const width = Math.max(...all.map((command) => command.name.length));
  answer(
    [
      "medkarta: a registry of signed medical documents and the cabinet in which a patient reads them",
      "",
      "Usage: medkarta COMMAND [options]        medkarta help COMMAND",
      "",
      ...all.map((command) => `  ${command.name.padEnd(width)}  ${command.summary}`),
      "",
      "Settings come from the environment: MEDKARTA_PORT, MEDKARTA_DATA, MEDKARTA_URL, DATABASE_URL … (docs/operations.md).",
      "Exit codes: 0 yes, 1 no (refused, not authentic, damage found), 2 cannot tell, 64 misused, 69 not reachable, 70 our fault.",
    ].join("\n"),
  );
  return name === undefined ? exit.yes : exit.usage;
}
