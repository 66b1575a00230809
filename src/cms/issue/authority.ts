/** The demo's and the tests' own certification authority: roots, certificates, revocation lists that are real GOST. */

import { concat, fromHex } from "../bytes.ts";
import { readCertificate } from "../certificate.ts";
import { explicit, implicit } from "../der.ts";
import {
  bits,
  enumerated,
  flags,
  generalizedTime,
  identifier,
  integer,
  octets,
  sequence,
  timestamp,
  truth,
  utf8String,
  value,
} from "../der-write.ts";
import { digest } from "../digests.ts";
import { KEY_USAGE } from "../extensions.ts";
import { OID } from "../oids.ts";
import type { KeyPair } from "./key.ts";
import { signatureAlgorithm, signBytes } from "./sign-bytes.ts";
import { type Subject, subjectName } from "./subject.ts";

/** Who issues: its certificate (DER) and the key of it. */
export interface Authority {
  readonly certificate: Uint8Array;
  readonly key: KeyPair;
}

type KeyUse = keyof typeof KEY_USAGE;

interface Validity {
  readonly notBefore: Date;
  readonly notAfter: Date;
}

export interface RootRequest extends Validity {
  readonly key: KeyPair;
  readonly subject: Subject;
  /** Positive; at most 20 octets (RFC 5280 §4.1.2.2). */
  readonly serial: bigint;
}

export interface CertificateRequest extends Validity {
  readonly authority: Authority;
  readonly subject: Subject;
  /** DER SubjectPublicKeyInfo, as in `KeyPair.publicKey`. */
  readonly publicKey: Uint8Array;
  readonly serial: bigint;
  /** What the key may do; digitalSignature and nonRepudiation when left out. */
  readonly keyUsage?: readonly KeyUse[];
  /** Dotted identifiers; class КС1 of signing tools when left out. */
  readonly policies?: readonly string[];
  /** Dotted identifiers of purposes; none when left out. */
  readonly extendedKeyUsage?: readonly string[];
  /** As a timestamp's authority must have it (RFC 3161 §2.3). */
  readonly extendedKeyUsageCritical?: boolean;
  /** What a Russian qualified certificate says of tools and of how its owner was identified; true when left out. */
  readonly national?: boolean;
  /** Makes it a subordinate authority; null for no limit below it. */
  readonly authorityPathLength?: number | null;
  /** Where its revocation list is published. */
  readonly crlUrl?: string;
}

/** DER of a self-signed root. Equal input gives equal bytes. */
export function issueRoot({ key, subject, serial, notBefore, notAfter }: RootRequest): Uint8Array {
  const name = subjectName(subject);
  return issue(key, {
    ...{ serial, issuer: name, notBefore, notAfter, subject: name, publicKey: key.publicKey },
    extensions: [
      extension(OID.basicConstraints, sequence(truth()), true),
      extension(OID.keyUsage, flags([KEY_USAGE.keyCertSign, KEY_USAGE.crlSign]), true),
      extension(OID.subjectKeyIdentifier, octets(keyIdentifier(key.publicKey))),
    ],
  });
}

/** DER of a certificate for a person, an organisation or (with `authorityPathLength`) a subordinate authority. */
export function issueCertificate(request: CertificateRequest): Uint8Array {
  const { authority, serial, notBefore, notAfter, publicKey, authorityPathLength, crlUrl } = request;
  const isAuthority = authorityPathLength !== undefined;
  const use = request.keyUsage ?? (isAuthority ? ["keyCertSign", "crlSign"] : ["digitalSignature", "nonRepudiation"]);
  const policies = request.policies ?? [OID.signToolKC1];
  const purposes = request.extendedKeyUsage ?? [];
  const extensions = [
    extension(OID.basicConstraints, basicConstraints(authorityPathLength), isAuthority),
    extension(OID.keyUsage, flags(use.map((one) => KEY_USAGE[one])), true),
    extension(OID.subjectKeyIdentifier, octets(keyIdentifier(publicKey))),
    extension(OID.authorityKeyIdentifier, authorityKeyIdentifier(authority)),
  ];
  if (purposes.length > 0) {
    const critical = request.extendedKeyUsageCritical ?? false;
    extensions.push(extension(OID.extendedKeyUsage, sequence(...purposes.map(identifier)), critical));
  }
  if (!isAuthority && (request.national ?? true)) extensions.push(...nationalExtensions());
  if (policies.length > 0) {
    extensions.push(extension(OID.certificatePolicies, sequence(...policies.map((one) => sequence(identifier(one))))));
  }
  if (crlUrl !== undefined) extensions.push(extension(OID.crlDistributionPoints, sequence(distributionPoint(crlUrl))));
  const issuer = readCertificate(authority.certificate).subject.der;
  return issue(authority.key, {
    ...{ serial, issuer, notBefore, notAfter, subject: subjectName(request.subject), publicKey, extensions },
  });
}

