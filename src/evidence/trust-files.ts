/** Whom one trusts, as a file that can travel: roots, lists and the keys of logs, with the date that they are of. */

import { openTrustStore } from "../cms/trust.ts";
import { fromBase64, toBase64 } from "../merkle/encoding.ts";
import { parseVkey } from "../merkle/key.ts";
import type { Policy } from "../merkle/policy.ts";
import type { Circumstances } from "./judge.ts";

export interface TrustFiles {
  /** When they were put together, ISO 8601. */
  readonly asOf: string;
  /** Who put them together: the address of the registry. */
  readonly source: string;
  /** DER. */
  readonly roots: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** Text forms of the logs' public keys, and of witnesses'. */
  readonly logs: readonly string[];
  readonly witnesses: readonly string[];
}

const LISTS = ["roots", "intermediates", "crls"] as const;
const TEXTS = ["logs", "witnesses"] as const;

export function formatTrustFiles(files: TrustFiles): string {
  const lists = Object.fromEntries(LISTS.map((name) => [name, files[name].map(toBase64)]));
  const { asOf, source, logs, witnesses } = files;
  return JSON.stringify({ asOf, source, ...lists, logs, witnesses });
}

/** Throws on what `formatTrustFiles` would not write: it is ours, and never a stranger's. */
export function parseTrustFiles(text: string): TrustFiles {
  const read = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const texts = (name: string) => (Array.isArray(read[name]) ? read[name].map(String) : []);
  const lists = Object.fromEntries(
    LISTS.map((name) => [name, texts(name).map((one) => fromBase64(one) ?? damaged(name))]),
  );
  const strings = Object.fromEntries(TEXTS.map((name) => [name, texts(name)]));
  return { asOf: String(read["asOf"]), source: String(read["source"]), ...lists, ...strings } as unknown as TrustFiles;
}

function damaged(name: string): never {
  throw new Error(`the ${name} of the trust file are damaged`);
}

/** @throws Refusal `trust-misshapen`, Malformed "key-malformed" */
export function circumstancesOf(files: TrustFiles, at: Date): Circumstances {
  const keys: Policy = {
    logs: files.logs.map((vkey) => ({ key: parseVkey(vkey) })),
    witnesses: files.witnesses.map((vkey) => ({ name: vkey.split("+")[0] ?? "", key: parseVkey(vkey) })),
    quorum: null,
  };
  return {
    at,
    keys,
    trust: ({ certificates, crls }) => {
      // What a visitor brought is tried first without it: a file that cannot be read must not spoil the rest.
      const usable = (list: readonly Uint8Array[], as: "intermediates" | "crls") =>
        list.filter((one) => readable({ roots: [], [as]: [one] }));
      return openTrustStore({
        roots: files.roots,
        intermediates: [...files.intermediates, ...usable(certificates, "intermediates")],
        crls: [...files.crls, ...usable(crls, "crls")],
      });
    },
  };
}

function readable(material: Parameters<typeof openTrustStore>[0]): boolean {
  try {
    openTrustStore(material);
    return true;
  } catch {
    return false;
  }
}
