/** The yardstick: pkijs, which knows no GOST, with our own GOST under it; installed for the run, no dependency of ours. */
import { createRequire } from "node:module";
import { join } from "node:path";
import { readDer } from "../../src/cms/der.ts";
import { digest, digestNamed } from "../../src/cms/digests.ts";
import { readPublicKey } from "../../src/cms/public-key.ts";
import { verifyBytes } from "../../src/cms/schemes.ts";
import type { SignedPaper } from "./signed-papers.ts";

/** As much of pkijs 4 as is used. */
interface Pkijs {
  readonly CryptoEngine: new (options: object) => object;
  setEngine(name: string, engine: object): void;
  readonly ContentInfo: { fromBER(der: Uint8Array): { content: object } };
  readonly Certificate: { fromBER(der: Uint8Array): object };
  readonly SignedData: new (options: { schema: object }) => { verify(question: object): Promise<boolean> };
}

interface Octets {
  readonly valueBlock: { readonly valueHexView: Uint8Array };
}
interface Spki {
  toSchema(): { toBER(): ArrayBuffer };
}

/** Verifies the chain to the root too; the revocation list is left out. */
export async function openPkijs(
  folder: string,
  root: Uint8Array,
  now: Date,
): Promise<(paper: SignedPaper) => Promise<boolean>> {
  const pkijs = createRequire(join(folder, "package.json"))("pkijs") as Pkijs;
  class GostEngine extends pkijs.CryptoEngine {
    getAlgorithmByOID(oid: string): object {
      return { name: oid };
    }
    getHashAlgorithm(algorithm: { readonly algorithmId: string }): string {
      return algorithm.algorithmId;
    }
    async digest(oid: string | { readonly name: string }, data: ArrayBuffer | Uint8Array): Promise<ArrayBuffer> {
      const name = digestNamed(typeof oid === "string" ? oid : oid.name);
      if (name === null) throw new Error(`no digest ${JSON.stringify(oid)}`);
      return digest(name, new Uint8Array(data as ArrayBuffer)).slice().buffer;
    }
    async verifyWithPublicKey(data: ArrayBuffer | Uint8Array, signature: Octets, spki: Spki): Promise<boolean> {
      const key = readPublicKey(readDer(new Uint8Array(spki.toSchema().toBER())));
      if (key.kind !== "gost") return false;
      const hash = key.point.curve.size === 32 ? "streebog256" : "streebog512";
      const message = new Uint8Array(data as ArrayBuffer);
      return verifyBytes({ kind: "gost", hash }, key, message, signature.valueBlock.valueHexView);
    }
  }
  pkijs.setEngine("gost", new GostEngine({ name: "gost", crypto: globalThis.crypto }));
  const trusted = pkijs.Certificate.fromBER(root);
  return ({ document, signature }) => {
    const signed = new pkijs.SignedData({ schema: pkijs.ContentInfo.fromBER(signature).content });
    const data = document.buffer.slice(document.byteOffset, document.byteOffset + document.length);
    return signed.verify({ signer: 0, data, trustedCerts: [trusted], checkChain: true, checkDate: now });
  };
}
