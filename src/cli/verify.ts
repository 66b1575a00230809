/** `medkarta verify`: is this document authentic? Offline, against the roots and the log's key that one trusts. */
import { readdir, readFile, stat } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { readPolicy } from "../cms/policy-file.ts";
import { readConfig } from "../config.ts";
import type { State } from "../evidence/answers.ts";
import { type Judgement, judge, worst } from "../evidence/judge.ts";
import { circumstancesOf } from "../evidence/trust-files.ts";
import type { Brought } from "../evidence/unpack.ts";
import { parsePolicy } from "../merkle/policy.ts";
import { type Command, exit } from "./command.ts";
import { answer, tell } from "./say.ts";
import { reportOf, sayJudgement } from "./say-judgement.ts";
import { trustedBy } from "./trusted-by.ts";

const usage =
  "Usage: medkarta verify FILE [--signature P7S …] [--receipt F] [--trust CERT …] [--crl CRL …] [--ocsp FILE …] [--log VKEY …] [--policy FILE] [--signature-policy FILE] [--at TIME] [--json]";

export const verifyCommand: Command = {
  name: "verify",
  summary: "Check that a document is authentic, offline",
  help: `${usage}

FILE        a PDF of ours (the original, its signatures and its receipt are taken out of it), an XML, any signed file,
            the ZIP of a document, a receipt alone, or a folder: then each document in it.
--signature detached signatures; without: FILE.p7s, FILE.sig, FILE.*.p7s beside the file.
--receipt   the registry's receipt (*.tlog-proof); without: FILE.tlog-proof beside the file.
--trust     root certificates that you trust; without: those in $MEDKARTA_DATA/trust.
--crl       lists of revoked certificates; without: those in the same folder.
--ocsp      answers of OCSP (DER); without: *.ors, *.ocsp in the same folder. Those beside FILE as FILE.ors, FILE.*.ors, or
            inside its ZIP, are used too: an answer is believed for its signature.
--log       public key of the registry's log (or of a witness), as text or as a file of them; without: *.vkey in the same folder.
--policy    logs, witnesses and a quorum (C2SP tlog-policy): fewer cosignatures prove nothing then.
--signature-policy
            what each question that is asked of a signature weighs (JSON, as MEDKARTA_SIGNATURE_POLICY takes it); without: the
            house's own. A name that is not known is refused.
--at        judge as of this time (ISO 8601); without: now. A proved receipt proves that a signature was there earlier.

Certificates and keys that come inside FILE are used, and never trusted for that alone.
Exit codes: 0 authentic, 1 not authentic, 2 cannot tell, 64 misused. Of a folder the worst one.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        signature: { type: "string", multiple: true },
        receipt: { type: "string" },
        trust: { type: "string", multiple: true },
        crl: { type: "string", multiple: true },
        ocsp: { type: "string", multiple: true },
        log: { type: "string", multiple: true },
        policy: { type: "string" },
        "signature-policy": { type: "string" },
        at: { type: "string" },
        json: { type: "boolean" },
      },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    const at = values.at === undefined ? new Date() : new Date(values.at);
    if (!file || more.length > 0 || Number.isNaN(at.getTime())) {
      tell(file && more.length === 0 ? "--at: a time like 2026-11-24T12:00:00Z" : usage);
      return exit.usage;
    }
    const trusted = await trustedBy(values, join(readConfig(process.env).dataDir, "trust"));
    const own = circumstancesOf({ asOf: at.toISOString(), source: "", ...trusted }, at);
    const keys = values.policy === undefined ? own.keys : parsePolicy(await readFile(values.policy));
    const levels = values["signature-policy"];
    const weighed = levels === undefined ? {} : { policy: readPolicy(await readFile(levels, "utf8")) };
    const circumstances = { ...own, keys, ...weighed };

    const folder = (await stat(file)).isDirectory();
    const parcels = folder ? await parcelsIn(file) : [await parcelOf(file, values.signature, values.receipt)];
    const judged = parcels.map(({ name, brought }) => ({ name, judgement: judge(brought, circumstances) }));
    const state = worst(judged.map(({ judgement }) => judgement.state));
    if (values.json)
      answer(
        JSON.stringify(folder ? folderReport(file, state, judged) : reportOf(file, judged[0]!.judgement), null, 2),
      );
    else {
      for (const { name, judgement } of judged) for (const line of sayJudgement(name, judgement)) answer(line);
      if (trusted.roots.length === 0)
        answer("Нет доверенных корней: укажите --trust · no trusted roots: name them by --trust");
      if (folder) answer(summaryOf(judged.map(({ judgement }) => judgement.state)));
    }
    return codes[state];
  },
};

const codes = { authentic: exit.yes, "not-authentic": exit.no, "cannot-tell": exit.unknown } satisfies Record<
  State,
  number
>;

interface NamedParcel {
  readonly name: string;
  readonly brought: readonly Brought[];
}

async function parcelOf(
  file: string,
  signatures: readonly string[] | undefined,
  receipt: string | undefined,
): Promise<NamedParcel> {
  const beside = await besides(file);
  const of = (shape: RegExp) => beside.filter((other) => shape.test(other));
  const proofs = receipt ? [receipt] : of(/\.tlog-proof$/);
  const all = [file, ...(signatures ?? of(/\.(p7s|sig)$/)), ...proofs, ...of(/\.(ors|ocsp)$/)];
  return { name: file, brought: await bring(all) };
}

async function besides(file: string): Promise<string[]> {
  const name = basename(file);
  const all = await readdir(dirname(file));
  return all
    .filter((other) => other.startsWith(`${name}.`))
    .sort()
    .map((other) => join(dirname(file), other));
}

const MOST_IN_FOLDER = 100_000;

/** Each document with what is named after it; folders inside too. Evidence that is named after nothing stands alone. */
async function parcelsIn(folder: string): Promise<NamedParcel[]> {
  const entries = await readdir(folder, { recursive: true, withFileTypes: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .sort()
    .slice(0, MOST_IN_FOLDER);
  const known = new Set(files);
  const owner = (file: string): string => {
    const stem = /^(.*?)(\.\d{1,3})?\.(p7s|sig|tlog-proof|ors|ocsp)$/.exec(file)?.[1];
    if (stem === undefined) return file;
    return [stem, `${stem}.xml`, `${stem}.pdf`].find((one) => known.has(one)) ?? file;
  };
  const groups = Map.groupBy(files, owner);
  const kept: NamedParcel[] = [];
  for (const [name, group] of groups) {
    const alone = group.length === 1 && !/\.(xml|pdf|zip|p7s|sig|tlog-proof)$/i.test(name);
    if (!alone) kept.push({ name, brought: await bring([name, ...group.filter((one) => one !== name)]) });
  }
  return kept;
}

function folderReport(file: string, state: State, judged: readonly { name: string; judgement: Judgement }[]) {
  return { state, file, files: judged.map(({ name, judgement }) => reportOf(name, judgement)) };
}

function summaryOf(states: readonly State[]): string {
  const count = (state: State) => states.filter((one) => one === state).length;
  const [yes, no, unknown] = [count("authentic"), count("not-authentic"), count("cannot-tell")];
  return `Всего ${states.length}: подлинных ${yes}, не подлинных ${no}, нельзя сказать ${unknown} · authentic ${yes}, not authentic ${no}, cannot tell ${unknown}`;
}

async function bring(files: readonly string[]): Promise<Brought[]> {
  return Promise.all(files.map(async (name) => ({ name, bytes: new Uint8Array(await readFile(name)) })));
}
