/** Step 3, verify: one verdict over each signer of a detached CMS/CAdES-BES signature, in the order of EN 319 102-1. */

import { proveAcceptance } from "./acceptance.ts";
import { toHex } from "./bytes.ts";
import { type Certificate, describe } from "./certificate.ts";
import type { Crl } from "./crl.ts";
import { MisshapenDer } from "./der.ts";
import { time } from "./der-values.ts";
import { type DigestAlgorithm, type DocumentDigests, digestsOf, digestTitle } from "./digests.ts";
import { Findings } from "./findings.ts";
import { proveIntegrity } from "./integrity.ts";
import { OID } from "./oids.ts";
import { provePath } from "./path.ts";
import { blocksOf } from "./pem.ts";
import { HOUSE_POLICY, type Policy } from "./policy.ts";
import type { SignatureVerdict } from "./report.ts";
import { digestOf, type Scheme, schemeTitle } from "./schemes.ts";
import { attributeValue, readSignedData, type SignedData, type SignerInfo } from "./signed-data.ts";
import { certificateReferences, findSigner, matchesHash, matchesIssuer } from "./signing-certificate.ts";
import type { TrustStore } from "./trust.ts";

export interface SignatureQuestion {
  /** Null where the content travels inside the signature. */
  readonly document: DocumentDigests | null;
  /** A ContentInfo: DER (or BER as far as RFC 5652 lets), or the same as PEM or bare base64. */
  readonly signature: Uint8Array;
  readonly trust: TrustStore;
  /** When the signature is proved to have existed: the registry's own receipt. */
  readonly bestTime: Date;
  /** When this is asked; revocation lists issued later are not known yet. */
  readonly now: Date;
  readonly policy?: Policy;
}

/** One verdict per SignerInfo, at least one always. Never throws: garbage is TOTAL-FAILED/FORMAT_FAILURE. */
export function validateSignature(question: SignatureQuestion): readonly SignatureVerdict[] {
  try {
    const data = readSignedData(bare(question.signature));
    proveNumbers(data);
    const bag = openBag(data, question.trust);
    return data.signers.map((signer) => judge(question, data, bag, signer));
  } catch (error) {
    return [unreadable(question, error)];
  }
}

/** Many signing tools write their files as base64, dressed as PEM or bare. */
function bare(signature: Uint8Array): Uint8Array {
  const blocks = blocksOf(signature);
  if (blocks.length !== 1) throw new MisshapenDer(`${blocks.length} signatures in one file`);
  return blocks[0]!;
}

/** Each signer costs a millisecond and more; a stranger with thousands wants the house busy, not a verdict. */
const MOST_SIGNERS = 32;
const MOST_CERTIFICATES = 256;
/** A longer list does not belong inside a signature, and reading it takes a second. */
const LONGEST_LIST = 1 << 20;

function proveNumbers({ signers, certificates, crls }: SignedData): void {
  if (signers.length === 0) throw new MisshapenDer("nobody signed");
  if (signers.length > MOST_SIGNERS) throw new MisshapenDer(`more than ${MOST_SIGNERS} signers`);
  if (certificates.length + crls.length > MOST_CERTIFICATES)
    throw new MisshapenDer(`more than ${MOST_CERTIFICATES} certificates`);
}

/** What came with the signature and could be read. */
interface Bag {
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Crl[];
  readonly passedOver: number;
}

function openBag(data: SignedData, trust: TrustStore): Bag {
  const certificates = data.certificates.map((der) => orNull(() => trust.certificate(der)));
  const crls = data.crls.map((der) => (der.length > LONGEST_LIST ? null : orNull(() => trust.crl(der))));
  const read = certificates.filter((one) => one !== null);
  return {
    certificates: read,
    crls: crls.filter((one) => one !== null),
    passedOver: certificates.length - read.length,
  };
}

function orNull<T>(read: () => T): T | null {
  try {
    return read();
  } catch (error) {
    if (error instanceof MisshapenDer) return null;
    throw error;
  }
}