interface Body extends Validity {
  readonly serial: bigint;
  readonly issuer: Uint8Array;
  readonly subject: Uint8Array;
  readonly publicKey: Uint8Array;
  readonly extensions: readonly Uint8Array[];
}

/** TBSCertificate, version 3 (RFC 5280 §4.1), and the signature over it. */
function issue(key: KeyPair, body: Body): Uint8Array {
  const tbs = sequence(
    value(explicit(0), integer(2n)),
    integer(body.serial),
    signatureAlgorithm(key),
    body.issuer,
    sequence(timestamp(body.notBefore), timestamp(body.notAfter)),
    body.subject,
    body.publicKey,
    value(explicit(3), sequence(...body.extensions)),
  );
  return signed(tbs, key);
}

const signed = (tbs: Uint8Array, key: KeyPair): Uint8Array =>
  sequence(tbs, signatureAlgorithm(key), bits(signBytes(key, tbs)));

function extension(id: string, contents: Uint8Array, critical = false): Uint8Array {
  return sequence(identifier(id), ...(critical ? [truth()] : []), octets(contents));
}

function basicConstraints(pathLength: number | null | undefined): Uint8Array {
  if (pathLength === undefined) return sequence();
  return sequence(truth(), ...(pathLength === null ? [] : [integer(BigInt(pathLength))]));
}

/** RFC 5280 §4.2.1.2 lets any unique number; the first 160 bits of SHA-256 over the key info (RFC 7093 method 4). */
const keyIdentifier = (publicKey: Uint8Array): Uint8Array => digest("sha256", publicKey).slice(0, 20);

function authorityKeyIdentifier({ certificate, key }: Authority): Uint8Array {
  const own = readCertificate(certificate).extensions.subjectKeyIdentifier;
  const identifier = own === null ? keyIdentifier(key.publicKey) : fromHex(own);
  return sequence(value(implicit(0), identifier));
}

/** Order of the ФСБ 795: the owner's tool, the issuer's tool, centre and their papers; 0: the owner came in person. */
function nationalExtensions(): Uint8Array[] {
  const tool = "Medkarta (для демонстрации)";
  const papers = [tool, tool, "без заключения", "без заключения"].map(utf8String);
  return [
    extension(OID.subjectSignTool, utf8String(tool)),
    extension(OID.issuerSignTool, sequence(...papers)),
    extension(OID.identificationKind, integer(0n)),
  ];
}

/** DistributionPoint { [0] { [0] fullName { [6] URI } } } */
const distributionPoint = (url: string): Uint8Array =>
  sequence(value(explicit(0), value(explicit(0), value(implicit(6), new TextEncoder().encode(url)))));

/** CRLReason (RFC 5280 §5.3.1). */
const REVOCATION_REASONS = {
  unspecified: 0,
  keyCompromise: 1,
  affiliationChanged: 3,
  superseded: 4,
  cessationOfOperation: 5,
  certificateHold: 6,
} as const;

export interface CrlRequest {
  readonly authority: Authority;
  readonly revoked: readonly {
    readonly serial: bigint;
    readonly at: Date;
    readonly reason?: keyof typeof REVOCATION_REASONS;
  }[];
  readonly thisUpdate: Date;
  readonly nextUpdate: Date;
  readonly number: bigint;
  /** Certificates that expired after this time stay listed: the list then speaks of them too. */
  readonly keepsExpiredSince?: Date;
}

/** DER of a revocation list (RFC 5280 §5.1), version 2. */
export function issueCrl({
  authority,
  revoked,
  thisUpdate,
  nextUpdate,
  number,
  keepsExpiredSince,
}: CrlRequest): Uint8Array {
  const entries = revoked.map(({ serial, at, reason }) =>
    sequence(
      integer(serial),
      timestamp(at),
      // §5.3.1: unspecified is said by silence.
      ...(reason === undefined || reason === "unspecified"
        ? []
        : [sequence(extension(OID.reasonCode, enumerated(REVOCATION_REASONS[reason])))]),
    ),
  );
  const extensions = [
    extension(OID.authorityKeyIdentifier, authorityKeyIdentifier(authority)),
    extension(OID.crlNumber, integer(number)),
  ];
  if (keepsExpiredSince !== undefined) {
    extensions.push(extension(OID.expiredCertificatesOnCrl, generalizedTime(keepsExpiredSince)));
  }
  const tbs = sequence(
    integer(1n),
    signatureAlgorithm(authority.key),
    readCertificate(authority.certificate).subject.der,
    timestamp(thisUpdate),
    timestamp(nextUpdate),
    ...(entries.length > 0 ? [sequence(concat(entries))] : []),
    value(explicit(0), sequence(...extensions)),
  );
  return signed(tbs, authority.key);
}
