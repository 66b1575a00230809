/** `medkarta verify`: are the signatures of this file valid? Offline, against the roots one trusts. */
import { createHash } from "node:crypto";
import { readdir, readFile } from "node:fs/promises";
import { basename, dirname, join } from "node:path";
import { parseArgs } from "node:util";
import { digestsOf } from "../cms/digests.ts";
import type { SignatureVerdict } from "../cms/report.ts";
import { openTrustStore } from "../cms/trust.ts";
import { validateSignature } from "../cms/validate.ts";
import { readConfig } from "../config.ts";
import { type Command, exit } from "./command.ts";
import { answer, tell } from "./say.ts";

export const verifyCommand: Command = {
  name: "verify",
  summary: "Check the detached signatures of a file, offline",
  help: `Usage: medkarta verify FILE [--signature P7S …] [--trust CERT …] [--crl CRL …] [--json]

Signatures: those named, else FILE.p7s, FILE.sig, FILE.*.p7s beside the file.
Trust:      the root certificates named, else those in $MEDKARTA_DATA/trust (where the demo puts its own).
CRL:        lists of revoked certificates named, else those in the same folder.

Exit codes: 0 authentic (every signature TOTAL-PASSED), 1 not authentic, 2 cannot tell, 64 misused.`,
  async run(args) {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        signature: { type: "string", multiple: true },
        trust: { type: "string", multiple: true },
        crl: { type: "string", multiple: true },
        json: { type: "boolean" },
      },
      allowPositionals: true,
    });
    const [file, ...more] = positionals;
    if (!file || more.length > 0) {
      tell("Usage: medkarta verify FILE [--signature P7S …] [--trust CERT …] [--crl CRL …] [--json]");
      return exit.usage;
    }
    const bytes = await readFile(file);
    const signatures = values.signature ?? (await besides(file));
    const kept = join(readConfig(process.env).dataDir, "trust");
    const roots = values.trust ?? (await filesIn(kept, /\.(cer|crt|pem)$/));
    const crls = values.crl ?? (values.trust ? [] : await filesIn(kept, /\.crl$/));

    const now = new Date();
    const trust = openTrustStore({ roots: await readAll(roots), crls: await readAll(crls) });
    const document = digestsOf(bytes);
    const checked: Checked[] = [];
    for (const path of signatures) {
      const signature = await readFile(path);
      checked.push({ file: path, verdicts: validateSignature({ document, signature, trust, bestTime: now, now }) });
    }
    const state = stateOf(checked);
    if (values.json) answer(JSON.stringify(report(file, bytes, state, checked), null, 2));
    else tellAll(file, state, checked, roots.length);
    return { authentic: exit.yes, "not-authentic": exit.no, "cannot-tell": exit.unknown }[state];
  },
};

interface Checked {
  readonly file: string;
  readonly verdicts: readonly SignatureVerdict[];
}

type State = "authentic" | "not-authentic" | "cannot-tell";

function stateOf(checked: readonly Checked[]): State {
  const indications = checked.flatMap(({ verdicts }) => verdicts.map((verdict) => verdict.indication));
  if (indications.includes("TOTAL-FAILED")) return "not-authentic";
  return indications.length > 0 && indications.every((indication) => indication === "TOTAL-PASSED")
    ? "authentic"
    : "cannot-tell";
}

function report(file: string, bytes: Uint8Array, state: State, checked: readonly Checked[]) {
  return {
    state,
    file,
    sha256: createHash("sha256").update(bytes).digest("hex"),
    signatures: checked.flatMap(({ file: path, verdicts }) => verdicts.map((verdict) => ({ file: path, ...verdict }))),
  };
}

function tellAll(file: string, state: State, checked: readonly Checked[], roots: number): void {
  const words = {
    authentic: "подлинный: все подписи действительны · authentic",
    "not-authentic": "НЕ подлинный: подпись не подтвердилась · not authentic",
    "cannot-tell": "нельзя сказать · cannot tell",
  };
  answer(`${file}: ${words[state]}`);
  if (checked.length === 0)
    answer("  Подписей не найдено: укажите --signature · no signature found: name it by --signature");
  if (roots === 0) answer("  Нет доверенных корней: укажите --trust · no trusted roots: name them by --trust");
  for (const { file: path, verdicts } of checked) {
    for (const verdict of verdicts) {
      const who = verdict.signer?.commonName ?? "?";
      answer(`  ${path}: ${verdict.indication}${verdict.subIndication ? ` ${verdict.subIndication}` : ""} — ${who}`);
      answer(`    ${verdict.reason}`);
    }
  }
}

async function besides(file: string): Promise<string[]> {
  const name = basename(file);
  const all = await readdir(dirname(file));
  return all
    .filter((other) => other.startsWith(`${name}.`) && /\.(p7s|sig)$/.test(other))
    .sort()
    .map((other) => join(dirname(file), other));
}

async function filesIn(folder: string, shape: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => shape.test(name)).map((name) => join(folder, name));
}

async function readAll(paths: readonly string[]): Promise<Buffer[]> {
  return Promise.all(paths.map((path) => readFile(path)));
}
