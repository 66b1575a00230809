/** Whether the signer's certificate deserved belief at the proven time (EN 319 102-1 §5.2.6). */

import type { Certificate } from "./certificate.ts";
import { buildChain, type Chain, whyNoAuthority } from "./chain.ts";
import { CERTIFICATE_HOLD, type Revocation } from "./crl.ts";
import type { Findings } from "./findings.ts";
import { type Name, nameText } from "./names.ts";
import { type Purpose, provePurpose } from "./purpose.ts";
import type { RevocationSource } from "./report.ts";
import { type Enclosed, type RevocationStatus, revocationOf } from "./revocation.ts";
import type { TrustStore } from "./trust.ts";

export interface PathQuestion extends Enclosed {
  readonly signer: Certificate;
  /** Certificates that came with the signature. */
  readonly certificates: readonly Certificate[];
  readonly trust: TrustStore;
  readonly purpose: Purpose;
  /** Milliseconds since 1970. */
  readonly bestTime: number;
  readonly now: number;
  /** When all of this is proved to have been there by others than the signer; for a document that is the best time. */
  readonly witnessed: number;
}

export interface Path {
  /** As far as the chain leads, signer first. */
  readonly chain: readonly Certificate[];
  readonly revocation: readonly RevocationSource[];
}

/** Whatever is wrong with the path is in the findings. */
export function provePath(findings: Findings, question: PathQuestion): Path {
  const { signer, trust, bestTime, witnessed } = question;
  // A timestamp's own time is its authority's word, so that a root which lost our trust since then vouches for none.
  const isRoot = (one: Certificate): boolean => trust.isRoot(one, bestTime) && trust.isRoot(one, witnessed);
  const chain = buildChain(signer, question.certificates, trust, isRoot);
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
  provePurpose(findings, signer, question.purpose);
  const revocation = chain.outcome === "trusted" ? proveTime(findings, chain.certificates, question) : [];
  return { chain: chain.certificates, revocation };
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

/** Each certificate but the root: not taken back and within its validity at the proven time. */
function proveTime(
  findings: Findings,
  certificates: readonly Certificate[],
  question: PathQuestion,
): RevocationSource[] {
  const { trust, bestTime, now } = question;
  const used = certificates.slice(0, -1).flatMap((certificate, index) => {
    const status = revocationOf(certificate, certificates[index + 1]!, question, trust, now);
    proveNotRevoked(findings, certificate, status, index === 0, question);
    if (index === 0) proveSignerValidity(findings, certificate, status, bestTime);
    else proveIssuerValidity(findings, certificate, bestTime);
    proveRevocationData(findings, certificate, status, bestTime);
    return sourceOf(certificate, status, bestTime);
  });
  const root = certificates.at(-1)!;
  if (certificates.length === 1) proveSignerValidity(findings, root, null, bestTime);
  else proveIssuerValidity(findings, root, bestTime);
  return used;
}

/** Superseded, changed its affiliation, ceased: the key was not lost, so what it signed before stays good (RFC 3161 §4). */
const HARMLESS: ReadonlySet<number> = new Set([3, 4, 5]);

/** A lost key of a timestamp's authority signs any time that one likes: only a witness that is not the token helps. */
function countsAgainst(entry: Revocation, { purpose, bestTime, witnessed }: PathQuestion): boolean {
  if (entry.at <= bestTime) return true;
  return purpose === "timestamp" && entry.at <= witnessed && !HARMLESS.has(entry.reason);
}

function proveNotRevoked(
  findings: Findings,
  { subject }: Certificate,
  { revocation }: RevocationStatus,
  isSigner: boolean,
  question: PathQuestion,
): void {
  const entry = revocation !== null && countsAgainst(revocation, question) ? revocation : null;
  const held = entry?.reason === CERTIFICATE_HOLD;
  const detail = () => ({
    because: `${quoted(subject)} is listed since ${iso(entry?.at ?? question.bestTime)}, reason ${entry?.reason}`,
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
  const source = status?.revocation === null ? status.source : null;
  const knownGood = source !== null && source.nextUpdate >= bestTime;
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
  { source, passedOver }: RevocationStatus,
  bestTime: number,
): void {
  const others = passedOver.length > 0 ? ` (passed over: ${[...new Set(passedOver)].join("; ")})` : "";
  const available = findings.ask("RevocationDataAvailable", source !== null, () => ({
    because: `no revocation list of ${quoted(issuer)} covers ${quoted(subject)}${others}`,
  }));
  if (!available || source === null) return;
  const final = source.thisUpdate >= bestTime;
  findings.ask("RevocationDataFresh", final || source.nextUpdate >= bestTime, () => ({
    because: `the list of ${quoted(issuer)} was to be renewed${others}`,
    expected: `after ${iso(bestTime)}`,
    found: iso(source.nextUpdate),
  }));
  findings.ask("RevocationDataFinal", final, () => ({
    because: `a newer list of ${quoted(issuer)} may still tell of a revocation before the proven time`,
    expected: `issued at or after ${iso(bestTime)}`,
    found: iso(source.thisUpdate),
  }));
}

function sourceOf(
  { fingerprint }: Certificate,
  { source, revocation }: RevocationStatus,
  bestTime: number,
): RevocationSource[] {
  if (source === null) return [];
  const { kind, thisUpdate, nextUpdate } = source;
  return [
    {
      ...{ certificate: fingerprint, kind, fingerprint: source.fingerprint, thisUpdate: iso(thisUpdate) },
      nextUpdate: Number.isFinite(nextUpdate) ? iso(nextUpdate) : null,
      final: thisUpdate >= bestTime,
      revoked: revocation === null ? null : { at: iso(revocation.at), reason: revocation.reason },
    },
  ];
}

const quoted = (name: Name): string => `«${nameText(name)}»`;
const iso = (time: number): string => new Date(time).toISOString();
