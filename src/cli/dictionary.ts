/** `medkarta dictionary`: which dictionaries codes are taken from, and one more of them from a file. */
import { readFile } from "node:fs/promises";
import { basename } from "node:path";
import { parseArgs } from "node:util";
import { readConfig } from "../config.ts";
import { importDictionary, listDictionaries } from "../registry/dictionaries/dictionaries.ts";
import { readDictionary } from "../registry/dictionaries/read-dictionary.ts";
import { type Command, exit } from "./command.ts";
import { withRegistry } from "./reach.ts";
import { answer, tell } from "./say.ts";

const usage =
  "Usage: medkarta dictionary list\n       medkarta dictionary import FILE [--system OID --version N] [--title TEXT]";

export const dictionaryCommand: Command = {
  name: "dictionary",
  summary: "List the dictionaries of codes, or import one (МКБ-10, services, laboratory tests, posts)",
  help: `${usage}

Doctors who write documents here take codes from dictionaries of the ministry (nsi.rosminzdrav.ru). FILE is the CSV that its
site gives, in UTF-8; system and version are those of its name, «1.2.643.5.1.13.13.11.1005_2.24.csv», unless they are given.

  1.2.643.5.1.13.13.11.1005   МКБ-10
  1.2.643.5.1.13.13.11.1070   nomenclature of services
  1.2.643.5.1.13.13.11.1080   laboratory tests (ФСЛИ)
  1.2.643.5.1.13.13.11.1002   posts
  1.2.643.5.1.13.13.99.2.611  medicines (СМНН, ЕСКЛП)

Every fault is told, and with a fault nothing is imported. Safe to repeat, and beside a running server. Codes are looked up in the
edition imported last; earlier ones are kept.

Exit codes: 0 done, 1 the file has faults, 64 misused, 69 the database cannot be reached.`,
  async run(args) {
    const { positionals, values } = parseArgs({
      args: [...args],
      options: { system: { type: "string" }, version: { type: "string" }, title: { type: "string" } },
      allowPositionals: true,
    });
    const [deed, file, ...more] = positionals;
    const isImport = deed === "import" && file !== undefined;
    if (more.length > 0 || !(isImport || (deed === "list" && file === undefined))) {
      tell(usage);
      return exit.usage;
    }
    const read = isImport ? readDictionary(await readFile(file), basename(file), values) : null;
    await withRegistry(readConfig(process.env), async (registry) => {
      if (read) {
        const added = await registry.transact((tx) => importDictionary(tx, read, new Date()));
        tell(
          added
            ? `Загружено кодов: ${read.entries.length} · Codes imported: ${read.entries.length}`
            : "Эта версия уже загружена · This version is here already",
        );
      }
      answer(
        (await listDictionaries(registry.sql))
          .map(({ system, version, entries, title }) => `${system}  ${version}  ${entries}  ${title}`)
          .join("\n"),
      );
    });
    return exit.yes;
  },
};
