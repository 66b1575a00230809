/** Which witnesses cosign the logs: the operator's file, in the demo two witnesses of its own, else nobody. */
import { mkdir, readFile, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Logger } from "pino";
import { Refusal } from "../basics/refusal.ts";
import type { Config } from "../config.ts";
import { openDemoWitnesses } from "../demo/witnesses.ts";
import type { Signer } from "../log/signer.ts";
import { toUtf8 } from "../merkle/encoding.ts";
import { type Policy, PolicyFault, parsePolicy } from "../merkle/policy.ts";

export interface OpenedPolicy {
  /** Its logs are those of the house, whatever the file says of others. */
  readonly policy: Policy;
  close(): Promise<void>;
}

interface Given {
  readonly clock: () => Date;
  readonly random: (bytes: number) => Uint8Array;
  readonly log: Logger;
}

/** Throws Refusal CONFIG that names the line. What it opened lies in `<dataDir>/trust/policy` for `medkarta verify` and `monitor`. */
export async function openPolicy(
  config: Config,
  signers: readonly Pick<Signer, "vkeys">[],
  given: Given,
): Promise<OpenedPolicy> {
  const logs = signers.flatMap(({ vkeys }) => vkeys.map((vkey) => `log ${vkey}\n`)).join("");
  const demo = config.demo && !config.witnessPolicy ? await openDemoWitnesses(config.dataDir, signers, given) : null;
  const text = config.witnessPolicy
    ? await read(config.witnessPolicy)
    : toUtf8(`# medkarta\n${demo?.lines ?? "quorum none\n"}`);
  const policy = parse(text);
  const own = parsePolicy(toUtf8(`${logs}quorum none\n`)).logs;
  const folder = join(config.dataDir, "trust");
  await mkdir(folder, { recursive: true });
  await writeFile(join(folder, "policy"), Buffer.concat([Buffer.from(logs), withoutLogs(text)]));
  return { policy: { ...policy, logs: own }, close: async () => demo?.close() };
}

async function read(file: string): Promise<Uint8Array> {
  return readFile(file).catch(() => refuse(`${file}: не читается`, `${file} cannot be read`));
}

function parse(text: Uint8Array): Policy {
  let policy: Policy;
  try {
    policy = parsePolicy(text);
  } catch (error) {
    if (!(error instanceof PolicyFault)) throw error;
    return refuse(error.message, error.message);
  }
  for (const { name, url } of policy.witnesses) {
    const there = url === undefined ? null : URL.parse(url);
    if (!there || !/^https?:$/.test(there.protocol) || there.username !== "")
      refuse(`у свидетеля «${name}» нет адреса`, `the witness ${name} has no address`);
  }
  return policy;
}

/** Octets stay octets. */
function withoutLogs(text: Uint8Array): Buffer {
  const lines = Buffer.from(text).toString("latin1").split("\n");
  return Buffer.from(lines.filter((line) => !/^[ \t]*log[ \t]/.test(line)).join("\n"), "latin1");
}

function refuse(ru: string, en: string): never {
  throw new Refusal("misshapen", "CONFIG", {
    ru: `Переменная MEDKARTA_WITNESS_POLICY: ${ru}`,
    en: `MEDKARTA_WITNESS_POLICY: ${en}`,
  });
}
