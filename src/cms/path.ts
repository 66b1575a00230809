/** Whether the signer's certificate deserved belief at the proven time (EN 319 102-1 §5.2.6). */

import type { Certificate } from "./certificate.ts";
import { buildChain, type Chain, whyNoAuthority } from "./chain.ts";
import { CERTIFICATE_HOLD, type Crl } from "./crl.ts";
import { KEY_USAGE } from "./extensions.ts";
import type { Findings } from "./findings.ts";
import { nameText } from "./names.ts";
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

export function provePath(findings: Findings, question: PathQuestion): Chain {
  const { signer, trust } = question;
  const chain = buildChain(signer, question.certificates, trust);
  const last = chain.certificates.at(-1)!;
  const found = chain.outcome !== "no-issuer";
  findings.ask("ChainFound", found, found ? {} : { because: `no trusted certificate of «${nameText(last.issuer)}»` });
  const intact = chain.outcome !== "forged";
  if (found)
    findings.ask(
      "ChainIntact",
      intact,
      intact ? {} : { because: `«${nameText(last.subject)}» is not signed by «${nameText(last.issuer)}»` },
    );

  proveAuthorities(findings, chain);
  proveUse(findings, signer);
  if (chain.outcome === "trusted") proveTime(findings, chain.certificates, question);
  return chain;
}

function proveAuthorities(findings: Findings, { certificates, outcome }: Chain): void {
  certificates.slice(1).forEach((issuer, index) => {
    const why = whyNoAuthority(issuer, certificates.slice(0, index + 1));
    const root = outcome === "trusted" && index === certificates.length - 2;
    const because = why === null ? {} : { because: `«${nameText(issuer.subject)}»: ${why}` };
    findings.ask(root ? "RootIsAuthority" : "IssuersAreAuthorities", why === null, because);
  });
  const strange = certificates.flatMap(({ extensions }) => extensions.unknownCritical);
  findings.ask(
    "CriticalExtensionsUnderstood",
    strange.length === 0,
    strange.length === 0 ? {} : { found: strange.join(", ") },
  );
}

/** RFC 5280 §4.2.1.12: serverAuth, codeSigning, timeStamping, OCSPSigning. */
const MACHINE_PURPOSES: ReadonlySet<string> = new Set([1, 3, 8, 9].map((purpose) => `1.3.6.1.5.5.7.3.${purpose}`));

/** The signer's key is for signatures that bind its owner (RFC 5280 §4.2.1.3). */
function proveUse(findings: Findings, { extensions: { keyUsage, extendedKeyUsage } }: Certificate): void {
  const purposes = extendedKeyUsage ?? [];
  const personal = extendedKeyUsage === null || purposes.some((purpose) => !MACHINE_PURPOSES.has(purpose));
  findings.ask(
    "PurposeFits",
    personal,
    personal ? {} : { because: "its key is a machine's", found: purposes.join(", ") },
  );
  findings.ask("KeyUsageSaid", keyUsage !== null);
  if (keyUsage === null) return;
  const binds = keyUsage.has(KEY_USAGE.nonRepudiation);
  const detail = { expected: "digitalSignature and nonRepudiation", found: `bits ${[...keyUsage].join(", ")}` };
  findings.ask(
    "KeyUsageFits",
    binds,
    binds ? {} : { because: "the certificate is not for signing documents", ...detail },
  );
  if (binds) findings.ask("KeyUsageComplete", keyUsage.has(KEY_USAGE.digitalSignature));
}

/** Each certificate but the root: not taken back and within its validity at the proven time. */
function proveTime(findings: Findings, certificates: readonly Certificate[], question: PathQuestion): void {
  const { trust, bestTime, now, crls } = question;
  const root = certificates.at(-1)!;
  certificates.slice(0, -1).forEach((certificate, index) => {
    const status = revocationOf(certificate, certificates[index + 1]!, crls, trust, now);
    proveNotRevoked(findings, certificate, status, index === 0, bestTime);
    proveValidity(findings, certificate, status, index === 0, bestTime);
    proveRevocationData(findings, certificate, status, bestTime);
  });
  proveValidity(findings, root, null, certificates.length === 1, bestTime);
}

function proveNotRevoked(
  findings: Findings,
  certificate: Certificate,
  status: RevocationStatus,
  signer: boolean,
  bestTime: number,
): void {
  const { revocation } = status;
  const revoked = revocation !== null && revocation.at <= bestTime;
  const hold = revoked && revocation.reason === CERTIFICATE_HOLD;
  const detail = revoked
    ? {
        because: `«${nameText(certificate.subject)}» is listed since ${iso(revocation.at)}, reason ${revocation.reason}`,
      }
    : {};
  findings.ask(signer ? "CertificateNotRevoked" : "IssuersNotRevoked", !revoked || hold, hold ? {} : detail);
  findings.ask("CertificateNotOnHold", !hold, hold ? detail : {});
}

function proveValidity(
  findings: Findings,
  certificate: Certificate,
  status: RevocationStatus | null,
  signer: boolean,
  bestTime: number,
): void {
  const { notBefore, notAfter } = certificate;
  const detail = {
    because: `«${nameText(certificate.subject)}» at the proven time`,
    expected: `${iso(notBefore)} … ${iso(notAfter)}`,
    found: iso(bestTime),
  };
  const inside = bestTime >= notBefore && bestTime <= notAfter;
  if (!signer) {
    findings.ask("IssuersWithinValidity", inside, inside ? {} : detail);
    return;
  }
  findings.ask("CertificateAlreadyValid", bestTime >= notBefore, bestTime >= notBefore ? {} : detail);
  const silent =
    status !== null && status.list !== null && status.revocation === null && status.list.nextUpdate >= bestTime;
  const instead = silent ? ({ instead: "OUT_OF_BOUNDS_NOT_REVOKED" } as const) : {};
  findings.ask("CertificateNotExpired", bestTime <= notAfter, bestTime <= notAfter ? {} : { ...detail, ...instead });
}

/** Silence is a fact too: no list, or one whose time was over at the proven time, is told and levelled. */
function proveRevocationData(
  findings: Findings,
  certificate: Certificate,
  { list, passedOver }: RevocationStatus,
  bestTime: number,
): void {
  const of = `«${nameText(certificate.issuer)}»`;
  const lists = passedOver.length > 0 ? ` (passed over: ${[...new Set(passedOver)].join("; ")})` : "";
  const because = `no revocation list of ${of} covers «${nameText(certificate.subject)}»${lists}`;
  if (!findings.ask("RevocationDataAvailable", list !== null, list === null ? { because } : {}) || list === null)
    return;
  const fresh = list.nextUpdate >= bestTime;
  const stale = {
    because: `the list of ${of} was to be renewed`,
    expected: `after ${iso(bestTime)}`,
    found: iso(list.nextUpdate),
  };
  findings.ask("RevocationDataFresh", fresh, fresh ? {} : stale);
}

const iso = (time: number): string => new Date(time).toISOString();
