/** The verdict over one signer: made, when, by whom, and by those who signed the signature in their turn. */

import { proveAcceptance } from "./acceptance.ts";
import type { Bag } from "./bag.ts";
import { proveBestTime } from "./best-time.ts";
import { toHex } from "./bytes.ts";
import { type Certificate, describe } from "./certificate.ts";
import { time } from "./der-values.ts";
import { type DocumentDigests, digestsOf, digestTitle } from "./digests.ts";
import { Findings } from "./findings.ts";
import type { IntegrityQuestion } from "./integrity.ts";
import { judgeContentTimestamps, judgeSignatureTimestamps } from "./judge-timestamp.ts";
import { proveMade } from "./made.ts";
import { nameText } from "./names.ts";
import { OID } from "./oids.ts";
import { type Path, provePath } from "./path.ts";
import type { Policy } from "./policy.ts";
import type { SignatureVerdict } from "./report.ts";
import { digestOf, type Scheme, schemeTitle } from "./schemes.ts";
import { attributeValue, readSignerInfo, type SignerInfo } from "./signed-data.ts";
import type { TrustStore } from "./trust.ts";

export interface SignerQuestion {
  readonly data: IntegrityQuestion["data"];
  readonly document: DocumentDigests | null;
  readonly bag: Bag;
  readonly trust: TrustStore;
  readonly policy: Policy;
  /** Milliseconds since 1970; see SignatureQuestion. */
  readonly asked: number;
  readonly proof: number | null;
  readonly now: number;
  readonly owners: readonly string[] | null;
}

/** Counter-signatures may be counter-signed; deeper than this nobody means it. */
const DEEPEST = 3;
const MOST_COUNTER_SIGNATURES = 8;

/** Never throws: what is wrong with a stranger's bytes is told of these bytes. */
export function judgeSigner(question: SignerQuestion, signer: SignerInfo, depth = 0): SignatureVerdict {
  try {
    return tell(question, signer, depth);
  } catch (error) {
    return unreadable(new Date(question.asked), error);
  }
}

function tell(question: SignerQuestion, signer: SignerInfo, depth: number): SignatureVerdict {
  const { trust, policy, bag, document, asked, proof, now } = question;
  const findings = new Findings(policy);
  const signingTime = claimedTime(signer);
  const { certificate, scheme, pinned } = proveMade(findings, { ...question, signer });
  const facts = { question, signer, findings, signingTime, certificate, scheme };
  if (certificate === null || scheme === null || document === null)
    return verdict(facts, { bestTime: asked, provenBy: "asked" });

  const witnessed = Math.min(asked, proof ?? asked);
  const stampQuestion = { policy, trust, bag, now, witnessed };
  const stamps = judgeSignatureTimestamps(stampQuestion, signer);
  const contentStamps = judgeContentTimestamps(stampQuestion, signer, document.bytes);
  const when = proveBestTime(findings, { policy, stamps, contentStamps, signingTime, asked, proof });
  const { bestTime } = when;
  const times = { bestTime, now, witnessed: bestTime };
  const path = provePath(findings, { signer: certificate, ...bag, trust, purpose: "document", ...times });
  proveNamed(findings, certificate, question.owners);
  proveAcceptance(findings, policy, { scheme, pinned, signingTime, bestTime, chain: path.chain });
  const counterSignatures = judgeCounterSignatures(question, signer, depth);
  if (counterSignatures.length > 0) {
    const bad = counterSignatures.filter(({ indication }) => indication !== "TOTAL-PASSED");
    const detail = { found: bad.map(({ reason }) => reason).join("; ") };
    findings.ask("CounterSignaturesHold", bad.length === 0, () => detail);
  }
  const timestamps = [...contentStamps, ...stamps].map((one) => one.verdict);
  return verdict(facts, when, { path, timestamps, counterSignatures });
}

/** RFC 5652 §11.4: a SignerInfo over the octets of the signature's value. */
function judgeCounterSignatures(question: SignerQuestion, signer: SignerInfo, depth: number): SignatureVerdict[] {
  if (depth >= DEEPEST) return [];
  const found = signer.unsignedAttributes
    .filter(({ type }) => type === OID.counterSignature)
    .flatMap(({ values }) => values);
  const document = digestsOf(signer.signature);
  return found.slice(0, MOST_COUNTER_SIGNATURES).map((node) => {
    try {
      const inner = readSignerInfo(node);
      return judgeSigner({ ...question, data: null, document, owners: null }, inner, depth + 1);
    } catch (error) {
      return unreadable(new Date(question.asked), error);
    }
  });
}

/** Whom the document names: СНИЛС, ОГРН or ИНН, digits alone. */
function proveNamed(findings: Findings, certificate: Certificate, owners: readonly string[] | null): void {
  if (owners === null) return;
  const { snils, ogrn, innLegal, inn } = describe(certificate);
  const own = [snils, ogrn, innLegal, inn].filter((number) => number !== null);
  findings.ask(
    "OwnerNamedInDocument",
    own.some((number) => owners.includes(number)),
    () => ({
      because: "neither СНИЛС nor ОГРН nor ИНН of the certificate is of an author or of the custodian",
    }),
  );
}

/** RFC 5652 §11.3. */
function claimedTime(signer: SignerInfo): number | null {
  const value = attributeValue(signer.signedAttributes, OID.signingTime);
  return value === null ? null : time(value);
}

interface Facts {
  readonly question: SignerQuestion;
  readonly signer: SignerInfo;
  readonly findings: Findings;
  readonly signingTime: number | null;
  readonly certificate: Certificate | null;
  readonly scheme: Scheme | null;
}

interface Rest {
  readonly path: Path;
  readonly timestamps: NonNullable<SignatureVerdict["timestamps"]>;
  readonly counterSignatures: readonly SignatureVerdict[];
}

function verdict(
  { question, signer, findings, signingTime, certificate, scheme }: Facts,
  { bestTime, provenBy }: { bestTime: number; provenBy: NonNullable<SignatureVerdict["provenBy"]> },
  rest: Rest | null = null,
): SignatureVerdict {
  const contentDigest = digestOf(signer.digestAlgorithm);
  const { document } = question;
  return {
    ...findings.conclusion,
    signer: certificate === null ? null : describe(certificate),
    signingTime: signingTime === null ? null : iso(signingTime),
    bestTime: iso(bestTime),
    digestAlgorithm: contentDigest === null ? null : digestTitle(contentDigest),
    signatureAlgorithm: scheme && certificate ? schemeTitle(scheme, certificate.publicKey) : null,
    documentDigest: contentDigest === null || document === null ? null : toHex(document.digest(contentDigest)),
    constraints: findings.results,
    provenBy,
    ...(rest === null ? {} : proved(rest)),
  };
}

const proved = ({ path: { chain, revocation }, timestamps, counterSignatures }: Rest) => ({
  timestamps,
  counterSignatures,
  chain: chain.map(({ subject, fingerprint, notAfter }) => ({
    ...{ subject: nameText(subject), fingerprint, notAfter: iso(notAfter) },
  })),
  revocation,
  provisional: revocation.some(({ final }) => !final),
});

const iso = (at: number): string => new Date(at).toISOString();

/** Whatever a stranger's bytes made go wrong is said of the bytes; the house goes on. */
export function unreadable(bestTime: Date, error: unknown): SignatureVerdict {
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
