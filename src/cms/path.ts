/** Whether the signer's certificate deserved belief at the proven time (EN 319 102-1 §5.2.6). */

import type { Certificate } from "./certificate.ts";
import { buildChain, type Chain, whyNoAuthority } from "./chain.ts";
import { CERTIFICATE_HOLD, type Crl } from "./crl.ts";
import { KEY_USAGE } from "./extensions.ts";
import type { Findings } from "./findings.ts";
import { type Name, nameText } from "./names.ts";
import { type RevocationStatus, revocationOf } from "./revocation.ts";
import type { TrustStore } from "./trust.ts";

export interface PathQuestion {
  readonly signer: Certificate;
  /** Certificates and lists that came with the signature. */
  readonly certificates: readonly Certificate[];
  readonly crls: readonly Crl[];
  readonly trust: TrustStore;
  /** Milliseconds since 1970. */
  readonly bestTime: number;
  readonly now: number;
}

/** The chain as far as it leads, signer first; whatever is wrong with it is in the findings. */
export function provePath(findings: Findings, question: PathQuestion): readonly Certificate[] {
  const { signer, trust } = question;
  const chain = buildChain(signer, question.certificates, trust);
  const last = chain.certificates.at(-1)!;
  const found = findings.ask("ChainFound", chain.outcome !== "no-issuer", () => ({
    because: `no trusted certificate of ${quoted(last.issuer)}`,
  }));
  if (found) {
    findings.ask("ChainIntact", chain.outcome !== "forged", () => ({
      because: `${quoted(last.subject)} is not signed by ${quoted(last.issuer)}`,
    }));
  }
  proveAuthorities(findings, chain);
  proveUse(findings, signer);
  if (chain.outcome === "trusted") proveTime(findings, chain.certificates, question);
  return chain.certificates;
}

function proveAuthorities(findings: Findings, { certificates, outcome }: Chain): void {
  certificates.slice(1).forEach((issuer, index) => {
    const why = whyNoAuthority(issuer, certificates.slice(0, index + 1));
    const isRoot = outcome === "trusted" && index === certificates.length - 2;
    const because = `${quoted(issuer.subject)}: ${why}`;
    findings.ask(isRoot ? "RootIsAuthority" : "IssuersAreAuthorities", why === null, () => ({ because }));
  });
  const strange = certificates.flatMap(({ extensions }) => extensions.unknownCritical);
  findings.ask("CriticalExtensionsUnderstood", strange.length === 0, () => ({ found: strange.join(", ") }));
}

/** RFC 5280 §4.2.1.12: serverAuth, codeSigning, timeStamping, OCSPSigning. */
const MACHINE_PURPOSES: ReadonlySet<string> = new Set([1, 3, 8, 9].map((purpose) => `1.3.6.1.5.5.7.3.${purpose}`));

/** The signer's key is for signatures that bind its owner (RFC 5280 §4.2.1.3). */
function proveUse(findings: Findings, { extensions: { keyUsage, extendedKeyUsage } }: Certificate): void {
  const purposes = extendedKeyUsage ?? [];
  const personal = extendedKeyUsage === null || purposes.some((purpose) => !MACHINE_PURPOSES.has(purpose));
  findings.ask("PurposeFits", personal, () => ({ because: "its key is a machine's", found: purposes.join(", ") }));
  findings.ask("KeyUsageSaid", keyUsage !== null);
  if (keyUsage === null) return;
  const binds = findings.ask("KeyUsageFits", keyUsage.has(KEY_USAGE.nonRepudiation), () => ({
    because: "the certificate is not for signing documents",
    expected: "digitalSignature and nonRepudiation",
    found: `bits ${[...keyUsage].join(", ")}`,
  }));
  if (binds) findings.ask("KeyUsageComplete", keyUsage.has(KEY_USAGE.digitalSignature));
}

/** Each certificate but the root: not taken back and within its validity at the proven time. */
function proveTime(findings: Findings, certificates: readonly Certificate[], question: PathQuestion): void {
  const { trust, bestTime, now, crls } = question;
  certificates.slice(0, -1).forEach((certificate, index) => {
    const status = revocationOf(certificate, certificates[index + 1]!, crls, trust, now);
    proveNotRevoked(findings, certificate, status, index === 0, bestTime);
    if (index === 0) proveSignerValidity(findings, certificate, status, bestTime);
    else proveIssuerValidity(findings, certificate, bestTime);
    proveRevocationData(findings, certificate, status, bestTime);
  });
  const root = certificates.at(-1)!;
  if (certificates.length === 1) proveSignerValidity(findings, root, null, bestTime);
  else proveIssuerValidity(findings, root, bestTime);
}

function proveNotRevoked(
  findings: Findings,
  { subject }: Certificate,
  { revocation }: RevocationStatus,
  isSigner: boolean,
  bestTime: number,
): void {
  const entry = revocation !== null && revocation.at <= bestTime ? revocation : null;
  const held = entry?.reason === CERTIFICATE_HOLD;
  const detail = () => ({
    because: `${quoted(subject)} is listed since ${iso(entry?.at ?? bestTime)}, reason ${entry?.reason}`,
  });
  findings.ask(isSigner ? "CertificateNotRevoked" : "IssuersNotRevoked", entry === null || held, detail);
  findings.ask("CertificateNotOnHold", !held, detail);
}

function proveSignerValidity(
  findings: Findings,
  certificate: Certificate,
  status: RevocationStatus | null,
  bestTime: number,
): void {
  const detail = outOfBounds(certificate, bestTime);
  findings.ask("CertificateAlreadyValid", bestTime >= certificate.notBefore, () => detail);
  const list = status?.revocation === null ? status.list : null;
  const knownGood = list !== null && list.nextUpdate >= bestTime;
  const instead = knownGood ? ({ instead: "OUT_OF_BOUNDS_NOT_REVOKED" } as const) : {};
  findings.ask("CertificateNotExpired", bestTime <= certificate.notAfter, () => ({ ...detail, ...instead }));
}

function proveIssuerValidity(findings: Findings, certificate: Certificate, bestTime: number): void {
  const inside = bestTime >= certificate.notBefore && bestTime <= certificate.notAfter;
  findings.ask("IssuersWithinValidity", inside, () => outOfBounds(certificate, bestTime));
}

const outOfBounds = ({ subject, notBefore, notAfter }: Certificate, bestTime: number) => ({
  because: `${quoted(subject)} at the proven time`,
  expected: `${iso(notBefore)} … ${iso(notAfter)}`,
  found: iso(bestTime),
});

/** Silence is a fact too: no list, or one whose time was over at the proven time, is told and levelled. */
function proveRevocationData(
  findings: Findings,
  { issuer, subject }: Certificate,
  { list, passedOver }: RevocationStatus,
  bestTime: number,
): void {
  const available = findings.ask("RevocationDataAvailable", list !== null, () => {
    const others = passedOver.length > 0 ? ` (passed over: ${[...new Set(passedOver)].join("; ")})` : "";
    return { because: `no revocation list of ${quoted(issuer)} covers ${quoted(subject)}${others}` };
  });
  if (!available || list === null) return;
  findings.ask("RevocationDataFresh", list.nextUpdate >= bestTime, () => ({
    because: `the list of ${quoted(issuer)} was to be renewed`,
    expected: `after ${iso(bestTime)}`,
    found: iso(list.nextUpdate),
  }));
}

const quoted = (name: Name): string => `«${nameText(name)}»`;
const iso = (time: number): string => new Date(time).toISOString();
