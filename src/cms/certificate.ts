/** Reads an X.509 certificate (RFC 5280 §4.1) and tells people whose it is. */

import { equalBytes, toHex } from "./bytes.ts";
import {
  BIT_STRING,
  type DerNode,
  explicit,
  Fields,
  INTEGER,
  implicit,
  MisshapenDer,
  readDer,
  SEQUENCE,
  whole,
} from "./der.ts";
import { serialText, smallInteger, time, wholeBits } from "./der-values.ts";
import { digest } from "./digests.ts";
import { type Extensions, readExtensions } from "./extensions.ts";
import { attribute, type Name, nameText, readName } from "./names.ts";
import { OID } from "./oids.ts";
import { keyTitle, type PublicKey, readPublicKey } from "./public-key.ts";
import type { SignerCertificate } from "./report.ts";
import { type AlgorithmIdentifier, readAlgorithm } from "./schemes.ts";

export interface Certificate {
  readonly der: Uint8Array;
  /** What the issuer signed. */
  readonly tbs: Uint8Array;
  /** Lower-case hex SHA-256 of the DER. */
  readonly fingerprint: string;
  /** Upper-case hex. */
  readonly serial: string;
  readonly issuer: Name;
  readonly subject: Name;
  /** Milliseconds since 1970, both included. */
  readonly notBefore: number;
  readonly notAfter: number;
  readonly publicKey: PublicKey;
  readonly signatureAlgorithm: AlgorithmIdentifier;
  readonly signature: Uint8Array;
  readonly extensions: Extensions;
}

/** Lower-case hex SHA-256: how a certificate is known in caches and to people. */
export const fingerprintOf = (der: Uint8Array): string => toHex(digest("sha256", der));

/** Throws MisshapenDer. The certificate keeps a view of `der`, which must not change. */
export function readCertificate(der: Uint8Array, fingerprint = fingerprintOf(der)): Certificate {
  // Certificate ::= SEQUENCE { tbsCertificate, signatureAlgorithm, signatureValue }
  const outer = new Fields(readDer(der));
  const tbs = outer.take(SEQUENCE);
  const signatureAlgorithm = readAlgorithm(outer.take(SEQUENCE));
  const signature = wholeBits(outer.take(BIT_STRING));
  outer.end();

  const fields = new Fields(tbs);
  const version = fields.maybe(explicit(0));
  if (version !== null && smallInteger(new Fields(version, explicit(0)).take()) > 2)
    throw new MisshapenDer("unknown version");
  const serial = serialText(fields.take(INTEGER));
  // §4.1.1.2: the algorithm inside must be the one outside, or the outside is open to change.
  const inner = readAlgorithm(fields.take(SEQUENCE));
  if (!equalBytes(inner.der, signatureAlgorithm.der)) throw new MisshapenDer("two signature algorithms");
  const issuer = readName(fields.take());
  const validity = new Fields(fields.take());
  const notBefore = time(validity.take());
  const notAfter = time(validity.take());
  validity.end();
  const subject = readName(fields.take());
  const publicKey = readPublicKey(fields.take());
  fields.maybe(implicit(1));
  fields.maybe(implicit(2));
  const extensions = readExtensions(extensionList(fields.maybe(explicit(3))));
  fields.end();
  return {
    ...{ der, tbs: whole(tbs), fingerprint, serial, issuer, subject, notBefore, notAfter },
    ...{ publicKey, signatureAlgorithm, signature, extensions },
  };
}

function extensionList(wrapper: DerNode | null): DerNode | null {
  return wrapper === null ? null : new Fields(wrapper, explicit(3)).take(SEQUENCE);
}

/** The authority names itself: a root, or a certificate that wants to be one. */
export const isSelfIssued = (certificate: Certificate): boolean =>
  equalBytes(certificate.issuer.der, certificate.subject.der);

/** For people and for matching the signer with the document's author. Throws MisshapenDer for what is no certificate. */
export function describeCertificate(der: Uint8Array): SignerCertificate {
  return describe(readCertificate(der));
}

const described = new WeakMap<Certificate, SignerCertificate>();

export function describe(certificate: Certificate): SignerCertificate {
  const known = described.get(certificate);
  if (known !== undefined) return known;
  const { subject } = certificate;
  const words: SignerCertificate = {
    serial: certificate.serial,
    issuer: nameText(certificate.issuer),
    subject: nameText(subject),
    commonName: attribute(subject, OID.commonName),
    surname: attribute(subject, OID.surname),
    givenName: attribute(subject, OID.givenName),
    snils: attribute(subject, OID.snils),
    inn: attribute(subject, OID.inn),
    innLegal: attribute(subject, OID.innLegal),
    ogrn: attribute(subject, OID.ogrn),
    organisation: attribute(subject, OID.organisation),
    title: attribute(subject, OID.title),
    notBefore: new Date(certificate.notBefore).toISOString(),
    notAfter: new Date(certificate.notAfter).toISOString(),
    fingerprint: certificate.fingerprint,
    algorithm: keyTitle(certificate.publicKey),
  };
  described.set(certificate, words);
  return words;
}
