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

/** What was proved true of two byte strings stays true, so this only ever saves work; bounded against strangers. */
const MOST_REMEMBERED = 10_000;

/** Opaque to callers: open it once, give it to every `validateSignature`, open another when the material changes. */
export class TrustStore {
  readonly crls: readonly Crl[];
  readonly #roots: ReadonlySet<string>;
  readonly #bySubject = new Map<string, Certificate[]>();
  readonly #known: readonly Certificate[];
  readonly #certificates = new Map<string, Certificate>();
  readonly #lists = new Map<string, Crl>();
  readonly #signatures = new Map<string, boolean>();

  constructor(roots: readonly Certificate[], intermediates: readonly Certificate[], crls: readonly Crl[]) {
    this.crls = crls;
    this.#roots = new Set(roots.map(({ fingerprint }) => fingerprint));
    this.#known = [...roots, ...intermediates];
    for (const certificate of this.#known) {
      const subject = toHex(certificate.subject.der);
      const namesakes = this.#bySubject.get(subject);
      if (namesakes === undefined) this.#bySubject.set(subject, [certificate]);
      else namesakes.push(certificate);
    }
  }

  isRoot(certificate: Certificate): boolean {
    return this.#roots.has(certificate.fingerprint);
  }

  /** Certificates of this store, roots first: issuers, and signers whose signatures do not carry them. */
  get known(): readonly Certificate[] {
    return this.#known;
  }

  knownBySubject(subject: Uint8Array): readonly Certificate[] {
    return this.#bySubject.get(toHex(subject)) ?? [];
  }

  /** Reads a certificate once however often it comes. Throws MisshapenDer. */
  certificate(der: Uint8Array): Certificate {
    const fingerprint = fingerprintOf(der);
    // A copy: the bytes of a signature must not stay in memory for the sake of a certificate inside.
    return remember(this.#certificates, fingerprint, () => readCertificate(der.slice(), fingerprint));
  }

  /** Reads a list that came inside a signature. Throws MisshapenDer. */
  crl(der: Uint8Array): Crl {
    return remember(this.#lists, fingerprintOf(der), () => readCrl(der.slice()));
  }

  /** Whether `issuer`'s key signed a certificate or list; each pair is computed once. */
  signedBy(signed: Signed, issuer: Certificate): boolean {
    return remember(this.#signatures, `${signed.fingerprint} ${issuer.fingerprint}`, () =>
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

function remember<T>(memory: Map<string, T>, key: string, make: () => T): T {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const made = make();
  if (memory.size >= MOST_REMEMBERED) memory.delete(memory.keys().next().value!);
  memory.set(key, made);
  return made;
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
      return blocks.map(read);
    } catch (error) {
      const why = error instanceof Error ? error.message : String(error);
      throw new Refusal("misshapen", "trust-misshapen", {
        ru: `Не читается ${what.ru} № ${index + 1}: ${why}`,
        en: `Cannot read ${what.en} no. ${index + 1}: ${why}`,
      });
    }
  });
}
