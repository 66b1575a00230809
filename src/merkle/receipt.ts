/**
 * The receipt of a registered document, `*.tlog-proof`: the record with its salt, and its place in the log. Whoever holds
 * it and the log's public key can check it without asking us, also after we are gone.
 */
import { leafHashOf, SALT_LENGTH } from "./commitment.ts";
import { type Cosigner, openCosigned } from "./cosigned.ts";
import { concat, Malformed, toUtf8 } from "./encoding.ts";
import type { VerifierKey } from "./key.ts";
import { type BoundKey, keysSince } from "./key-list.ts";
import { logAlone, type Policy } from "./policy.ts";
import { formatProofFile, type ProofFile, parseProofFile } from "./proof-file.ts";
import { type LogRecord, parseRecord } from "./record.ts";
import { verifyInclusion } from "./verify-proof.ts";

export interface Receipt {
  readonly record: LogRecord;
  readonly index: number;
  /** Size and root of the tree that the log signed. */
  readonly size: number;
  readonly root: Uint8Array;
  /** Witnesses of the policy that cosigned that tree, and when. */
  readonly cosigners: readonly Cosigner[];
}

/** `record`: the exact bytes that were committed to. The salt opens the commitment: only who may read the document gets it. */
export function formatReceipt(salt: Uint8Array, record: Uint8Array, proof: Omit<ProofFile, "extra">): Uint8Array {
  return formatProofFile({ ...proof, extra: concat(salt, record) });
}

/**
 * Reads a receipt and proves it: record → commitment → leaf → root → the log's signature → the quorum of witnesses, when
 * a policy is given and not only the log's key. Of a list of keys those count that still signed when the event happened:
 * a checkpoint over it cannot be older, and a key that was stolen after its end proves nothing of later days.
 * Throws `Malformed`; code "receipt-unproved" when all is well written, but the record is not in that log,
 * "checkpoint-quorum" when too few have cosigned.
 */
export function openReceipt(bytes: Uint8Array, trusted: VerifierKey | Policy | readonly BoundKey[]): Receipt {
  const { index, hashes, checkpoint, extra } = parseProofFile(bytes);
  if (!extra || extra.length <= SALT_LENGTH) throw new Malformed("receipt-malformed", "the receipt holds no record");
  const [salt, body] = [extra.subarray(0, SALT_LENGTH), extra.subarray(SALT_LENGTH)];
  const record = parseRecord(body);
  const { size, root, cosigners } = openCosigned(toUtf8(checkpoint), policyOf(trusted, record));
  if (!verifyInclusion({ leafHash: leafHashOf(salt, body), index, size, root, proof: hashes })) {
    throw new Malformed("receipt-unproved", `the record is not leaf ${index} of the log that was signed`);
  }
  return { record, index, size, root, cosigners };
}

function policyOf(trusted: VerifierKey | Policy | readonly BoundKey[], record: LogRecord): Policy {
  if ("quorum" in trusted) return trusted;
  if ("publicKey" in trusted) return logAlone(trusted);
  const happened = new Date(record.type === "document-registered" ? record.registered : record.at);
  const logs = keysSince(trusted, happened).map((key) => ({ key }));
  if (logs.length === 0) throw new Malformed("note-unverified", "no key of the log is of that time");
  return { logs, witnesses: [], quorum: null };
}
