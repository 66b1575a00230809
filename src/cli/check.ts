/** `medkarta check`: does a document keep the rules of its kind? Offline, before it is sent. */
import { readFileSync } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join, relative, sep } from "node:path";
import { parseArgs } from "node:util";
import type { Fault } from "../basics/fault.ts";
import { Refusal } from "../basics/refusal.ts";
import { checkDocument, kindOfDocument, openControl, openDocument } from "../control/check-document.ts";
import { openDictionaries } from "../control/dictionaries/open-dictionaries.ts";
import type { PackFile } from "../control/packs/packs.ts";
import { sortPacks } from "../control/packs/sort-packs.ts";
import { type Command, exit } from "./command.ts";
import { answer, faultLine, tell } from "./say.ts";

const usage = "Usage: medkarta check FILE… --packs DIR [--dictionaries DIR] [--kind N] [--json]";

export const checkCommand: Command = {
  name: "check",
  summary: "Check documents by the schemas and rules of their kind, offline",
  help: `${usage}

DIR:  the ministry's packages as they are published: folders with schematron/ and xsd/, files <kind>.sch, folders <kind>/CDA.xsd.
Dictionaries: the federal dictionaries that codes are looked up in, as their site gives them, <OID>_<version>.csv.
Kind: the code of dictionary 1.2.643.5.1.13.13.11.1520; without it, that which the document names.

Every fault is told, with rule, line and what was expected. Nothing is sent anywhere, and nothing is stored.

Exit codes: 0 all documents are well, 1 faults were found, 2 a kind without a pack: cannot tell, 64 misused.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        packs: { type: "string" },
        dictionaries: { type: "string" },
        kind: { type: "string" },
        json: { type: "boolean", default: false },
      },
      allowPositionals: true,
    });
    if (positionals.length === 0 || values.packs === undefined) {
      tell(usage);
      return exit.usage;
    }
    const packs = new Map(sortPacks(await readAll(values.packs)).map((pack) => [pack.kind, pack]));
    const dictionaries = values.dictionaries === undefined ? undefined : await dictionariesIn(values.dictionaries);
    const open = new Map<string, ReturnType<typeof openControl>>();
    const told: Told[] = [];
    for (const path of await documentsIn(positionals)) {
      const one = check(await readFile(path), path);
      told.push(one);
      if (!values.json) sayOne(one);
    }
    if (values.json) answer(JSON.stringify(told, null, 2));
    else if (told.length > 1) saySummary(told);
    if (told.some(({ state }) => state === "faults")) return exit.no;
    return told.every(({ state }) => state === "well") ? exit.yes : exit.unknown;

    function check(bytes: Uint8Array, file: string): Told {
      try {
        const sent = openDocument(bytes);
        const kind = values.kind ?? kindOfDocument(sent);
        const pack = kind === null ? undefined : packs.get(kind);
        if (kind === null || pack === undefined) return { file, kind, state: "no-pack", faults: [] };
        const control = open.get(kind) ?? openControl(pack);
        open.set(kind, control);
        const faults = checkDocument(control, sent, dictionaries);
        return { file, kind, state: faults.some(({ severity }) => severity === "error") ? "faults" : "well", faults };
      } catch (refusal) {
        if (!(refusal instanceof Refusal)) throw refusal;
        const own: Fault = { code: refusal.code, severity: "error", message: refusal.words };
        return { file, kind: null, state: "faults", faults: refusal.faults.length > 0 ? refusal.faults : [own] };
      }
    }
  },
};

interface Told {
  readonly file: string;
  readonly kind: string | null;
  readonly state: "well" | "faults" | "no-pack";
  readonly faults: readonly Fault[];
}

function sayOne({ file, kind, state, faults }: Told): void {
  const words = {
    well: faults.length === 0 ? "замечаний нет · well" : `ошибок нет, предупреждений: ${faults.length} · well`,
    faults: `замечаний: ${faults.length} · faults`,
    "no-pack": `нет правил для вида ${kind ?? "?"} · no pack for this kind`,
  };
  answer(`${file}: ${words[state]}`);
  for (const fault of faults) {
    const more = [fault.rule, fault.expected && `ожидалось ${fault.expected}`, fault.times && `мест: ${fault.times}`];
    answer(`${faultLine(fault)}${more.some(Boolean) ? ` [${more.filter(Boolean).join("; ")}]` : ""}`);
  }
}

function saySummary(told: readonly Told[]): void {
  const rules = new Map<string, number>();
  for (const { faults } of told)
    for (const { rule, code } of faults) rules.set(rule ?? code, (rules.get(rule ?? code) ?? 0) + 1);
  const count = (state: Told["state"]) => told.filter((one) => one.state === state).length;
  answer(
    `\n${told.length} документов: без замечаний ${count("well")}, с замечаниями ${count("faults")}, без правил ${count("no-pack")}`,
  );
  for (const [rule, times] of [...rules].sort((a, b) => b[1] - a[1]).slice(0, 20))
    answer(`  ${String(times).padStart(6)}  ${rule}`);
}

async function dictionariesIn(folder: string) {
  return openDictionaries(await readdir(folder), (name) => readFileSync(join(folder, name)));
}

async function documentsIn(paths: readonly string[]): Promise<string[]> {
  const found = await Promise.all(
    paths.map(async (path) => {
      if (!(await stat(path)).isDirectory()) return [path];
      const names = await readdir(path, { recursive: true });
      return names.filter((name) => name.endsWith(".xml")).map((name) => join(path, name));
    }),
  );
  return found.flat().sort();
}

async function readAll(folder: string): Promise<PackFile[]> {
  const names = await readdir(folder, { recursive: true, withFileTypes: true });
  const wanted = names.filter((entry) => entry.isFile() && /\.(sch|xsd)$/.test(entry.name));
  return Promise.all(
    wanted.map(async ({ parentPath, name }) => {
      const path = join(parentPath, name);
      return { path: relative(folder, path).split(sep).join("/"), bytes: await readFile(path) };
    }),
  );
}
