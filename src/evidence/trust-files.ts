/** Whom one trusts, as a file that can travel: roots, lists and the keys of logs, with the date that they are of. */

import { type DatedRoot, openTrustStore } from "../cms/trust.ts";
import { fromBase64, toBase64 } from "../merkle/encoding.ts";
import { parseVkey } from "../merkle/key.ts";
import type { Policy } from "../merkle/policy.ts";
import type { Circumstances } from "./judge.ts";

export interface TrustFiles {
  /** When they were put together, ISO 8601. */
  readonly asOf: string;
  /** Who put them together: the address of the registry. */
  readonly source: string;
  /** DER; those of a registry with the dates between which they are believed. */
  readonly roots: readonly (Uint8Array | DatedRoot)[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
  /** Answers of OCSP responders; none where left out. */
  readonly ocsp?: readonly Uint8Array[];
  /** Text forms of the logs' public keys, and of witnesses'. */
  readonly logs: readonly string[];
  readonly witnesses: readonly string[];
}

/** Byte strings as base64, a dated root as an object. */
export function formatTrustFiles(files: TrustFiles): string {
  const { asOf, source, logs, witnesses } = files;
  const roots = files.roots.map((root) => (root instanceof Uint8Array ? { der: root, from: null, until: null } : root));
  return JSON.stringify({
    ...{ asOf, source, logs, witnesses },
    roots: roots.map(({ der, from, until }) => ({ der: toBase64(der), from, until })),
    intermediates: files.intermediates.map(toBase64),
    crls: files.crls.map(toBase64),
    ocsp: (files.ocsp ?? []).map(toBase64),
  });
}

/** Throws on what `formatTrustFiles` would not write: it is ours, and never a stranger's. */
export function parseTrustFiles(text: string): TrustFiles {
  const read = JSON.parse(text) as Readonly<Record<string, unknown>>;
  const list = (name: string): readonly unknown[] => (Array.isArray(read[name]) ? read[name] : []);
  const texts = (name: string) => list(name).map(String);
  const bytes = (text: unknown) => fromBase64(String(text)) ?? damaged();
  const day = (text: unknown) => (typeof text === "string" ? new Date(text) : null);
  const root = ({ der, from, until }: Readonly<Record<string, unknown>>): DatedRoot => {
    return { der: bytes(der), from: day(from), until: day(until) };
  };
  return {
    ...{ asOf: String(read["asOf"]), source: String(read["source"]) },
    roots: list("roots").map((one) => root(one as Readonly<Record<string, unknown>>)),
    intermediates: list("intermediates").map(bytes),
    crls: list("crls").map(bytes),
    ocsp: list("ocsp").map(bytes),
    ...{ logs: texts("logs"), witnesses: texts("witnesses") },
  };
}

function damaged(): never {
  throw new Error("the trust file is damaged");
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
    trust: ({ certificates, crls, ocsp }) => {
      // What a visitor brought is tried first without it: a file that cannot be read must not spoil the rest.
      const usable = (list: readonly Uint8Array[], as: "intermediates" | "crls" | "ocsp") =>
        list.filter((one) => readable({ roots: [], [as]: [one] }));
      return openTrustStore({
        roots: files.roots,
        intermediates: [...files.intermediates, ...usable(certificates, "intermediates")],
        crls: [...files.crls, ...usable(crls, "crls")],
        ocsp: [...(files.ocsp ?? []), ...usable(ocsp, "ocsp")],
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
