/** Whether a timestamp in a signature proves its time: by the same questions as any signature (EN 319 102-1 §5.4). */

import { proveStrength } from "./acceptance.ts";
import { type Bag, openBag, together } from "./bag.ts";
import { describe } from "./certificate.ts";
import { MisshapenDer, whole } from "./der.ts";
import { digestsOf } from "./digests.ts";
import { Findings } from "./findings.ts";
import { proveMade } from "./made.ts";
import { OID } from "./oids.ts";
import { provePath } from "./path.ts";
import type { Policy } from "./policy.ts";
import type { TimestampVerdict } from "./report.ts";
import type { SignerInfo } from "./signed-data.ts";
import { isImprintOf, readTimestamp, type Timestamp } from "./timestamp.ts";
import type { TrustStore } from "./trust.ts";

export interface StampQuestion {
  readonly policy: Policy;
  readonly trust: TrustStore;
  /** What came with the signature that is stamped. */
  readonly bag: Bag;
  readonly now: number;
  /** When the whole is proved to have been there without the timestamp. */
  readonly witnessed: number;
}

export interface JudgedTimestamp {
  readonly verdict: TimestampVerdict;
  /** Null where it cannot be relied on. Milliseconds. */
  readonly proves: { readonly genTime: number; readonly accuracy: number } | null;
}

/** Each is parsed and verified twice over; a stranger with hundreds wants the house busy. */
const MOST_TIMESTAMPS = 8;

/** Timestamps over the signature's value: several are legal, in one attribute or in several (RFC 5126 §6.1.1). */
export function judgeSignatureTimestamps(question: StampQuestion, signer: SignerInfo): JudgedTimestamp[] {
  const tokens = signer.unsignedAttributes
    .filter(({ type }) => type === OID.signatureTimestamp)
    .flatMap(({ values }) => values.map(whole));
  return tokens.slice(0, MOST_TIMESTAMPS).map((token) => judge(question, "signature", token, signer.signature));
}

/** Timestamps over the document, made before it was signed (RFC 5126 §5.11.4). */
export function judgeContentTimestamps(
  question: StampQuestion,
  signer: SignerInfo,
  content: Uint8Array,
): JudgedTimestamp[] {
  const attributes = signer.signedAttributes?.list.filter(({ type }) => type === OID.contentTimestamp) ?? [];
  const tokens = attributes.flatMap(({ values }) => values.map(whole));
  return tokens.slice(0, MOST_TIMESTAMPS).map((token) => judge(question, "content", token, content));
}

function judge(
  question: StampQuestion,
  kind: TimestampVerdict["kind"],
  token: Uint8Array,
  stamped: Uint8Array,
): JudgedTimestamp {
  const findings = new Findings(question.policy);
  try {
    return tell(question, kind, findings, readTimestamp(token), stamped);
  } catch (error) {
    if (!(error instanceof MisshapenDer)) throw error;
    findings.ask("TimestampReadable", false, () => ({ because: error.message }));
    const unread = { genTime: null, accuracyMilliseconds: null, authority: null, serial: null };
    const verdict = { kind, ...findings.conclusion, ...unread, constraints: findings.results };
    return { verdict, proves: null };
  }
}

function tell(
  question: StampQuestion,
  kind: TimestampVerdict["kind"],
  findings: Findings,
  stamp: Timestamp,
  stamped: Uint8Array,
): JudgedTimestamp {
  const { policy, trust, now, witnessed } = question;
  const { data, genTime } = stamp;
  findings.ask("TimestampReadable", true);
  findings.ask("TimestampImprintMatches", isImprintOf(stamp, stamped), () => ({
    because: "it is over something else, or over a digest that is not known",
  }));
  const bag = together(openBag(data, trust), question.bag);
  const signer = data.signers[0]!;
  const document = data.content === null ? null : digestsOf(data.content);
  const { certificate, scheme, pinned } = proveMade(findings, { data, signer, document, bag, trust });
  if (certificate !== null && scheme !== null) {
    const times = { bestTime: genTime, now, witnessed };
    const { chain } = provePath(findings, { signer: certificate, ...bag, trust, purpose: "timestamp", ...times });
    // RFC 3161 §2.4.1: the certificate of the authority must be pinned.
    findings.ask("SigningCertificateReferencePresent", pinned);
    proveStrength(findings, policy, { scheme, chain, bestTime: genTime, imprint: stamp.imprintAlgorithm });
  }
  const verdict: TimestampVerdict = {
    ...{ kind, ...findings.conclusion, genTime: new Date(genTime).toISOString() },
    accuracyMilliseconds: stamp.accuracy,
    authority: certificate === null ? null : describe(certificate),
    serial: stamp.serial,
    constraints: findings.results,
  };
  const proves = findings.failed ? null : { genTime, accuracy: stamp.accuracy ?? 0 };
  return { verdict, proves };
}
