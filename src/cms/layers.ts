/** A verdict in three layers, as DSS and ETSI TS 119 102-2 lay it out: simple for everybody, detailed for who asks why, diagnostic for who doubts. */

import { cadesCode } from "./cades-code.ts";
import { CONSTRAINTS, type ConstraintName, consequence, HOUSE_POLICY, type Policy } from "./policy.ts";
import type {
  BuildingBlock,
  ConstraintResult,
  Indication,
  RevocationSource,
  SignatureVerdict,
  SignerCertificate,
  SubIndication,
  TimestampVerdict,
} from "./report.ts";

export interface SimpleReport {
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  /** What CryptoPro's CAdES tools would call it, e.g. "CADES_VERIFY_SUCCESS". */
  readonly cadesCode: string;
  readonly signedBy: string | null;
  /** The signer's claim and what is proved, ISO 8601. */
  readonly signingTime: string | null;
  readonly bestTime: string;
  readonly provenBy: "timestamp" | "proof" | "asked";
  /** A later revocation list can still change it. */
  readonly provisional: boolean;
  /** Constraints of level WARN that are not met. */
  readonly warnings: readonly string[];
  readonly policy: string;
}

type BlockOutcome = "passed" | "warned" | "failed" | "indeterminate" | "not-asked";

export interface BlockReport {
  readonly block: BuildingBlock;
  readonly outcome: BlockOutcome;
  readonly constraints: readonly ConstraintResult[];
}

export interface TimestampReport {
  readonly kind: TimestampVerdict["kind"];
  readonly indication: Indication;
  readonly subIndication: SubIndication | null;
  readonly blocks: readonly BlockReport[];
}

export interface DiagnosticReport {
  readonly signer: SignerCertificate | null;
  readonly digestAlgorithm: string | null;
  readonly signatureAlgorithm: string | null;
  readonly documentDigest: string | null;
  readonly chain: NonNullable<SignatureVerdict["chain"]>;
  readonly revocation: readonly RevocationSource[];
  readonly timestamps: readonly Omit<TimestampVerdict, "constraints">[];
  readonly reason: string;
}

/** Stable: fields are added, never renamed or taken away within one version. */
export interface SignatureReport {
  readonly version: 1;
  readonly simple: SimpleReport;
  readonly detailed: {
    readonly blocks: readonly BlockReport[];
    readonly timestamps: readonly TimestampReport[];
    readonly counterSignatures: readonly SignatureReport[];
  };
  readonly diagnostic: DiagnosticReport;
}

export function layersOf(verdict: SignatureVerdict, policy: Pick<Policy, "name"> = HOUSE_POLICY): SignatureReport {
  const { constraints = [], timestamps = [], counterSignatures = [] } = verdict;
  return {
    version: 1,
    simple: simpleOf(verdict, constraints, policy),
    detailed: {
      blocks: blocksOf(constraints),
      timestamps: timestamps.map(({ kind, indication, subIndication, constraints: asked }) => ({
        ...{ kind, indication, subIndication, blocks: blocksOf(asked) },
      })),
      counterSignatures: counterSignatures.map((one) => layersOf(one, policy)),
    },
    diagnostic: {
      ...{ signer: verdict.signer, digestAlgorithm: verdict.digestAlgorithm },
      ...{ signatureAlgorithm: verdict.signatureAlgorithm, documentDigest: verdict.documentDigest },
      ...{ chain: verdict.chain ?? [], revocation: verdict.revocation ?? [], reason: verdict.reason },
      timestamps: timestamps.map(({ constraints: _, ...facts }) => facts),
    },
  };
}

function simpleOf(
  verdict: SignatureVerdict,
  constraints: readonly ConstraintResult[],
  policy: Pick<Policy, "name">,
): SimpleReport {
  const { indication, subIndication, signingTime, bestTime, signer, provenBy = "asked", provisional = false } = verdict;
  return {
    ...{ indication, subIndication, cadesCode: cadesCode(verdict), signedBy: signer?.commonName ?? null },
    ...{ signingTime, bestTime, provenBy, provisional },
    warnings: constraints.filter(({ met, level }) => !met && level === "WARN").map(({ constraint }) => constraint),
    policy: policy.name,
  };
}

/** In the order of EN 319 102-1 figure 8. */
const BLOCKS: readonly BuildingBlock[] = ["FC", "ISC", "VCI", "XCV", "CV", "SAV"];

function blocksOf(constraints: readonly ConstraintResult[]): BlockReport[] {
  return BLOCKS.map((block) => {
    const own = constraints.filter(({ constraint }) => isKnown(constraint) && consequence(constraint).block === block);
    return { block, outcome: outcomeOf(own), constraints: own };
  });
}

function outcomeOf(constraints: readonly ConstraintResult[]): BlockOutcome {
  if (constraints.length === 0) return "not-asked";
  const unmet = constraints.filter(({ met }) => !met);
  const failing = unmet.find(({ level }) => level === "FAIL");
  if (failing !== undefined && isKnown(failing.constraint))
    return consequence(failing.constraint).indication === "TOTAL-FAILED" ? "failed" : "indeterminate";
  return unmet.some(({ level }) => level === "WARN") ? "warned" : "passed";
}

/** A verdict may be older than this list, or come from a newer house. */
const isKnown = (name: string): name is ConstraintName => (CONSTRAINTS as readonly string[]).includes(name);
