/** Which logs a witness watches: a file with a verifier key on each line; two keys of one name are one log's old and new. */
import { Malformed } from "../merkle/encoding.ts";
import { parseVkey, type VerifierKey } from "../merkle/key.ts";

/** Keys by the origin of their log. */
export type KnownLogs = ReadonlyMap<string, readonly VerifierKey[]>;

/** Throws `Malformed` "logs-malformed" with the line. Empty lines, and those that begin with #, are passed over. */
export function parseKnownLogs(text: string): KnownLogs {
  const logs = new Map<string, VerifierKey[]>();
  for (const [at, line] of text.split("\n").entries()) {
    const vkey = line.trim();
    if (vkey === "" || vkey.startsWith("#")) continue;
    const key = readKey(vkey, at + 1);
    logs.set(key.name, [...(logs.get(key.name) ?? []), key]);
  }
  return logs;
}

function readKey(vkey: string, line: number): VerifierKey {
  try {
    const key = parseVkey(vkey);
    if (key.type === 1) return key;
  } catch (error) {
    throw new Malformed("logs-malformed", `line ${line}: ${error instanceof Malformed ? error.message : error}`);
  }
  throw new Malformed("logs-malformed", `line ${line}: a log signs with a key of type 1`);
}
