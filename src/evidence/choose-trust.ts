/** Of all that a registry trusts, what judges these signatures: the authorities above the signers, and their lists of the time. */
import { equalBytes, toHex } from "../cms/bytes.ts";
import type { Certificate } from "../cms/certificate.ts";
import { buildChain } from "../cms/chain.ts";
import { readCrl } from "../cms/crl.ts";
import { blocksOf } from "../cms/pem.ts";
import { readSignedData } from "../cms/signed-data.ts";
import { openTrustStore } from "../cms/trust.ts";

export interface TrustMaterialAt {
  readonly roots: readonly Uint8Array[];
  readonly intermediates: readonly Uint8Array[];
  readonly crls: readonly Uint8Array[];
}

/** A longer list makes a bundle that nobody mails: then it is left to whoever checks to get it. */
const LONGEST_LIST = 256 * 1024;

/** Files in a stable order, `….cer` and `….crl`; nothing for signatures that cannot be read. */
export function chooseTrust(signatures: readonly Uint8Array[], all: TrustMaterialAt, at: Date) {
  const store = openTrustStore({ roots: all.roots, intermediates: all.intermediates });
  const above = signatures.flatMap((signature) => {
    try {
      const { certificates } = readSignedData(blocksOf(signature)[0] ?? signature);
      const enclosed = certificates.map((der) => store.certificate(der));
      const isRoot = (one: Certificate) => store.isRoot(one, at.getTime());
      return enclosed.flatMap((signer) => buildChain(signer, enclosed, store, isRoot).certificates.slice(1));
    } catch {
      return [];
    }
  });
  const authorities = [...new Map(above.map((one) => [one.fingerprint, one])).values()];
  const lists = authorities.flatMap(({ subject }) => newestBefore(all.crls, subject.der, at.getTime()) ?? []);
  return [
    ...authorities.map(({ fingerprint, der }) => ({ name: `${fingerprint.slice(0, 16)}.cer`, bytes: der })),
    ...lists.map((bytes, i) => ({ name: `${i + 1}.crl`, bytes })),
  ];
}

function newestBefore(crls: readonly Uint8Array[], issuer: Uint8Array, at: number): Uint8Array | undefined {
  return crls
    .filter((der) => der.length <= LONGEST_LIST)
    .map((der) => ({ der, list: readCrl(der) }))
    .filter(({ list }) => equalBytes(list.issuer.der, issuer) && list.thisUpdate <= at)
    .sort((a, b) => b.list.thisUpdate - a.list.thisUpdate)[0]?.der;
}

/** The newest list of each authority, for whoever judges now. */
export function newestLists(crls: readonly Uint8Array[]): Uint8Array[] {
  const newest = new Map<string, { readonly der: Uint8Array; readonly thisUpdate: number }>();
  for (const der of crls) {
    if (der.length > LONGEST_LIST) continue;
    const { issuer, thisUpdate } = readCrl(der);
    const name = toHex(issuer.der);
    if ((newest.get(name)?.thisUpdate ?? 0) <= thisUpdate) newest.set(name, { der, thisUpdate });
  }
  return [...newest.values()].map(({ der }) => der);
}
