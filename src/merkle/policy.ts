/**
 * Whom one trusts, as a file: which logs, which witnesses, and how many of them must have cosigned (C2SP tlog-policy).
 * A checkpoint is good when one of the logs signed it and the quorum cosigned it.
 */
import { fromDecimal, fromUtf8, Malformed, toHex } from "./encoding.ts";
import { parseVkey, type VerifierKey } from "./key.ts";

export interface PolicyLog {
  readonly key: VerifierKey;
  readonly url?: string;
}

export interface PolicyWitness extends PolicyLog {
  /** What this file calls it; has no meaning outside. */
  readonly name: string;
}

/** A witness, or «at least `need` of these». */
export type Quorum = { readonly witness: PolicyWitness } | { readonly need: number; readonly of: readonly Quorum[] };

export interface Policy {
  /** Empty: which log it must be is known from elsewhere. */
  readonly logs: readonly PolicyLog[];
  readonly witnesses: readonly PolicyWitness[];
  /** Null: `quorum none`. */
  readonly quorum: Quorum | null;
}

/** What is wrong with a policy file, and in which line, from 1. */
export class PolicyFault extends Malformed {
  readonly line: number;

  constructor(line: number, message: string) {
    super("policy-malformed", `line ${line}: ${message}`);
    this.line = line;
  }
}

/** The format asks for 32 of each at least. */
const MOST = 64;
const LONGEST = 64 * 1024;

/** Throws `PolicyFault`. Names are compared octet by octet, as the format demands. */
export function parsePolicy(file: Uint8Array): Policy {
  if (file.length > LONGEST) throw new PolicyFault(1, `a policy is at most ${LONGEST} bytes`);
  const lines = octets(file).split("\n");
  if (lines.pop() !== "") throw new PolicyFault(lines.length + 1, "the last line ends with a newline, too");
  const reader = openReader();
  for (const [at, line] of lines.entries()) {
    const fail = (message: string): never => {
      throw new PolicyFault(at + 1, message);
    };
    if (/[^\t\x20-\x7e\x80-\xff]/.test(line)) fail("holds a control character");
    const items = line.split(/[ \t]+/).filter((item) => item !== "");
    if (items[0] === undefined || items[0].startsWith("#")) continue;
    reader.read(items[0], items.slice(1), fail);
  }
  return reader.end(lines.length);
}

type Fail = (message: string) => never;

function openReader() {
  const logs: PolicyLog[] = [];
  const witnesses: PolicyWitness[] = [];
  const defined = new Map<string, Quorum>();
  const used = new Set<string>();
  let quorum: Quorum | null | undefined;

  const define = (name: string, meaning: Quorum, fail: Fail) => {
    if (name === "none") fail("«none» is no name of a witness or a group");
    if (defined.has(name)) fail(`«${told(name)}» is defined twice`);
    if (defined.size >= 2 * MOST) fail("more witnesses and groups than are read here");
    defined.set(name, meaning);
  };
  const keyIn = (text: string, type: 1 | 4, among: readonly PolicyLog[], fail: Fail): VerifierKey => {
    const key = readKey(text, fail);
    if (key.type !== type) fail(type === 1 ? "a log's key has type 1" : "a witness's key has type 4");
    const same = toHex(key.publicKey);
    if (among.some((other) => toHex(other.key.publicKey) === same)) fail("this key is there already");
    if (among.length >= MOST) fail("more keys than are read here");
    return key;
  };

  const words: Record<string, (items: readonly string[], fail: Fail) => void> = {
    log([vkey = "", url, ...more], fail) {
      if (vkey === "" || more.length > 0) fail("is written: log VKEY [URL]");
      logs.push({ key: keyIn(vkey, 1, logs, fail), ...(url !== undefined && { url: told(url) }) });
    },
    witness([name = "", vkey = "", url, ...more], fail) {
      if (vkey === "" || more.length > 0) fail("is written: witness NAME VKEY [URL]");
      const key = keyIn(vkey, 4, witnesses, fail);
      const witness = { name: told(name), key, ...(url !== undefined && { url: told(url) }) };
      define(name, { witness }, fail);
      witnesses.push(witness);
    },
    group([name = "", count = "", ...members], fail) {
      if (members.length === 0) fail("is written: group NAME all|any|NUMBER NAME…");
      const of = members.map((member) => {
        const known = defined.get(member) ?? fail(`«${told(member)}» is not defined above`);
        if (used.has(member)) fail(`«${told(member)}» is a member already`);
        used.add(member);
        return known;
      });
      const need = count === "all" ? of.length : count === "any" ? 1 : fromDecimal(count);
      if (need === undefined || need < 1 || need > of.length) return fail(`asks for all, any, or 1 to ${of.length}`);
      define(name, { need, of }, fail);
    },
    quorum([name = "", ...more], fail) {
      if (name === "" || more.length > 0) fail("is written: quorum NAME");
      if (quorum !== undefined) fail("the quorum is given twice");
      quorum = name === "none" ? null : (defined.get(name) ?? fail(`«${told(name)}» is not defined above`));
    },
  };

  return {
    read(word: string, items: readonly string[], fail: Fail) {
      const deed = Object.hasOwn(words, word) ? words[word] : undefined;
      if (!deed) return fail(`begins with none of ${Object.keys(words).join(", ")}`);
      deed(items, fail);
    },
    end(line: number): Policy {
      if (quorum === undefined) throw new PolicyFault(line + 1, "no line gives the quorum");
      return { logs, witnesses, quorum };
    },
  };
}

function readKey(text: string, fail: Fail): VerifierKey {
  try {
    return parseVkey(told(text));
  } catch (error) {
    return fail(error instanceof Malformed ? error.message : String(error));
  }
}

/** One character for each byte: names need no Unicode. */
function octets(bytes: Uint8Array): string {
  let text = "";
  for (const byte of bytes) text += String.fromCharCode(byte);
  return text;
}

/** The octets as people wrote them, where they are UTF-8. */
function told(text: string): string {
  return fromUtf8(Uint8Array.from(text, (char) => char.charCodeAt(0))) ?? text;
}

/** Whether these witnesses, by key id and name, are enough. */
export function isQuorum(policy: Policy, signers: readonly VerifierKey[]): boolean {
  const met = (part: Quorum): boolean =>
    "witness" in part ? signers.includes(part.witness.key) : part.of.filter(met).length >= part.need;
  return policy.quorum === null || met(policy.quorum);
}

/** A policy in which one log is known and nobody cosigns. */
export const logAlone = (key: VerifierKey): Policy => ({ logs: [{ key }], witnesses: [], quorum: null });
