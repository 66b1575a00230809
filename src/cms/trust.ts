/** Whom this house believes: roots, known authorities and revocation lists, read once and remembered. */

import { Refusal } from "../basics/refusal.ts";
import { toHex } from "./bytes.ts";
import { type Certificate, fingerprintOf, readCertificate } from "./certificate.ts";
import { type Crl, readCrl } from "./crl.ts";
import { MisshapenDer } from "./der.ts";
import { blocksOf } from "./pem.ts";
import type { PublicKey } from "./public-key.ts";
import { type AlgorithmIdentifier, schemeOf, verifyBytes } from "./schemes.ts";

/** DER or PEM each; a PEM file may hold several. */
export interface TrustMaterial {
  readonly roots: readonly Uint8Array[];
  readonly intermediates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
}

/** What was proved of bytes stays proved, so memories only save work; they are bounded, for the bytes are strangers'. */
const MOST_CERTIFICATES = 4000;
const MOST_SIGNATURES = 10_000;
/** Lists that come inside signatures may be megabytes each. */
const MOST_LISTS = 16;

/** Opaque to callers: open it once, give it to every `validateSignature`, open another when the material changes. */
export class TrustStore {
  readonly #roots: ReadonlySet<string>;
  readonly #bySubject = new Map<string, Certificate[]>();
  readonly #listsByIssuer = new Map<string, Crl[]>();
  readonly #certificates = new Memory<Certificate>(MOST_CERTIFICATES);
  readonly #lists = new Memory<Crl>(MOST_LISTS);
  readonly #signatures = new Memory<boolean>(MOST_SIGNATURES);
  /** Roots first: issuers, and signers whose signatures do not carry their certificates. */
  readonly known: readonly Certificate[];

  constructor(roots: readonly Certificate[], intermediates: readonly Certificate[], crls: readonly Crl[]) {
    this.#roots = new Set(roots.map(({ fingerprint }) => fingerprint));
    this.known = [...roots, ...intermediates];
    for (const certificate of this.known) file(this.#bySubject, certificate.subject.der, certificate);
    for (const crl of crls) file(this.#listsByIssuer, crl.issuer.der, crl);
  }

  isRoot(certificate: Certificate): boolean {
    return this.#roots.has(certificate.fingerprint);
  }

  knownBySubject(subject: Uint8Array): readonly Certificate[] {
    return this.#bySubject.get(toHex(subject)) ?? [];
  }

  /** Revocation lists of the store by an issuer of this name. */
  listsOf(issuer: Uint8Array): readonly Crl[] {
    return this.#listsByIssuer.get(toHex(issuer)) ?? [];
  }

  /** Reads a certificate once however often it comes. Throws MisshapenDer. */
  certificate(der: Uint8Array): Certificate {
    const fingerprint = fingerprintOf(der);
    // A copy: the bytes of a signature must not stay in memory for the sake of a certificate inside.
    return this.#certificates.recall(fingerprint, () => readCertificate(der.slice(), fingerprint));
  }

  /** Reads a list that came inside a signature. Throws MisshapenDer. */
  crl(der: Uint8Array): Crl {
    return this.#lists.recall(fingerprintOf(der), () => readCrl(der.slice()));
  }

  /** Whether `issuer`'s key signed a certificate or list; each pair is computed once. */
  signedBy(signed: Signed, issuer: Certificate): boolean {
    return this.#signatures.recall(`${signed.fingerprint} ${issuer.fingerprint}`, () =>
      isSignedBy(signed, issuer.publicKey),
    );
  }
}

/** A certificate or a list: what an authority signed. */
interface Signed {
  readonly tbs: Uint8Array;
  readonly fingerprint: string;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
}

function isSignedBy({ tbs, signatureAlgorithm, signature }: Signed, key: PublicKey): boolean {
  const scheme = schemeOf(signatureAlgorithm, key, null);
  return "reason" in scheme ? false : verifyBytes(scheme, key, tbs, signature);
}

/** Least recently used out first: a Map keeps the order of insertion. */
class Memory<T> {
  readonly #entries = new Map<string, T>();
  readonly #most: number;

  constructor(most: number) {
    this.#most = most;
  }

  recall(key: string, make: () => T): T {
    const known = this.#entries.get(key);
    const value = known ?? make();
    this.#entries.delete(key);
    this.#entries.set(key, value);
    if (this.#entries.size > this.#most) this.#entries.delete(this.#entries.keys().next().value!);
    return value;
  }
}

function file<T>(cabinet: Map<string, T[]>, name: Uint8Array, item: T): void {
  const label = toHex(name);
  const drawer = cabinet.get(label);
  if (drawer === undefined) cabinet.set(label, [item]);
  else drawer.push(item);
}

/** Throws Refusal `trust-misshapen` for what is neither a certificate nor a list, naming which. */
export function openTrustStore(material: TrustMaterial): TrustStore {
  return new TrustStore(
    readAll(material.roots, { ru: "корневой сертификат", en: "root certificate" }, (der) => readCertificate(der)),
    readAll(material.intermediates ?? [], { ru: "сертификат УЦ", en: "intermediate certificate" }, (der) =>
      readCertificate(der),
    ),
    readAll(material.crls ?? [], { ru: "список отозванных", en: "revocation list" }, readCrl),
  );
}

function readAll<T>(files: readonly Uint8Array[], what: { ru: string; en: string }, read: (der: Uint8Array) => T): T[] {
  return files.flatMap((file, index) => {
    try {
      const blocks = blocksOf(file);
      if (blocks.length === 0) throw new MisshapenDer("nothing in it");
      return blocks.map((der) => read(der.slice()));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Refusal("misshapen", "trust-misshapen", {
        ru: `Не читается ${what.ru} № ${index + 1}: ${why}`,
        en: `Cannot read ${what.en} no. ${index + 1}: ${why}`,
      });
    }
  });
}
