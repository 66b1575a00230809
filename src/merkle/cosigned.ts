/** A checkpoint and who vouches for it: the log, and the witnesses that saw it grow, each with its time. */
import { type Checkpoint, parseCheckpoint } from "./checkpoint.ts";
import { splitCosignature } from "./cosignature.ts";
import { Malformed } from "./encoding.ts";
import type { VerifierKey } from "./key.ts";
import { type Note, parseNote, verifyNote } from "./note.ts";
import { isQuorum, type Policy } from "./policy.ts";

export interface Cosigner {
  /** As its key is named, like `witness.ministry.example`. */
  readonly name: string;
  readonly key: VerifierKey;
  /** When it says that it saw this checkpoint; to the second. */
  readonly at: Date;
}

export interface CosignedCheckpoint extends Checkpoint {
  /** Keys of the log that signed; none when the policy names no logs. */
  readonly signers: readonly VerifierKey[];
  readonly cosigners: readonly Cosigner[];
  /** The policy's quorum has cosigned. */
  readonly quorum: boolean;
}

/**
 * Reads a checkpoint by a policy and tells who vouches for it. Signatures of strangers are passed over.
 * Throws `Malformed`: what `openCheckpoint` says, also "note-unverified" when no log of the policy has signed,
 * "checkpoint-origin" when one has signed in the name of another. That a quorum is missing is told, not thrown.
 */
export function readCosigned(bytes: Uint8Array, policy: Policy): CosignedCheckpoint {
  const note = parseNote(bytes);
  const logs = policy.logs.map(({ key }) => key);
  const trusted = verifyNote(note, [...logs, ...policy.witnesses.map(({ key }) => key)]);
  const checkpoint = parseCheckpoint(note.text);
  const signers = trusted.filter((key) => key.type === 1);
  if (logs.length > 0 && signers.length === 0)
    throw new Malformed("note-unverified", "no log has signed this checkpoint");
  const foreign = signers.find((key) => key.name !== checkpoint.origin);
  if (foreign) {
    throw new Malformed("checkpoint-origin", `a checkpoint of ${checkpoint.origin}, signed by ${foreign.name}`);
  }
  const cosigners = trusted
    .filter((key) => key.type === 4)
    .map((key) => ({ name: key.name, key, at: timeOf(note, key) }));
  return {
    ...checkpoint,
    signers,
    cosigners,
    quorum: isQuorum(
      policy,
      cosigners.map(({ key }) => key),
    ),
  };
}

/** As above; throws "checkpoint-quorum" when too few witnesses cosigned. */
export function openCosigned(bytes: Uint8Array, policy: Policy): CosignedCheckpoint {
  const checkpoint = readCosigned(bytes, policy);
  if (!checkpoint.quorum) throw new Malformed("checkpoint-quorum", "too few witnesses have cosigned this checkpoint");
  return checkpoint;
}

/** The time inside the signature that was verified: of one key only the first counts. */
function timeOf({ signatures }: Note, key: VerifierKey): Date {
  const line = signatures.find(({ name, keyId }) => name === key.name && keyId === key.id);
  return new Date((line && splitCosignature(line.signature)?.seconds)! * 1000);
}
