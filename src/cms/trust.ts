/** Whom this house believes: roots, known authorities and revocation lists, read once and remembered. */

import { Refusal } from "../basics/refusal.ts";
import { toHex } from "./bytes.ts";
import { type Certificate, fingerprintOf, readCertificate } from "./certificate.ts";
import { type Crl, readCrl } from "./crl.ts";
import { MisshapenDer } from "./der.ts";
import { type OcspAnswer, readOcsp } from "./ocsp.ts";
import { blocksOf } from "./pem.ts";
import type { PublicKey } from "./public-key.ts";
import { type AlgorithmIdentifier, schemeOf, verifyBytes } from "./schemes.ts";

/** A root that is believed for a time only: what was signed from `from` on and before `until`. Null for no bound. */
export interface DatedRoot {
  readonly der: Uint8Array;
  readonly from: Date | null;
  readonly until: Date | null;
}

/** DER or PEM each; a PEM file may hold several. A root without dates is believed at all times. */
export interface TrustMaterial {
  readonly roots: readonly (Uint8Array | DatedRoot)[];
  readonly intermediates?: readonly Uint8Array[];
  readonly crls?: readonly Uint8Array[];
  /** Answers of OCSP responders, DER each. */
  readonly ocsp?: readonly Uint8Array[];
}

interface Term {
  readonly from: number;
  readonly until: number;
}

interface TrustedRoot extends Term {
  readonly certificate: Certificate;
}

/** What was proved of bytes stays proved, so memories only save work; they are bounded, for the bytes are strangers'. */
const MOST_CERTIFICATES = 4000;
const MOST_SIGNATURES = 10_000;
/** Lists that come inside signatures may be megabytes each. */
const MOST_LISTS = 16;

/** Opaque to callers: open it once, give it to every `validateSignature`, open another when the material changes. */
export class TrustStore {
  readonly #roots = new Map<string, Term[]>();
  readonly #bySubject = new Map<string, Certificate[]>();
  readonly #listsByIssuer = new Map<string, Crl[]>();
  readonly #certificates = new Memory<Certificate>(MOST_CERTIFICATES);
  readonly #lists = new Memory<Crl>(MOST_LISTS);
  readonly #answers = new Memory<OcspAnswer>(MOST_LISTS);
  readonly #signatures = new Memory<boolean>(MOST_SIGNATURES);
  /** Roots first: issuers, and signers whose signatures do not carry their certificates. */
  readonly known: readonly Certificate[];
  /** Answers of OCSP responders that were given along with the roots. */
  readonly ocsp: readonly OcspAnswer[];

  constructor(
    roots: readonly TrustedRoot[],
    intermediates: readonly Certificate[],
    crls: readonly Crl[],
    ocsp: readonly OcspAnswer[] = [],
  ) {
    for (const { certificate, from, until } of roots) {
      this.#roots.set(certificate.fingerprint, [...(this.#roots.get(certificate.fingerprint) ?? []), { from, until }]);
    }
    this.known = [...roots.map(({ certificate }) => certificate), ...intermediates];
    this.ocsp = ocsp;
    for (const certificate of this.known) file(this.#bySubject, certificate.subject.der, certificate);
    for (const crl of crls) file(this.#listsByIssuer, crl.issuer.der, crl);
  }

  /** Whether what was made at this time (milliseconds since 1970) is believed on this certificate's word alone. */
  isRoot(certificate: Certificate, at: number): boolean {
    const terms = this.#roots.get(certificate.fingerprint) ?? [];
    return terms.some(({ from, until }) => from <= at && at < until);
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

  /** Reads an answer of OCSP that came inside a signature. Throws MisshapenDer. */
  answer(der: Uint8Array): OcspAnswer {
    return this.#answers.recall(fingerprintOf(der), () => readOcsp(der.slice()));
  }

  /** Whether `issuer`'s key signed a certificate or list; each pair is computed once. */
  signedBy(signed: Signed, issuer: Certificate): boolean {
    return this.#signatures.recall(`${signed.fingerprint} ${issuer.fingerprint}`, () =>
      isSignedBy(signed, issuer.publicKey),
    );
  }
}

/** A certificate, a list or an answer: what an authority signed. */
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
  const root = { ru: "корневой сертификат", en: "root certificate" };
  const roots = material.roots.map((one) => (one instanceof Uint8Array ? { der: one, from: null, until: null } : one));
  return new TrustStore(
    roots.flatMap(({ der, from, until }, index) =>
      readAll([der], root, (one) => readCertificate(one), index).map((certificate) => ({
        certificate,
        from: from?.getTime() ?? Number.NEGATIVE_INFINITY,
        until: until?.getTime() ?? Number.POSITIVE_INFINITY,
      })),
    ),
    readAll(material.intermediates ?? [], { ru: "сертификат УЦ", en: "intermediate certificate" }, (der) =>
      readCertificate(der),
    ),
    readAll(material.crls ?? [], { ru: "список отозванных", en: "revocation list" }, readCrl),
    readAll(material.ocsp ?? [], { ru: "ответ OCSP", en: "OCSP answer" }, readOcsp),
  );
}

function readAll<T>(
  files: readonly Uint8Array[],
  what: { ru: string; en: string },
  read: (der: Uint8Array) => T,
  before = 0,
): T[] {
  return files.flatMap((file, index) => {
    try {
      const blocks = blocksOf(file);
      if (blocks.length === 0) throw new MisshapenDer("nothing in it");
      return blocks.map((der) => read(der.slice()));
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Refusal("misshapen", "trust-misshapen", {
        ru: `Не читается ${what.ru} № ${before + index + 1}: ${why}`,
        en: `Cannot read ${what.en} no. ${before + index + 1}: ${why}`,
      });
    }
  });
}
