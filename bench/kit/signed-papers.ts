/** Documents with one detached signature each, of a house with a root and a revocation list: what `bench verify` verifies. */
import { createHash } from "node:crypto";
import { digestsOf } from "../../src/cms/digests.ts";
import { type Authority, issueCertificate, issueCrl, issueRoot } from "../../src/cms/issue/authority.ts";
import { createKey, type KeyPair } from "../../src/cms/issue/key.ts";
import { signDetached } from "../../src/cms/issue/sign.ts";

export interface SignedPaper {
  readonly document: Uint8Array;
  /** DER of a ContentInfo with the signer's certificate inside. */
  readonly signature: Uint8Array;
}

export interface Papers {
  readonly root: Uint8Array;
  readonly crl: Uint8Array;
  readonly now: Date;
  readonly papers: readonly SignedPaper[];
}

export interface PaperWishes {
  readonly bits: 256 | 512;
  readonly count: number;
  /** How many doctors share the papers. */
  readonly signers: number;
  readonly bytes: number;
}

const DAY = 86_400_000;

/** Equal wishes give equal keys, never for use outside a bench. */
export function signedPapers({ bits, count, signers, bytes }: PaperWishes): Papers {
  const now = new Date("2026-11-24T10:00:00Z");
  const days = (n: number) => new Date(now.getTime() + n * DAY);
  const key = (name: string): KeyPair => createKey(bits === 256 ? "256-B" : "512-A", (length) => shake(name, length));
  const rootKey = key("root");
  const rootName = { commonName: "Корень для замеров", organisation: "УЦ для замеров" };
  const validity = { notBefore: days(-1000), notAfter: days(1000) };
  const root = issueRoot({ key: rootKey, subject: rootName, serial: 1n, ...validity });
  const authority: Authority = { key: rootKey, certificate: root };
  const doctors = Array.from({ length: signers }, (_, n) => {
    const own = key(`doctor ${n}`);
    const subject = { commonName: `Врач ${n}`, surname: "Врач", givenName: `${n}`, snils: "11223344595" };
    const issued = { authority, subject, publicKey: own.publicKey, serial: BigInt(n + 2), ...validity };
    return { key: own, certificate: issueCertificate(issued) };
  });
  const papers = Array.from({ length: count }, (_, n) => {
    const document = Buffer.from(`<ClinicalDocument>${n} ${"слово ".repeat(bytes / 11)}</ClinicalDocument>`);
    const doctor = doctors[n % signers]!;
    return { document, signature: signDetached({ digests: digestsOf(document), ...doctor, signingTime: now }) };
  });
  const revoked = Array.from({ length: 1000 }, (_, n) => ({ serial: BigInt(1_000_000 + n), at: days(-10) }));
  const crl = issueCrl({ authority, revoked, thisUpdate: days(-1), nextUpdate: days(6), number: 1n });
  return { root, crl, now, papers };
}

const shake = (name: string, length: number): Uint8Array =>
  createHash("shake256", { outputLength: length }).update(`bench ${name}`).digest();
