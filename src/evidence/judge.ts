/** The one judgement of the house over what somebody brought: the same for the command, the page and the server. */
import { toHex } from "../cms/bytes.ts";
import { digest } from "../cms/digests.ts";
import type { Policy } from "../cms/policy.ts";
import type { TrustStore } from "../cms/trust.ts";
import { validateSignature } from "../cms/validate.ts";
import type { Policy as LogPolicy } from "../merkle/policy.ts";
import type { BytesAnswer, Evidence, JudgedSignature, ReceiptAnswer, State } from "./answers.ts";
import { type Gathered, type GatheredDocument, gather } from "./gather.ts";
import { judgeReceipt } from "./judge-receipt.ts";
import { titleOf } from "./title-of.ts";
import { type Brought, type Parcel, type Piece, unpack } from "./unpack.ts";
import type { Trouble } from "./unreadable.ts";

export interface Circumstances {
  /** Roots that the asker trusts; certificates, lists and answers that came along are used, and never trusted for coming along. */
  readonly trust: (extra: {
    readonly certificates: readonly Uint8Array[];
    readonly crls: readonly Uint8Array[];
    readonly ocsp: readonly Uint8Array[];
  }) => TrustStore;
  /** Keys of logs and witnesses that the asker has, and how many witnesses are enough. */
  readonly keys: LogPolicy;
  /** The time of judgement: now, unless the asker says another. */
  readonly at: Date;
  readonly policy?: Policy;
}

export interface Judgement {
  readonly state: State;
  /** One for each document, and for evidence that came without one. */
  readonly evidence: readonly Evidence[];
  readonly troubles: Parcel["troubles"];
}

/** Never throws because of what was brought. */
export function judge(brought: readonly Brought[], circumstances: Circumstances): Judgement {
  const parcel = unpack(brought);
  const { cases, left } = gather(parcel);
  const of = (kind: Piece["kind"]) => left.filter((piece) => piece.kind === kind).map(({ bytes }) => bytes);
  const trust = circumstances.trust({ certificates: of("certificate"), crls: of("crl"), ocsp: of("ocsp") });
  const evidence = cases.map((one) => judgeCase(one, { ...circumstances, trust: () => trust }, parcel.views));
  // A PDF that nothing speaks of: printed anew, scanned, or of another portal.
  const bare = cases.flatMap(({ document, signatures, receipt }) =>
    document?.kind === "pdf" && signatures.length === 0 && !receipt
      ? [{ file: document.name, code: "pdf-without-original" } as const]
      : [],
  );
  const troubles = [
    ...parcel.troubles,
    ...bare,
    ...troublesOf(left, parcel.views),
    ...(cases.length === 0 ? lonely(left) : []),
  ];
  return { state: worst(evidence.map(({ state }) => state)), evidence, troubles };
}

/** One «no» among many is the answer; none at all is no answer. */
export function worst(states: readonly State[]): State {
  if (states.includes("not-authentic")) return "not-authentic";
  return states.length > 0 && states.every((state) => state === "authentic") ? "authentic" : "cannot-tell";
}

function judgeCase(
  { document, signatures, receipt }: Gathered,
  circumstances: Circumstances,
  views: readonly string[],
): Evidence {
  const log = receipt && judgeReceipt(receipt, circumstances.keys);
  const record = log?.answer === "proved" && log.record.type === "document-registered" ? log.record : null;
  const ours = record !== null && document !== null && record.doc === document.sha256;
  const { at } = circumstances;
  const since = ours && Date.parse(record.registered) <= at.getTime() ? new Date(record.registered) : at;
  const judged = signatures.flatMap(({ name: file, bytes }): JudgedSignature[] => {
    // The receipt proves the time of the very files that it names, and of no other.
    const registered = ours ? record.sig.includes(toHex(digest("sha256", bytes))) : null;
    const verdicts = validateSignature({
      document: document?.digests ?? null,
      signature: bytes,
      trust: circumstances.trust({ certificates: [], crls: [], ocsp: [] }),
      bestTime: at,
      ...(registered === true && { proofOfExistence: since }),
      now: at,
      ...(circumstances.policy && { policy: circumstances.policy }),
    });
    return verdicts.map((verdict) => ({ file, registered, verdict }));
  });
  const bytes = bytesAnswer(document, judged, log, ours);
  return {
    state: stateOf(document, bytes, judged, log),
    document: document && {
      name: document.name,
      size: document.digests.bytes.length,
      sha256: document.sha256,
      title: titleOf(document.digests.bytes),
      viewedBy: document.inside !== null && views.includes(document.inside) ? document.inside : null,
    },
    bytes,
    signatures: judged,
    receipt: log,
    judgedAt: since.toISOString(),
  };
}

function bytesAnswer(
  document: GatheredDocument | null,
  signatures: readonly JudgedSignature[],
  log: ReceiptAnswer | null,
  ours: boolean,
): BytesAnswer {
  if (document === null) return "untold";
  if (log?.answer === "proved") return ours ? "registered" : "other";
  if (signatures.some(({ verdict }) => isOver(verdict))) return "signed";
  return signatures.some(({ verdict }) => verdict.subIndication === "HASH_FAILURE") ? "altered" : "untold";
}

/** Whether the signature itself holds over the bytes, whatever is thought of the certificate. */
function isOver({ constraints = [] }: JudgedSignature["verdict"]): boolean {
  return constraints.some(({ constraint, met }) => constraint === "SignatureIntact" && met);
}

/**
 * Authentic: nothing speaks against it, and all that came speaks for it. A receipt that cannot be judged here, for want of
 * the log's key, neither helps nor harms; one that does not hold is evidence against.
 */
function stateOf(
  document: GatheredDocument | null,
  bytes: BytesAnswer,
  signatures: readonly JudgedSignature[],
  log: ReceiptAnswer | null,
): State {
  const indications = signatures.map(({ verdict }) => verdict.indication);
  if (bytes === "other" || indications.includes("TOTAL-FAILED")) return "not-authentic";
  if (log?.answer === "unproved" || log?.answer === "misshapen") return "not-authentic";
  // A line of the access journal, an erasure: the receipt itself is all there is, and it says what happened.
  if (log?.answer === "proved" && log.record.type !== "document-registered") return "authentic";
  if (document === null || log?.answer === "no-quorum") return "cannot-tell";
  if (indications.some((indication) => indication !== "TOTAL-PASSED")) return "cannot-tell";
  return bytes === "registered" || indications.length > 0 ? "authentic" : "cannot-tell";
}

const MISTAKES: ReadonlySet<Piece["kind"]> = new Set([
  "empty",
  "picture",
  "office",
  "page",
  "text",
  "other",
  "checkpoint",
]);

/** Only what was brought itself: within a bundle there is a page to read, a text, and pictures. */
function troublesOf(left: readonly Piece[], views: readonly string[]): Parcel["troubles"] {
  return left
    .filter(({ kind, inside, name }) => inside === null && MISTAKES.has(kind) && !views.includes(name))
    .map(({ name, kind }) => ({ file: name, code: kind as Trouble }));
}

function lonely(left: readonly Piece[]): Parcel["troubles"] {
  return left
    .filter(({ kind }) => ["certificate", "crl", "ocsp", "keys"].includes(kind))
    .map(({ name }) => ({ file: name, code: "lonely-certificate" }));
}
