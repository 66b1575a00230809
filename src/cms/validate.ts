/** Step 3, verify: one verdict over each signer of a detached CMS/CAdES signature, in the order of EN 319 102-1. */

import { openBag } from "./bag.ts";
import { MisshapenDer } from "./der.ts";
import { type DocumentDigests, digestsOf } from "./digests.ts";
import { judgeSigner, unreadable } from "./judge-signer.ts";
import { blocksOf } from "./pem.ts";
import { HOUSE_POLICY, type Policy } from "./policy.ts";
import type { SignatureVerdict } from "./report.ts";
import { readSignedData, type SignedData } from "./signed-data.ts";
import type { TrustStore } from "./trust.ts";

export interface SignatureQuestion {
  /** Null where the content travels inside the signature. */
  readonly document: DocumentDigests | null;
  /** A ContentInfo: DER (or BER as far as RFC 5652 lets), or the same as PEM or bare base64. */
  readonly signature: Uint8Array;
  readonly trust: TrustStore;
  /** When the signature is known to have existed: the registry's own receipt, or now. A timestamp inside may prove an earlier time. */
  readonly bestTime: Date;
  /** An earlier time at which others prove that it existed: `registered` of a record whose receipt leads to a cosigned checkpoint. */
  readonly proofOfExistence?: Date;
  /** When this is asked; revocation lists issued later are not known yet. */
  readonly now: Date;
  readonly policy?: Policy;
  /** СНИЛС of the document's authors, ОГРН and ИНН of its custodian, digits alone: whoever signs should be among them. */
  readonly owners?: readonly string[];
}

/** One verdict per SignerInfo, at least one always. Never throws: garbage is TOTAL-FAILED/FORMAT_FAILURE. */
export function validateSignature(question: SignatureQuestion): readonly SignatureVerdict[] {
  try {
    const data = readSignedData(bare(question.signature));
    proveNumbers(data);
    const shared = {
      ...{ data, bag: openBag(data, question.trust), trust: question.trust, policy: question.policy ?? HOUSE_POLICY },
      document: question.document ?? (data.content === null ? null : digestsOf(data.content)),
      asked: question.bestTime.getTime(),
      proof: question.proofOfExistence?.getTime() ?? null,
      now: question.now.getTime(),
      owners: question.owners ?? null,
    };
    return data.signers.map((signer) => judgeSigner(shared, signer));
  } catch (error) {
    return [unreadable(question.bestTime, error)];
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

function proveNumbers({ signers, certificates, crls, ocsp }: SignedData): void {
  if (signers.length === 0) throw new MisshapenDer("nobody signed");
  if (signers.length > MOST_SIGNERS) throw new MisshapenDer(`more than ${MOST_SIGNERS} signers`);
  if (certificates.length + crls.length + ocsp.length > MOST_CERTIFICATES)
    throw new MisshapenDer(`more than ${MOST_CERTIFICATES} certificates`);
}
