/** Whom a command trusts: what its line names, else what lies in `$MEDKARTA_DATA/trust`. */
import { readdir, readFile } from "node:fs/promises";
import { join } from "node:path";
import { fromUtf8, Malformed } from "../merkle/encoding.ts";
import { formatVkey } from "../merkle/key.ts";
import { parsePolicy } from "../merkle/policy.ts";

interface Values {
  readonly trust?: readonly string[] | undefined;
  readonly crl?: readonly string[] | undefined;
  readonly ocsp?: readonly string[] | undefined;
  readonly log?: readonly string[] | undefined;
}

/** What is named on the line, else what lies in the folder: named roots are not mixed with the folder's lists. */
export async function trustedBy({ trust, crl, ocsp, log }: Values, kept: string) {
  const roots = trust ?? (await filesIn(kept, /\.(cer|crt|pem)$/));
  const crls = crl ?? (trust ? [] : await filesIn(kept, /\.crl$/));
  const own = async () => [...(await texts(await filesIn(kept, /\.vkey$/))), await witnessesIn(kept)];
  const answers = ocsp ?? (trust ? [] : await filesIn(kept, /\.(ors|ocsp)$/));
  const keys = log ? await Promise.all(log.map(keyText)) : await own();
  const lines = keys.flatMap((text) => text.split(/\r?\n/)).filter((line) => line.trim() !== "");
  return {
    roots: await readAll(roots),
    intermediates: [],
    crls: await readAll(crls),
    ocsp: await readAll(answers),
    ...sorted(lines.map((line) => line.trim())),
  };
}

/** A witness's key says of itself that it is one: its first byte is 0x04. */
function sorted(lines: readonly string[]): { logs: string[]; witnesses: string[] } {
  const isWitness = (line: string) => /\+B[A-Za-z0-9+/]{43}=?$/.test(line);
  return { logs: lines.filter((line) => !isWitness(line)), witnesses: lines.filter(isWitness) };
}

/** Witnesses of the policy that the server of this folder lives by: told on receipts, demanded only by --policy. */
async function witnessesIn(folder: string): Promise<string> {
  const file = await readFile(join(folder, "policy")).catch(() => null);
  const witnesses = file ? parsePolicy(file).witnesses : [];
  return witnesses.map(({ key }) => formatVkey(key)).join("\n");
}

/** Given as text, or as a file that holds it. */
async function keyText(log: string): Promise<string> {
  if (/\+[0-9a-f]{8}\+/.test(log)) return log;
  const text = fromUtf8(await readFile(log));
  if (text === undefined) throw new Malformed("key-malformed", `${log} holds no public key of a log`);
  return text;
}

async function filesIn(folder: string, shape: RegExp): Promise<string[]> {
  const names = await readdir(folder).catch(() => []);
  return names.filter((name) => shape.test(name)).map((name) => join(folder, name));
}

const readAll = (paths: readonly string[]): Promise<Buffer[]> => Promise.all(paths.map((path) => readFile(path)));
const texts = (paths: readonly string[]): Promise<string[]> => Promise.all(paths.map((path) => readFile(path, "utf8")));