function judge(question: SignatureQuestion, data: SignedData, bag: Bag, signer: SignerInfo): SignatureVerdict {
  try {
    return tell(question, data, bag, signer);
  } catch (error) {
    return unreadable(question, error);
  }
}

function tell(question: SignatureQuestion, data: SignedData, bag: Bag, signer: SignerInfo): SignatureVerdict {
  const { trust, policy = HOUSE_POLICY } = question;
  const bestTime = question.bestTime.getTime();
  const signingTime = claimedTime(signer);
  const document = question.document ?? (data.content === null ? null : digestsOf(data.content));
  const findings = new Findings(policy);
  findings.ask("SignatureReadable", true);
  findings.ask("CertificatesReadable", bag.passedOver === 0);
  const facts: Facts = { signingTime, contentDigest: digestOf(signer.digestAlgorithm), document };

  const certificate = findSigner(signer, bag.certificates) ?? findSigner(signer, trust.known);
  findings.ask("SigningCertificateFound", certificate !== null);
  if (certificate === null) return verdict(question, findings, facts);
  const pinned = provePinned(findings, signer, certificate);
  findings.ask("SignedDataFound", document !== null);
  if (document === null) return verdict(question, findings, { ...facts, certificate });
  const scheme = proveIntegrity(findings, { data, signer, document, certificate });
  if (scheme === null) return verdict(question, findings, { ...facts, certificate });

  const { certificates, crls } = bag;
  const now = question.now.getTime();
  const chain = provePath(findings, { signer: certificate, certificates, crls, trust, bestTime, now });
  proveAcceptance(findings, policy, { scheme, pinned, signingTime, bestTime, chain });
  return verdict(question, findings, { ...facts, certificate, scheme });
}

/** Whether any signed attribute pins the certificate; whether it is the right one is in the findings. */
function provePinned(findings: Findings, signer: SignerInfo, certificate: Certificate): boolean {
  const references = certificateReferences(signer.signedAttributes);
  if (references.length === 0) return false;
  const byHash = references.every((one) => matchesHash(certificate, one));
  const byIssuer = references.every((one) => matchesIssuer(certificate, one));
  findings.ask("SigningCertificateReferenceMatches", byHash, () => ({ because: "the signed attributes pin another" }));
  findings.ask("SigningCertificateIssuerMatches", byIssuer);
  return true;
}

/** RFC 5652 §11.3. */
function claimedTime(signer: SignerInfo): number | null {
  const value = attributeValue(signer.signedAttributes, OID.signingTime);
  return value === null ? null : time(value);
}

interface Facts {
  readonly signingTime: number | null;
  readonly contentDigest: DigestAlgorithm | null;
  readonly document: DocumentDigests | null;
  readonly certificate?: Certificate;
  readonly scheme?: Scheme;
}

function verdict(question: SignatureQuestion, findings: Findings, facts: Facts): SignatureVerdict {
  const { signingTime, contentDigest, document, certificate, scheme } = facts;
  return {
    ...findings.conclusion,
    signer: certificate === undefined ? null : describe(certificate),
    signingTime: signingTime === null ? null : new Date(signingTime).toISOString(),
    bestTime: question.bestTime.toISOString(),
    digestAlgorithm: contentDigest === null ? null : digestTitle(contentDigest),
    signatureAlgorithm: scheme && certificate ? schemeTitle(scheme, certificate.publicKey) : null,
    documentDigest: contentDigest === null || document === null ? null : toHex(document.digest(contentDigest)),
    constraints: findings.results,
  };
}

/** Whatever a stranger's bytes made go wrong is said of the bytes; the house goes on. */
function unreadable({ bestTime }: SignatureQuestion, error: unknown): SignatureVerdict {
  const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return {
    indication: "TOTAL-FAILED",
    subIndication: "FORMAT_FAILURE",
    reason: `SignatureReadable: ${why}`,
    signer: null,
    signingTime: null,
    bestTime: bestTime.toISOString(),
    digestAlgorithm: null,
    signatureAlgorithm: null,
    documentDigest: null,
    constraints: [{ constraint: "SignatureReadable", level: "FAIL", met: false, found: why }],
  };
}
